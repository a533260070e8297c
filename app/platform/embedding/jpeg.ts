import { type Edit, removal } from '~/platform/images/clean/edits'
import { hasExifSignature } from '~/platform/images/clean/exif'
import { followingPictures, isPictureIndex, relinked } from '~/platform/images/clean/jpeg-following'
import {
  jpegParts,
  MOST_DATA,
  piecesOf,
  replaced,
  type SegmentWithData,
  withData,
} from '~/platform/images/clean/jpeg-segments'
import { XMP, XMP_EXTENSION } from '~/platform/images/clean/jpeg-xmp'
import type { Source } from '~/platform/images/clean/source'
import type { EmbeddedTexts } from './embedded-texts'
import { exifWith } from './exif-block'
import { newIim, resourcesWith } from './photoshop-block'
import { packetWithin } from './xmp-packet'

const PHOTOSHOP = Buffer.from('Photoshop 3.0\0', 'latin1')
const [APP0, APP1, APP11, APP13] = [0xe0, 0xe1, 0xeb, 0xed]
/** Bytes of an extended segment before its contents: signature, MD5, full length and offset. */
const PART_HEAD = XMP_EXTENSION.length + 32 + 4 + 4

/**
 * Returns the edits that write texts into a JPEG: XMP, IIM with its digest and, where there is EXIF, its texts; every coded
 * pixel and the pictures behind it are unchanged. Content Credentials go, since they no longer fit. Throws CleanError.
 */
export async function embedInJpeg(source: Source, texts: EmbeddedTexts): Promise<Edit[]> {
  const { segments, end } = await jpegParts(source, 0, source.size)
  const held = await withData(source, segments)
  const packets = held.filter(is(APP1, XMP))
  const extensions = held.filter(is(APP1, XMP_EXTENSION))
  const resources = held.filter(is(APP13, PHOTOSHOP))
  const gone = [...packets, ...extensions, ...resources, ...held.filter(isContentCredential)]
  const edits = gone.map(({ at, length }) => removal({ from: at, to: at + length }))
  const exif = held.find((segment) => segment.marker === APP1 && hasExifSignature(segment.data))
  if (exif) {
    const data = await exifWith(exif.data, texts)
    // A block that has become too long for a segment keeps its pictures' facts and former texts; XMP counts beside it.
    if (data !== exif.data && data.length <= MOST_DATA) edits.push(replaced(exif, data.length ? [data] : []))
  }
  const former = [...packets.map(({ data }) => data.subarray(XMP.length)), ...extensionOf(extensions)]
  const { main, extension } = packetWithin(former, texts, MOST_DATA - XMP.length)
  const block = Buffer.concat(resources.map(({ data }) => data.subarray(PHOTOSHOP.length)))
  const written = [
    ...segmentsOf(APP1, [Buffer.concat([XMP, main])]),
    ...segmentsOf(APP1, extension ? partsOf(extension) : []),
    ...segmentsOf(
      APP13,
      piecesOf(resourcesWith(block, newIim(block, texts), 'within'), MOST_DATA - PHOTOSHOP.length).map((piece) =>
        Buffer.concat([PHOTOSHOP, piece]),
      ),
    ),
  ]
  // Inserted before all that follows the headers, so that readers which look at the beginning alone find it.
  const all = [{ at: endOfHeaders(held), length: 0, bytes: Buffer.concat(written) }, ...edits]
  const index = held.find(isPictureIndex)
  const following = index && (await followingPictures(source, index, end))
  const link = index && following && (await relinked(source, index, following, { edits: all, end }))
  return link ? [...all, link] : all
}

const is =
  (marker: number, signature: Buffer) =>
  (segment: SegmentWithData): boolean =>
    segment.marker === marker && segment.data.subarray(0, signature.length).equals(signature)

/** JUMBF boxes in which a digest of the whole file stands (C2PA 2.0, A.3.1). */
const isContentCredential = ({ marker, data }: SegmentWithData): boolean =>
  marker === APP11 && data.toString('latin1', 0, 2) === 'JP' && data.toString('latin1', 12, 16) === 'jumb'

/** Returns the offset after the JFIF and EXIF segments with which a JPEG begins. */
function endOfHeaders(held: SegmentWithData[]): number {
  let at = 2
  for (const segment of held) {
    const isHeader = segment.marker === APP0 || (segment.marker === APP1 && hasExifSignature(segment.data))
    if (segment.at !== at || !isHeader) break
    at += segment.length
  }
  return at
}

const segmentsOf = (marker: number, contents: Buffer[]): Buffer[] =>
  contents.length ? [replaced({ marker, at: 0, length: 0 }, contents).bytes ?? Buffer.alloc(0)] : []

/** Returns the extended packet, joined by offset; none if pieces are missing. */
function extensionOf(segments: SegmentWithData[]): Buffer[] {
  const pieces = segments
    .filter(({ data }) => data.length > PART_HEAD)
    .map(({ data }) => ({ at: data.readUInt32BE(PART_HEAD - 4), size: data.readUInt32BE(PART_HEAD - 8), data }))
    .sort((a, b) => a.at - b.at)
  const bytes = Buffer.concat(pieces.map(({ data }) => data.subarray(PART_HEAD)))
  return pieces[0] && pieces[0].size === bytes.length ? [bytes] : []
}

function partsOf({ bytes, md5 }: { bytes: Buffer; md5: string }): Buffer[] {
  const most = MOST_DATA - PART_HEAD
  return piecesOf(bytes, most).map((piece, index) => {
    const head = Buffer.alloc(40)
    head.write(md5, 'latin1')
    head.writeUInt32BE(bytes.length, 32)
    head.writeUInt32BE(index * most, 36)
    return Buffer.concat([XMP_EXTENSION, head, piece])
  })
}
