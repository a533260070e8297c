// Ours: archiver and yazl write a ZIP from its first byte on, and cannot send a range of it to resume a download (docs/decisions/004).
import { createHash } from 'node:crypto'
import {
  directory,
  directoryRecordLength,
  endOfDirectory,
  localHeader,
  localHeaderLength,
  type Placed,
} from './records'

/** Changes with the bytes this code makes of the same entries: a download begun before must not go on with them. */
const LAYOUT = 'stored-1\n'

/** One file of a ZIP; everything about it is known before the first byte is sent. */
export interface ZipEntry {
  /** Safe already: see `safeNames`. */
  name: string
  /** Bytes. */
  size: number
  crc32: number
  modifiedAt: Date
  source: { key: string } | { bytes: Uint8Array }
}

/** A stretch of the ZIP: bytes made here, or an object of the store. */
export type Stretch =
  | { start: number; length: number; bytes: () => Buffer }
  | { start: number; length: number; key: string }

/** A ZIP of stored entries whose every offset is known. */
export interface ZipPlan {
  /** Bytes of the whole. */
  length: number
  /** Strong entity tag, quoted (RFC 9110, 8.8.3): the same entries give the same bytes and the same tag. */
  etag: string
  stretches: readonly Stretch[]
}

/** Lays out a ZIP (PKWARE APPNOTE.TXT 6.3.10) with stored entries and ZIP64 where sizes, offsets or counts ask for it. */
export function planZip(entries: readonly ZipEntry[]): ZipPlan {
  const stretches: Stretch[] = []
  const placed: Placed[] = []
  let facts = LAYOUT
  let offset = 0
  const add = (length: number, body: { bytes: () => Buffer } | { key: string }) => {
    if (length > 0) stretches.push({ start: offset, length, ...body })
    offset += length
  }
  for (const entry of entries) {
    requireKnown(entry)
    const here: Placed = { entry, nameBytes: Buffer.byteLength(entry.name), offset }
    placed.push(here)
    facts += factsOf(entry)
    add(localHeaderLength(here), { bytes: () => localHeader(here) })
    const { source } = entry
    add(entry.size, 'key' in source ? { key: source.key } : { bytes: () => viewOf(source.bytes) })
  }
  const directoryAt = offset
  const directoryLength = placed.reduce((bytes, here) => bytes + directoryRecordLength(here), 0)
  add(directoryLength, { bytes: once(() => directory(placed, directoryLength)) })
  const end = endOfDirectory(entries.length, directoryLength, directoryAt)
  add(end.length, { bytes: () => end })
  const etag = `"${createHash('sha256').update(facts).digest('base64url')}"`
  return { length: offset, etag, stretches }
}

/** Throws RangeError for an entry whose record would say something else than the entry. */
function requireKnown({ name, size, crc32, source }: ZipEntry): void {
  const held = 'bytes' in source ? source.bytes.length : size
  const known = Number.isSafeInteger(size) && size >= 0 && held === size && crc32 >>> 0 === crc32
  if (!known) throw new RangeError(`size or CRC-32 of ${JSON.stringify(name)} cannot be: ${size}, ${crc32}`)
}

/** The same bytes as a Buffer: a document of a megabyte is looked at for each window of each reader, and never copied. */
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength)

/** Everything of an entry that shapes the bytes, each part told from the next. */
function factsOf({ name, size, crc32, modifiedAt, source }: ZipEntry): string {
  const origin = 'key' in source ? source.key : createHash('sha256').update(source.bytes).digest('hex')
  return `${JSON.stringify(name)}|${size}|${crc32}|${modifiedAt.getTime()}|${JSON.stringify(origin)}\n`
}

/** The directory of 70,000 entries is 7 MB, asked for in several windows. */
function once(make: () => Buffer): () => Buffer {
  let made: Buffer | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Index of the stretch that holds the byte at `offset`. */
export function firstIn(stretches: readonly Stretch[], offset: number): number {
  let [low, high] = [0, stretches.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (stretches[middle]!.start <= offset) low = middle
    else high = middle - 1
  }
  return low
}
