import type { Blocks } from './blocks.server'
import { type ByteSource, bufferSource } from './byte-source.server'

const MOST_CHUNKS = 100_000

/** Returns EXIF and XMP of a WebP, which are stored after the pixels (RFC 9649, 2.7.1.5). */
export async function webpBlocks(source: ByteSource): Promise<Blocks> {
  const blocks: Blocks = { xmp: [] }
  let at = 12
  for (let count = 0; count < MOST_CHUNKS; count++) {
    const head = await source.read(at, 8)
    if (head.length < 8) break
    const [type, length] = [head.toString('latin1', 0, 4), head.readUInt32LE(4)]
    if (type === 'XMP ') blocks.xmp.push(await source.read(at + 8, length))
    if (type === 'EXIF') blocks.exif ??= bufferSource(unmarked(await source.read(at + 8, length)))
    at += 8 + length + (length % 2)
  }
  return blocks
}

/** Many programs write the signature of a JPEG segment before the EXIF, which the WebP format does not define. */
const unmarked = (exif: Buffer): Buffer => (exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif)
