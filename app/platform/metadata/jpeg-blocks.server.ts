import type { Blocks } from './blocks.server'
import { type ByteSource, bufferSource, LARGEST_BLOCK } from './byte-source.server'
import { photoshopResources } from './photoshop-resources.server'

const EXIF = Buffer.from('Exif\0\0', 'latin1')
const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
const EXTENDED_XMP = Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1')
const PHOTOSHOP = Buffer.from('Photoshop 3.0\0', 'latin1')
const [APP1, APP13] = [0xe1, 0xed]

/**
 * Returns EXIF, XMP and image resources of a JPEG; each may span several segments (XMP specification, part 3, 1.1.3).
 */
export async function jpegBlocks(source: ByteSource): Promise<Blocks> {
  const exif: Buffer[] = []
  const packets: Buffer[] = []
  const extensions: Buffer[] = []
  const resources: Buffer[] = []
  for await (const { marker, contents } of segments(source)) {
    const after = (signature: Buffer) => contents.subarray(signature.length)
    if (marker === APP13 && startsWith(contents, PHOTOSHOP)) resources.push(after(PHOTOSHOP))
    if (marker !== APP1) continue
    if (startsWith(contents, XMP)) packets.push(after(XMP))
    else if (startsWith(contents, EXTENDED_XMP)) extensions.push(after(EXTENDED_XMP))
    // A further EXIF segment continues the previous one unless it begins a block of its own; only the first block
    // counts.
    else if (startsWith(contents, EXIF) && (exif.length === 0 || !isTiff(after(EXIF)))) exif.push(after(EXIF))
  }
  const { iim, iimDigest } = photoshopResources(Buffer.concat(resources))
  return {
    exif: exif.length ? bufferSource(Buffer.concat(exif)) : undefined,
    xmp: [...packets, ...packets.flatMap((packet) => extensionOf(packet, extensions) ?? [])],
    ...{ iim, iimDigest },
  }
}

/**
 * Returns the extended packet that `packet` refers to by digest, joined from its pieces up to the first gap; undefined
 * if there is none (XMP specification, part 3, 1.1.3.1).
 */
function extensionOf(packet: Buffer, extensions: Buffer[]): Buffer | undefined {
  const pieces = extensions
    .filter((piece) => piece.length > 40 && packet.includes(piece.subarray(0, 32)))
    .map((piece) => ({ at: piece.readUInt32BE(36), bytes: piece.subarray(40) }))
    .sort((a, b) => a.at - b.at)
  const parts: Buffer[] = []
  let length = 0
  for (const { at, bytes } of pieces) {
    if (at !== length || length > LARGEST_BLOCK) break
    parts.push(bytes)
    length += bytes.length
  }
  return parts.length ? Buffer.concat(parts) : undefined
}

const startsWith = (contents: Buffer, signature: Buffer) => contents.subarray(0, signature.length).equals(signature)
const isTiff = (bytes: Buffer) => /^(II\*\0|MM\0\*)/.test(bytes.toString('latin1', 0, 4))

const [SOS, EOI, FILL] = [0xda, 0xd9, 0xff]
/** Far more than any program writes; a profile or extended XMP of 64 MB takes a thousand. */
const MOST_SEGMENTS = 10_000
/** How far to search for the next marker after a segment with a wrong length. */
const GAP_BYTES = 64 * 1024

/**
 * Yields the segments that carry metadata, all before the first scan (ITU T.81, B.1.1). A wrong length loses only its
 * own segment.
 */
async function* segments(source: ByteSource): AsyncGenerator<{ marker: number; contents: Buffer }> {
  let at = 2
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const head = await source.read(at, 4)
    const [mark, marker = 0] = head
    if (head.length < 4 || marker === SOS || marker === EOI) return
    if (mark !== FILL || marker < 0xc0) {
      if (mark === FILL && (marker === FILL || marker === 0x01)) at += marker === FILL ? 1 : 2
      else {
        const next = await nextMarker(source, at + 1)
        if (next === undefined) return
        at = next
      }
      continue
    }
    const length = head.readUInt16BE(2)
    // RST and SOI markers have no length (B.1.1.4).
    if ((marker >= 0xd0 && marker <= 0xd8) || length < 2) at += 2
    else {
      if (marker === APP1 || marker === APP13) yield { marker, contents: await source.read(at + 4, length - 2) }
      at += 2 + length
    }
  }
}

/** Returns the offset of the next segment that can carry metadata, or of the first scan. */
async function nextMarker(source: ByteSource, from: number): Promise<number | undefined> {
  const gap = await source.read(from, GAP_BYTES)
  for (let at = gap.indexOf(FILL); at >= 0; at = gap.indexOf(FILL, at + 1)) {
    const marker = gap[at + 1] ?? 0
    if (marker >= 0xc0 && marker < FILL) return from + at
  }
  return undefined
}
