import { CleanError, type Source } from './source'

/** Encoding of numbers in a TIFF: byte order, and the wider fields of BigTIFF. */
export interface Layout {
  isBig: boolean
  littleEndian: boolean
  firstIfd: number
  u16(bytes: Buffer, at: number): number
  u32(bytes: Buffer, at: number): number
  /** Reads a count, offset or value field: 4 bytes, 8 in BigTIFF. */
  word(bytes: Buffer, at: number): number
  countBytes: number
  entryBytes: number
  wordBytes: number
}

/** Bytes per value, by field type (TIFF 6.0, section 2; BigTIFF 13 and 16 to 18; EXIF 3.0's UTF-8 is 129). */
const TYPE_BYTES: Record<number, number> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8, 129: 1 },
}

/** Reads the header of a TIFF or EXIF block; throws CleanError `damaged` if it is neither. */
export async function readLayout(source: Source): Promise<Layout> {
  const head = await source.read(0, Math.min(16, source.size))
  const order = head.toString('latin1', 0, 2)
  if ((order !== 'II' && order !== 'MM') || head.length < 8) throw new CleanError('damaged')
  const littleEndian = order === 'II'
  const u16: Layout['u16'] = (bytes, at) => (littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const u32: Layout['u32'] = (bytes, at) => (littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const u64: Layout['u32'] = (bytes, at) => Number(littleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
  const isBig = u16(head, 2) === 43
  if (isBig && head.length < 16) throw new CleanError('damaged')
  if (isBig)
    return {
      ...{ isBig, littleEndian, u16, u32, word: u64 },
      firstIfd: u64(head, 8),
      countBytes: 8,
      entryBytes: 20,
      wordBytes: 8,
    }
  return {
    ...{ isBig, littleEndian, u16, u32, word: u32 },
    firstIfd: u32(head, 4),
    countBytes: 2,
    entryBytes: 12,
    wordBytes: 4,
  }
}

export interface Entry {
  tag: number
  type: number
  count: number
  /** Total bytes of its values. */
  size: number
  /** Offset of its values: within the entry itself if they fit. */
  valuesAt: number
  isInline: boolean
  /** The bytes of the entry. */
  raw: Buffer
}

export interface Ifd {
  at: number
  /** Bytes from its count to its link to the next IFD. */
  length: number
  entries: Entry[]
  next: number
  /** The bytes of the link to the next IFD. */
  rawNext: Buffer
}

/** More than any picture has; files that claim more are refused. */
const MOST_ENTRIES = 4096

/** Reads an IFD; entries that point outside the file are dropped, since no reader can use them. */
export async function readIfd(source: Source, layout: Layout, at: number): Promise<Ifd> {
  const { countBytes, entryBytes, wordBytes, u16, word } = layout
  const head = await source.read(at, countBytes)
  const count = countBytes === 2 ? u16(head, 0) : word(head, 0)
  if (count > MOST_ENTRIES) throw new CleanError('damaged')
  // Some writers omit the last link. Truncated tables are read as far as they exist.
  const left = source.size - at - countBytes
  const present = Math.min(count, Math.floor(left / entryBytes))
  const table = await source.read(at + countBytes, Math.min(left, present * entryBytes + wordBytes))
  const entries: Entry[] = []
  for (let index = 0; index < present; index++) {
    const raw = table.subarray(index * entryBytes, (index + 1) * entryBytes)
    const [type, values] = [u16(raw, 2), word(raw, 4)]
    const size = (TYPE_BYTES[type] ?? 1) * values
    const isInline = size <= wordBytes
    const own = at + countBytes + index * entryBytes + entryBytes - wordBytes
    const valuesAt = isInline ? own : word(raw, entryBytes - wordBytes)
    if (!isInline && valuesAt + size > source.size) continue
    entries.push({ tag: u16(raw, 0), type, count: values, size, valuesAt, isInline, raw })
  }
  const rawNext = table.subarray(present * entryBytes)
  const next = rawNext.length === wordBytes ? word(rawNext, 0) : 0
  return { at, length: countBytes + table.length, entries, next, rawNext }
}

/** Returns the integers of an entry's values. */
export async function numbersOf(source: Source, layout: Layout, entry: Entry): Promise<number[]> {
  const bytes = await source.read(entry.valuesAt, entry.size)
  const width = TYPE_BYTES[entry.type] ?? 1
  const read =
    width === 2 ? layout.u16 : width === 4 ? layout.u32 : width === 8 && layout.isBig ? layout.word : undefined
  if (!read) return []
  return Array.from({ length: entry.count }, (_, index) => read(bytes, index * width))
}
