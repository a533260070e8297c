import type { Edit } from './edits'
import { cleanExif } from './exif'
import { type Box, boxAt, boxesIn } from './heif-boxes'
import { type Item, metadataItems } from './heif-items'
import { CleanError, readBlock, type Source } from './source'
import { cleanXmp } from './xmp'

/** Top-level boxes that a picture or sequence needs. Others, such as the film of a motion photo, are emptied. */
const STAYS = new Set(['ftyp', 'styp', 'meta', 'mdat', 'moov', 'free', 'skip', 'wide', 'idat'])
/** Boxes of a sequence that hold texts, positions and makers' data. */
const PRIVATE = new Set(['udta', 'meta', 'uuid'])
const SEQUENCE = new Set(['moov', 'trak', 'mdia'])

/**
 * Returns the edits that remove position, serial numbers, notes and editing history from a HEIF file (HEIC, AVIF), each
 * in place and of the same length, since its boxes hold absolute offsets to the pictures. Throws CleanError.
 */
export async function cleanHeif(source: Source): Promise<Edit[]> {
  const edits: Edit[] = []
  const boxes = await outermost(source, edits)
  if (boxes[0]?.type !== 'ftyp') throw new CleanError('damaged')
  for (const box of boxes) {
    if (box.type === 'meta')
      for (const item of await metadataItems(source, box)) edits.push(...(await cleanItem(source, item)))
    else if (box.type === 'moov') edits.push(...(await cleanSequence(source, box)))
    else if (!STAYS.has(box.type)) edits.push(...emptied(box))
  }
  return edits
}

/**
 * Returns the top-level boxes. Bytes after the last valid box, such as makers' trailers, become zeros: readers stop
 * there too.
 */
async function outermost(source: Source, edits: Edit[]): Promise<Box[]> {
  const boxes: Box[] = []
  let at = 0
  while (at < source.size) {
    const box = await boxAt(source, at, source.size).catch(() => undefined)
    if (!box || !/^[\x20-\x7e]{4}$/.test(box.type)) break
    boxes.push(box)
    at = box.to
  }
  const rest = source.size - at
  if (rest > 0 && boxes.some(({ type }) => type === 'meta' || type === 'moov')) edits.push({ at, length: rest })
  else if (rest > 0) throw new CleanError('damaged')
  return boxes
}

async function cleanSequence(source: Source, parent: Box): Promise<Edit[]> {
  const edits: Edit[] = []
  for (const box of await boxesIn(source, parent.from, parent.to))
    if (PRIVATE.has(box.type)) edits.push(...emptied(box))
    else if (SEQUENCE.has(box.type)) edits.push(...(await cleanSequence(source, box)))
  return edits
}

/** Returns the edits that turn a box into free space of the same length. */
const emptied = ({ at, from, to }: Box): Edit[] => [
  { at: at + 4, length: 4, bytes: Buffer.from('free', 'latin1') },
  ...(to > from ? [{ at: from, length: to - from }] : []),
]

async function cleanItem(source: Source, { kind, extents }: Item): Promise<Edit[]> {
  if (kind === 'other') return extents.map(({ from, to }) => ({ at: from, length: to - from }))
  const pieces: Buffer[] = []
  for (const { from, to } of extents) pieces.push(await readBlock(source, from, to - from))
  const block = Buffer.concat(pieces)
  const clean = kind === 'xmp' ? cleanXmp(block, { sameLength: true }) : await cleanExifItem(block)
  if (clean === block) return []
  let at = 0
  return extents.map(({ from, to }) => {
    const bytes = clean.subarray(at, at + to - from)
    at += to - from
    return { at: from, length: to - from, bytes }
  })
}

/** The first four bytes of an item are the offset of its TIFF header (ISO/IEC 23008-12, A.2.1). */
async function cleanExifItem(item: Buffer): Promise<Buffer> {
  if (item.length < 4 || 4 + item.readUInt32BE(0) > item.length) return Buffer.alloc(item.length)
  const start = 4 + item.readUInt32BE(0)
  const block = item.subarray(start)
  const clean = await cleanExif(block)
  if (clean === block) return item
  return Buffer.concat([item.subarray(0, start), clean, Buffer.alloc(block.length - clean.length)])
}
