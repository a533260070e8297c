import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'

/** Bytes from the beginning of a file that are kept to recognise its type. */
const HEAD_BYTES = 64 * 1024

export interface Fingerprint {
  /** Hex. */
  sha256: string
  /** CRC-32 as used by ZIP (ISO 3309). */
  crc32: number
  byteSize: number
  /** The first 64 KiB. */
  head: Buffer
}

/** Returns digest, CRC, size and beginning of a local file. */
export const fingerprintFile = (localPath: string): Promise<Fingerprint> => fingerprint(createReadStream(localPath))

/** Returns digest, CRC, size and beginning of a stream's bytes, in one pass. */
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
