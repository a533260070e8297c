import { createHash } from 'node:crypto'
import type { Edit } from './edits'
import { MOST_DATA, piecesOf, replaced, type SegmentWithData } from './jpeg-segments'
import { cleanXmp } from './xmp'

/** Signatures of XMP and extended XMP segments (XMP specification, part 3, 1.1.3). */
export const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
export const XMP_EXTENSION = Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1')
/** Bytes between signature and contents of an extended segment: MD5, full length and offset. */
const PART_HEAD = 32 + 4 + 4

const is = (signature: Buffer) => (segment: SegmentWithData) =>
  segment.marker === 0xe1 && segment.data.subarray(0, signature.length).equals(signature)

/** Returns the edits that clean the XMP packet of a JPEG and its extended packet. */
export function cleanPackets(segments: SegmentWithData[]): Edit[] {
  const parts = segments.filter(is(XMP_EXTENSION))
  const extension = extensionOf(parts)
  const clean = extension && cleanXmp(extension)
  const isSame = clean !== undefined && clean === extension
  const guid = clean?.length ? createHash('md5').update(clean).digest('hex').toUpperCase() : null
  const edits: Edit[] = isSame ? [] : rewrittenParts(parts, clean ?? Buffer.alloc(0), guid ?? '')
  for (const packet of segments.filter(is(XMP))) {
    const xmp = packet.data.subarray(XMP.length)
    const kept = cleanXmp(xmp, isSame ? {} : { extension: guid })
    if (kept !== xmp) edits.push(replaced(packet, kept.length ? [Buffer.concat([XMP, kept])] : []))
  }
  return edits
}

/** Returns the complete extended packet; undefined if there is none or pieces are missing. */
function extensionOf(parts: SegmentWithData[]): Buffer | undefined {
  const pieces = parts
    .map(({ data }) => data.subarray(XMP_EXTENSION.length))
    .filter((part) => part.length > PART_HEAD)
    .map((part) => ({ size: part.readUInt32BE(32), offset: part.readUInt32BE(36), bytes: part.subarray(PART_HEAD) }))
    .sort((a, b) => a.offset - b.offset)
  const whole = Buffer.concat(pieces.map(({ bytes }) => bytes))
  return pieces[0]?.size === whole.length ? whole : undefined
}

function rewrittenParts(parts: SegmentWithData[], clean: Buffer, guid: string): Edit[] {
  const most = MOST_DATA - XMP_EXTENSION.length - PART_HEAD
  const pieces = piecesOf(clean, most).map((piece, index) => {
    const head = Buffer.alloc(PART_HEAD)
    head.write(guid, 'latin1')
    head.writeUInt32BE(clean.length, 32)
    head.writeUInt32BE(index * most, 36)
    return Buffer.concat([XMP_EXTENSION, head, piece])
  })
  return parts.map((segment, index) => replaced(segment, index === 0 ? pieces : []))
}
