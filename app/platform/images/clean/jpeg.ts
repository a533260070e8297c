import { type Edit, growth, removal } from './edits'
import { cleanExif, hasExifSignature } from './exif'
import { cleanPhotoshop } from './iptc'
import { followingPictures, isPictureIndex, relinked } from './jpeg-following'
import { jpegParts, MOST_DATA, piecesOf, replaced, type SegmentWithData, withData } from './jpeg-segments'
import { cleanPackets, XMP, XMP_EXTENSION } from './jpeg-xmp'
import type { Source } from './source'

const PHOTOSHOP = Buffer.from('Photoshop 3.0\0', 'latin1')
const [APP0, APP1, APP2, APP8, APP11, APP13, APP14] = [0xe0, 0xe1, 0xe2, 0xe8, 0xeb, 0xed, 0xee]

/**
 * Signatures of the segments that affect how a picture looks; all others are removed, as their contents are unknown.
 */
const STAYS: [marker: number, signature: string][] = [
  [APP0, 'JFIF\0'],
  [APP0, 'AVI1'],
  [APP2, 'ICC_PROFILE\0'],
  [APP2, 'urn:iso:std:iso:ts:21496:'],
  [APP8, 'SPIFF\0'],
  [APP11, 'HDR_RI'],
  [APP14, 'Adobe'],
]

/**
 * Returns the edits that remove position, serial numbers, notes and editing history from a JPEG; the coded pixels are
 * unchanged. Pictures listed in its own index (a gain map, a second view) are cleaned and kept; anything else after its
 * end, such as the film of a motion photo, is removed. Throws CleanError.
 */
export async function cleanJpeg(source: Source): Promise<Edit[]> {
  const { edits, end, index } = await cleanPicture(source, 0, source.size)
  const following = index && (await followingPictures(source, index, end))
  if (!following) {
    if (index) edits.push(removal({ from: index.at, to: index.at + index.length }))
    if (end < source.size) edits.push(removal({ from: end, to: source.size }))
    return edits
  }
  let from = end
  for (const { at, length } of following) {
    if (at > from) edits.push(removal({ from, to: at }))
    edits.push(...(await cleanFollowing(source, at, length)))
    from = at + length
  }
  if (from < source.size) edits.push(removal({ from, to: source.size }))
  const link = await relinked(source, index, following, { edits, end })
  return link ? [...edits, link] : edits
}

/** Pads a further picture to its old length, since the first one's metadata may state that length as well. */
async function cleanFollowing(source: Source, at: number, length: number): Promise<Edit[]> {
  const { edits, end } = await cleanPicture(source, at, at + length)
  const rest = at + length - end
  const shrunk = -growth(edits)
  if (shrunk === 0 && (rest === 0 || (await source.read(end, rest)).every((byte) => byte === 0))) return edits
  return [...edits, { at: end, length: rest, bytes: Buffer.alloc(rest + shrunk) }]
}

async function cleanPicture(source: Source, from: number, to: number) {
  const { segments, end } = await jpegParts(source, from, to)
  const held = await withData(source, segments)
  const edits: Edit[] = []
  for (const segment of held) {
    if (isBlock(segment) || isPictureIndex(segment) || stays(segment)) continue
    if (segment.marker === APP1 && hasExifSignature(segment.data)) {
      const clean = await cleanExif(segment.data)
      if (clean !== segment.data) edits.push(replaced(segment, clean.length ? [clean] : []))
    } else edits.push(replaced(segment, []))
  }
  edits.push(...cleanPackets(held), ...cleanResources(held))
  return { edits, end, index: held.find(isPictureIndex) }
}

/** Photoshop's record of the JPEG quality. A longer segment holds a comment as well and is removed. */
const QUALITY_ONLY = { marker: 0xec, signature: 'Ducky\0\x01\0\x04', longest: 16 }

const stays = ({ marker, data }: SegmentWithData): boolean =>
  STAYS.some(([of, signature]) => marker === of && data.toString('latin1', 0, signature.length) === signature) ||
  (marker === QUALITY_ONLY.marker &&
    data.length <= QUALITY_ONLY.longest &&
    data.toString('latin1', 0, QUALITY_ONLY.signature.length) === QUALITY_ONLY.signature) ||
  // JPEG XT stores coded pixels in boxes. JUMBF boxes hold Content Credentials, which are invalid once the file has
  // changed.
  (marker === APP11 && data.toString('latin1', 0, 2) === 'JP' && data.toString('latin1', 12, 16) !== 'jumb')

const startsWith = (segment: SegmentWithData, marker: number, signature: Buffer): boolean =>
  segment.marker === marker && segment.data.subarray(0, signature.length).equals(signature)

/** Returns whether a segment's contents may continue in further segments of the same kind. */
const isBlock = (segment: SegmentWithData): boolean =>
  startsWith(segment, APP1, XMP) || startsWith(segment, APP1, XMP_EXTENSION) || startsWith(segment, APP13, PHOTOSHOP)

/** Photoshop's resources form one block, no matter how many segments it is split into. */
function cleanResources(held: SegmentWithData[]): Edit[] {
  const parts = held.filter((segment) => startsWith(segment, APP13, PHOTOSHOP))
  const block = Buffer.concat(parts.map(({ data }) => data.subarray(PHOTOSHOP.length)))
  const clean = cleanPhotoshop(block)
  if (clean === block) return []
  const pieces = piecesOf(clean, MOST_DATA - PHOTOSHOP.length).map((piece) => Buffer.concat([PHOTOSHOP, piece]))
  return parts.map((segment, index) => replaced(segment, index === 0 ? pieces : []))
}
