import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'

/** How much of the beginning is kept for recognising the type. */
const HEAD_BYTES = 64 * 1024

export interface Fingerprint {
  /** Hex. */
  sha256: string
  /** CRC-32 as ZIP wants it (ISO 3309). */
  crc32: number
  byteSize: number
  /** The first 64 KiB. */
  head: Buffer
}

/** Everything that must be known of a file's bytes, in one pass over the stream. */
export async function fingerprint(body: Readable): Promise<Fingerprint> {
  const hash = createHash('sha256')
  const heads: Buffer[] = []
  let crc = 0
  let byteSize = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (byteSize < HEAD_BYTES) heads.push(chunk.subarray(0, HEAD_BYTES - byteSize))
    hash.update(chunk)
    crc = crc32(chunk, crc)
    byteSize += chunk.length
  }
  return { sha256: hash.digest('hex'), crc32: crc >>> 0, byteSize, head: Buffer.concat(heads) }
}
