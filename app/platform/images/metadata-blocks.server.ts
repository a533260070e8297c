import sharp from 'sharp'

const EXIF = Buffer.from('Exif\0\0', 'latin1')
const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
/** What the two length bytes of a JPEG segment leave for its contents. */
const MOST_BYTES = 65_533

/**
 * The EXIF and XMP blocks of a WebP or PNG in a JPEG's envelope (XMP specification, part 3, 1.1.3), because the reader
 * of metadata knows no WebP and of a PNG only what stands before the pixels. Throws when the header cannot be read.
 */
export async function blocksAsJpeg(localPath: string): Promise<Buffer> {
  const { exif, xmp } = await sharp(localPath, { limitInputPixels: false, failOn: 'none' }).metadata()
  const bare = exif && (exif.subarray(0, 6).equals(EXIF) ? exif.subarray(6) : exif)
  const segments = [bare && segment(EXIF, bare), xmp && segment(XMP, xmp)].filter((found) => found !== undefined)
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, Buffer.from([0xff, 0xd9])])
}

/** An APP1 segment, or undefined for contents that fit in none. */
function segment(signature: Buffer, contents: Buffer): Buffer | undefined {
  if (signature.length + contents.length > MOST_BYTES) return undefined
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(2 + signature.length + contents.length, 2)
  return Buffer.concat([head, signature, contents])
}
