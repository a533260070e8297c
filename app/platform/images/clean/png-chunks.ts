import { crc32 } from 'node:zlib'
import { CleanError, type Source } from './source'

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Bytes of a chunk besides its data: length, type and CRC (PNG 5.3). */
export const FRAME = 12
/** Chunks of texts (PNG 11.3.3). */
export const TEXT_CHUNKS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt'])
/** More chunks than any picture has; some programs write IDAT chunks of 8 KiB. */
const MOST_CHUNKS = 1_000_000

/** A chunk of a PNG: where it begins, and the bytes of its data. */
export interface Chunk {
  at: number
  size: number
  type: string
}

/** Yields the chunks of a PNG up to the last one, IEND. Throws CleanError `damaged`. */
export async function* chunksOf(source: Source): AsyncGenerator<Chunk> {
  if (!(await source.read(0, 8)).equals(PNG_SIGNATURE)) throw new CleanError('damaged')
  let at = 8
  for (let count = 0; count < MOST_CHUNKS; count++) {
    const head = await source.read(at, 8)
    const [size, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)]
    if (at + FRAME + size > source.size) throw new CleanError('damaged')
    yield { at, size, type }
    if (type === 'IEND') return
    at += FRAME + size
  }
  throw new CleanError('damaged')
}

/** Returns a chunk with its length and CRC. */
export function chunkOf(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(FRAME + data.length)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  data.copy(bytes, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)) >>> 0, 8 + data.length)
  return bytes
}
