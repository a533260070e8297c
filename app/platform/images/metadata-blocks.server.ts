import sharp from 'sharp'

const EXIF = Buffer.from('Exif\0\0', 'latin1')
const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
const PHOTOSHOP = Buffer.from('Photoshop 3.0\0', 'latin1')
const APP1 = 0xe1
const APP13 = 0xed
/** What the two length bytes of a JPEG segment leave for its contents. */
const MOST_BYTES = 65_533

/**
 * The EXIF, XMP and IPTC blocks of a picture, and nothing else of it, in a JPEG's envelope (XMP specification, part 3,
 * 1.1.3). The reader of metadata gets the blocks this way since it knows no WebP, reads of a PNG only what stands before
 * the pixels, and loses all of a JPEG in which a marker stands across the end of its first piece of 512 bytes. Throws when
 * the header cannot be read.
 */
export async function blocksAsJpeg(localPath: string): Promise<Buffer> {
  const { exif, xmp, iptc } = await sharp(localPath, { limitInputPixels: false, failOn: 'none' }).metadata()
  const bare = exif && (startsWith(exif, EXIF) ? exif.subarray(EXIF.length) : exif)
  const segments = [
    bare && segment(APP1, EXIF, bare),
    xmp && segment(APP1, XMP, xmp),
    iptc && startsWith(iptc, PHOTOSHOP) && segment(APP13, PHOTOSHOP, iptc.subarray(PHOTOSHOP.length)),
  ]
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments.filter((found) => !!found), Buffer.from([0xff, 0xd9])])
}

const startsWith = (block: Buffer, signature: Buffer) => block.subarray(0, signature.length).equals(signature)

/** An application segment, or undefined for contents that fit in none. */
function segment(marker: number, signature: Buffer, contents: Buffer): Buffer | undefined {
  if (signature.length + contents.length > MOST_BYTES) return undefined
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(2 + signature.length + contents.length, 2)
  return Buffer.concat([head, signature, contents])
}
