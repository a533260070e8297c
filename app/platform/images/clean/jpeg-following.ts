import { type Edit, growth } from './edits'
import type { SegmentWithData } from './jpeg-segments'
import { bufferSource, CleanError, type Source } from './source'
import { readIfd, readLayout } from './tiff-layout'

const SIGNATURE = Buffer.from('MPF\0', 'latin1')
const [MARKER, ENTRIES_TAG, ENTRY_BYTES] = [0xe2, 0xb002, 16]

/** Returns whether a segment is the index of a Multi-Picture file (CIPA DC-007, 5.2). */
export const isPictureIndex = ({ marker, data }: SegmentWithData): boolean =>
  marker === MARKER && data.subarray(0, SIGNATURE.length).equals(SIGNATURE)

export interface Following {
  at: number
  length: number
  /** Offset in the file of its 16-byte index entry. */
  entryAt: number
}

/** Returns the base of the index's offsets: the TIFF header after its signature (DC-007, 5.2.3.3.2). */
const baseOf = (index: SegmentWithData): number => index.at + 4 + SIGNATURE.length

/** Returns the pictures that an index lists after the first, in file order; undefined if the index is invalid. */
export async function followingPictures(
  source: Source,
  index: SegmentWithData,
  end: number,
): Promise<Following[] | undefined> {
  const entries = await entriesOf(index).catch(() => undefined)
  if (!entries) return undefined
  const found = entries.bytes.slice(1).map((entry, at) => ({
    at: baseOf(index) + entries.u32(entry, 8),
    length: entries.u32(entry, 4),
    entryAt: baseOf(index) + entries.at + (at + 1) * ENTRY_BYTES,
  }))
  found.sort((a, b) => a.at - b.at)
  let free = end
  for (const { at, length } of found) {
    if (at < free || length < 4 || at + length > source.size) return undefined
    if ((await source.read(at, 2)).readUInt16BE(0) !== 0xffd8) return undefined
    free = at + length
  }
  return found.length ? found : undefined
}

async function entriesOf(index: SegmentWithData) {
  const block = bufferSource(index.data.subarray(SIGNATURE.length))
  const layout = await readLayout(block)
  const ifd = await readIfd(block, layout, layout.firstIfd)
  const entry = ifd.entries.find(({ tag }) => tag === ENTRIES_TAG)
  if (!entry || entry.size < ENTRY_BYTES || entry.size % ENTRY_BYTES) throw new CleanError('damaged')
  const all = await block.read(entry.valuesAt, entry.size)
  const bytes = Array.from({ length: entry.size / ENTRY_BYTES }, (_, at) =>
    all.subarray(at * ENTRY_BYTES, (at + 1) * ENTRY_BYTES),
  )
  return { at: entry.valuesAt, bytes, u32: layout.u32, littleEndian: layout.littleEndian }
}

/**
 * Returns the edit that updates the index to the pictures' positions and the first one's length after all other edits;
 * undefined if nothing moves.
 */
export async function relinked(
  source: Source,
  index: SegmentWithData,
  following: Following[],
  { edits, end }: { edits: readonly Edit[]; end: number },
): Promise<Edit | undefined> {
  if (edits.length === 0) return undefined
  const entries = await entriesOf(index)
  const movedBy = (at: number) => growth(edits.filter((edit) => edit.at + edit.length <= at))
  const from = baseOf(index) + entries.at
  const table = Buffer.from(await source.read(from, entries.bytes.length * ENTRY_BYTES))
  const write = (value: number, at: number) =>
    entries.littleEndian ? table.writeUInt32LE(value, at) : table.writeUInt32BE(value, at)
  write(end + movedBy(end), 4)
  for (const { at, entryAt } of following)
    write(at + movedBy(at) - (baseOf(index) + movedBy(index.at)), entryAt - from + 8)
  return table.equals(Buffer.concat(entries.bytes)) ? undefined : { at: from, length: table.length, bytes: table }
}
