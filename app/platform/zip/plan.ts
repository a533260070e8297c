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

/**
 * Part of the ETag. Change it when this code makes other bytes of the same entries, so that an earlier download is not
 * resumed with them.
 */
const LAYOUT = 'stored-1\n'

/** Where the bytes of a file of a ZIP are: in the store, or here. */
export type ZipSource = { kind: 'object'; key: string } | { kind: 'made'; bytes: Uint8Array }

/** A file of a ZIP; all its facts are known before the first byte is sent. */
export interface ZipEntry {
  /** Already made safe by `safeNames`. */
  name: string
  /** Bytes. */
  size: number
  crc32: number
  modifiedAt: Date
  source: ZipSource
}

/** A stretch of the ZIP: bytes made here, or an object in the store. */
export type Stretch =
  | { kind: 'made'; start: number; length: number; bytes: () => Buffer }
  | { kind: 'object'; start: number; length: number; key: string }

/** A ZIP of uncompressed entries, with the offset of every stretch. */
export interface ZipPlan {
  /** Bytes of the ZIP. */
  length: number
  /** Strong entity tag, quoted (RFC 9110, 8.8.3): the same entries give the same bytes and tag. */
  etag: string
  stretches: readonly Stretch[]
}

/**
 * Returns the layout of a ZIP (PKWARE APPNOTE.TXT 6.3.10) with stored entries, and ZIP64 if sizes, offsets or counts
 * require it. Throws RangeError for an entry whose size or CRC-32 is invalid.
 */
export function planZip(entries: readonly ZipEntry[]): ZipPlan {
  const stretches: Stretch[] = []
  const placed: Placed[] = []
  let facts = LAYOUT
  let offset = 0
  const add = (length: number, body: { kind: 'made'; bytes: () => Buffer } | { kind: 'object'; key: string }) => {
    if (length > 0) stretches.push({ start: offset, length, ...body })
    offset += length
  }
  for (const entry of entries) {
    requireKnown(entry)
    const here: Placed = { entry, nameBytes: Buffer.byteLength(entry.name), offset }
    placed.push(here)
    facts += factsOf(entry)
    add(localHeaderLength(here), { kind: 'made', bytes: () => localHeader(here) })
    const { source } = entry
    add(entry.size, source.kind === 'object' ? source : { kind: 'made', bytes: () => viewOf(source.bytes) })
  }
  const directoryAt = offset
  const directoryLength = placed.reduce((bytes, here) => bytes + directoryRecordLength(here), 0)
  add(directoryLength, { kind: 'made', bytes: once(() => directory(placed, directoryLength)) })
  const end = endOfDirectory(entries.length, directoryLength, directoryAt)
  add(end.length, { kind: 'made', bytes: () => end })
  const etag = `"${createHash('sha256').update(facts).digest('base64url')}"`
  return { length: offset, etag, stretches }
}

/** Throws RangeError for a size or CRC-32 that is invalid or contradicts the entry's bytes. */
function requireKnown({ name, size, crc32, source }: ZipEntry): void {
  const held = source.kind === 'made' ? source.bytes.length : size
  const known = Number.isSafeInteger(size) && size >= 0 && held === size && crc32 >>> 0 === crc32
  if (!known) throw new RangeError(`size or CRC-32 of ${JSON.stringify(name)} cannot be: ${size}, ${crc32}`)
}

/**
 * Returns the bytes as a Buffer without copying: a document of a megabyte is read for every window of every download.
 */
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength)

/** Returns everything of an entry that affects the bytes, in an unambiguous format. */
function factsOf({ name, size, crc32, modifiedAt, source }: ZipEntry): string {
  const origin = source.kind === 'object' ? source.key : createHash('sha256').update(source.bytes).digest('hex')
  return `${JSON.stringify(name)}|${size}|${crc32}|${modifiedAt.getTime()}|${JSON.stringify(origin)}\n`
}

/** Caches the result: the directory of 70,000 entries is 7 MB and is read for several windows. */
function once(make: () => Buffer): () => Buffer {
  let made: Buffer | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** The stretches from the one on that holds the byte at `offset`. */
export function* stretchesFrom(stretches: readonly Stretch[], offset: number): Generator<Stretch> {
  for (let index = firstIn(stretches, offset); index < stretches.length; index++) {
    const stretch = stretches[index]
    if (stretch) yield stretch
  }
}

/** Returns the index of the stretch that contains the byte at `offset`. */
function firstIn(stretches: readonly Stretch[], offset: number): number {
  let [low, high] = [0, stretches.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (startOf(stretches[middle]) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

const startOf = (stretch: Stretch | undefined): number => stretch?.start ?? Number.POSITIVE_INFINITY
