import { createHash } from 'node:crypto'
import { directoryRecord, endOfDirectory, localHeader, localHeaderLength, type Placed } from './records'

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
  const hash = createHash('sha256')
  let offset = 0
  const add = (length: number, body: { bytes: () => Buffer } | { key: string }) => {
    if (length > 0) stretches.push({ start: offset, length, ...body })
    offset += length
  }
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8')
    const here: Placed = { entry, name, offset }
    placed.push(here)
    const { source } = entry
    const origin = 'key' in source ? source.key : createHash('sha256').update(source.bytes).digest('hex')
    hash.update(`${JSON.stringify([entry.name, entry.size, entry.crc32, entry.modifiedAt.getTime(), origin])}\n`)
    add(localHeaderLength(name, entry.size), { bytes: () => localHeader(here) })
    add(entry.size, 'key' in source ? { key: source.key } : { bytes: () => Buffer.from(source.bytes) })
  }
  const directoryAt = offset
  const directory = Buffer.concat(placed.map(directoryRecord))
  add(directory.length, { bytes: () => directory })
  const end = endOfDirectory(entries.length, directory.length, directoryAt)
  add(end.length, { bytes: () => end })
  return { length: offset, etag: `"${hash.digest('base64url')}"`, stretches }
}
