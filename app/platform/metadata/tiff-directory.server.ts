import type { ByteSource } from './byte-source.server'

/** Encoding of numbers and offsets in a TIFF structure. */
export interface TiffVariant {
  little: boolean
  /** BigTIFF: counts and offsets have eight bytes. */
  big: boolean
  /** Offset of the first directory. */
  first: number
}

export interface TagValue {
  type: number
  count: number
  bytes: Buffer
}

/** Bytes per value, by field type (TIFF 6.0, 2; BigTIFF 16 to 18; Exif 3.0 UTF-8 129). */
const SIZES: Record<number, number> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8, 129: 1 },
}
/** Magic numbers of TIFF and BigTIFF, and those that Olympus and Panasonic write instead. */
const MAGIC: ReadonlySet<number> = new Set([42, 43, 0x4f52, 0x5352, 0x0055])
const MOST_ENTRIES = 4096

/** Reads the header of a TIFF structure; returns undefined if it is not one. */
export async function readTiffVariant(source: ByteSource): Promise<TiffVariant | undefined> {
  const head = await source.read(0, 16)
  const order = head.toString('latin1', 0, 2)
  if (head.length < 8 || (order !== 'II' && order !== 'MM')) return undefined
  const little = order === 'II'
  const magic = little ? head.readUInt16LE(2) : head.readUInt16BE(2)
  if (!MAGIC.has(magic)) return undefined
  const big = magic === 43
  if (big && head.length < 16) return undefined
  return { little, big, first: big ? readOffset(head, 8, { little, big }) : readOffset(head, 4, { little, big }) }
}

/**
 * Returns the values of the `wanted` tags in the directory at `at`, by tag. A value of an unknown type or outside the
 * source is skipped and does not affect the others.
 */
export async function readDirectory(
  source: ByteSource,
  form: TiffVariant,
  at: number,
  wanted: ReadonlySet<number>,
): Promise<Map<number, TagValue>> {
  const { little, big } = form
  const [countBytes, entryBytes] = big ? [8, 20] : [2, 12]
  const head = await source.read(at, countBytes)
  const values = new Map<number, TagValue>()
  if (head.length < countBytes) return values
  const stated = big ? readOffset(head, 0, form) : little ? head.readUInt16LE(0) : head.readUInt16BE(0)
  const entries = await source.read(at + countBytes, Math.min(stated, MOST_ENTRIES) * entryBytes)
  for (let from = 0; from + entryBytes <= entries.length; from += entryBytes) {
    const entry = entries.subarray(from, from + entryBytes)
    const tag = little ? entry.readUInt16LE(0) : entry.readUInt16BE(0)
    if (!wanted.has(tag) || values.has(tag)) continue
    const value = await readValue(source, form, entry)
    if (value) values.set(tag, value)
  }
  return values
}

async function readValue(source: ByteSource, form: TiffVariant, entry: Buffer): Promise<TagValue | undefined> {
  const type = form.little ? entry.readUInt16LE(2) : entry.readUInt16BE(2)
  const count = readOffset(entry, 4, form)
  const length = count * (SIZES[type] ?? 0)
  const [valueAt, inline] = form.big ? [12, 8] : [8, 4]
  if (length === 0) return undefined
  if (length <= inline) return { type, count, bytes: entry.subarray(valueAt, valueAt + length) }
  const bytes = await source.read(readOffset(entry, valueAt, form), length)
  return bytes.length === length ? { type, count, bytes } : undefined
}

/** Reads an offset or count: four bytes, or eight in a BigTIFF. */
function readOffset(bytes: Buffer, at: number, { little, big }: Pick<TiffVariant, 'little' | 'big'>): number {
  if (big) return Number(little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
  return little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
}

/** Returns the integers of a value; a fraction gives two, numerator and denominator. */
export function numbersOf({ type, bytes }: TagValue, form: TiffVariant): number[] {
  const width = type >= 16 && type <= 18 ? 8 : type === 3 || type === 8 ? 2 : SIZES[type] === 1 ? 1 : 4
  return Array.from({ length: Math.floor(bytes.length / width) }, (_, index) => {
    if (width === 8) return readOffset(bytes, index * width, { ...form, big: true })
    return form.little ? bytes.readUIntLE(index * width, width) : bytes.readUIntBE(index * width, width)
  })
}
