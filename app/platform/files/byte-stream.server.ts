import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'

/** Bytes in sequence, from a file or from what it is unpacked to. */
export interface ByteStream {
  /** Returns the next `length` bytes; fewer at the end. */
  read: (length: number) => Promise<Buffer>
  /** Passes over bytes; returns false if the end comes first. */
  skip: (length: number) => Promise<boolean>
  close: () => Promise<void>
}

/** Returns the bytes of a file; what is skipped is not read. */
export async function fileStream(localPath: string): Promise<ByteStream> {
  const file = await open(localPath)
  const { size } = await file.stat()
  let at = 0
  return {
    read: async (length) => {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
      at += bytesRead
      return buffer.subarray(0, bytesRead)
    },
    skip: async (length) => {
      at += length
      return at <= size
    },
    close: () => file.close(),
  }
}

/**
 * Returns the unpacked bytes of a gzip file (RFC 1952), at most `most` of them; holds one chunk in memory. What is cut or
 * damaged rejects when it is reached.
 */
export async function gunzipStream(localPath: string, most: number): Promise<ByteStream> {
  const source = createReadStream(localPath)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  const chunks = source.pipe(gunzip)[Symbol.asyncIterator]()
  let kept: Buffer = Buffer.alloc(0)
  let total = 0
  const fill = async (): Promise<boolean> => {
    const { value, done } = total > most ? { value: undefined, done: true } : await chunks.next()
    if (done) return false
    kept = value as Buffer
    total += kept.length
    return true
  }
  const take = async (length: number, onPiece: (piece: Buffer) => void): Promise<number> => {
    let left = length
    while (left > 0 && (kept.length > 0 || (await fill()))) {
      const piece = kept.subarray(0, left)
      onPiece(piece)
      kept = kept.subarray(piece.length)
      left -= piece.length
    }
    return left
  }
  return {
    read: async (length) => {
      const pieces: Buffer[] = []
      await take(length, (piece) => pieces.push(piece))
      return Buffer.concat(pieces)
    },
    skip: async (length) => (await take(length, () => {})) === 0,
    close: async () => {
      source.destroy()
      gunzip.destroy()
    },
  }
}
