// Ours: libraries keep the records of a ZIP to themselves, and a plan needs their sizes before any byte is sent.

/** Records of PKWARE's APPNOTE.TXT 6.3.10; the numbers in comments are its sections. */
import type { ZipEntry } from './plan'

const MAX16 = 0xffff
const MAX32 = 0xffffffff
/** Bit 11: names are UTF-8 (4.4.4). */
const FLAGS = 0x0800
const STORED = 0
const REGULAR_0644 = (0o100644 << 16) >>> 0
const MADE_BY_UNIX = 3 << 8

/** An entry with the offset of its local header. */
export interface Placed {
  entry: ZipEntry
  nameBytes: number
  offset: number
}

/** 4.3.9.2 and 4.4.1.4: the maximum of a 32-bit field means that the value is in the ZIP64 field. */
const needs64 = (value: number) => value >= MAX32

const TIMESTAMP = 9
const NONE: number[] = []
/** 4.5.3: the values of the ZIP64 field, in this order; a local header holds both sizes or none. */
const wideInLocal = ({ entry }: Placed): number[] => (needs64(entry.size) ? [entry.size, entry.size] : NONE)
const wideInDirectory = (here: Placed): number[] => [
  ...wideInLocal(here),
  ...(needs64(here.offset) ? [here.offset] : []),
]
const extraLength = (wide: number[]): number => TIMESTAMP + (wide.length ? 4 + wide.length * 8 : 0)

/** Returns the bytes of `localHeader`. */
export const localHeaderLength = (here: Placed): number => 30 + here.nameBytes + extraLength(wideInLocal(here))

/** Returns the bytes of an entry's record in the directory. */
export const directoryRecordLength = (here: Placed): number => 46 + here.nameBytes + extraLength(wideInDirectory(here))

/** 4.3.7: returns a local file header; sizes and CRC are known, so no data descriptor follows the data. */
export function localHeader(here: Placed): Buffer {
  const record = Buffer.alloc(localHeaderLength(here))
  const wide = wideInLocal(here)
  record.writeUInt32LE(0x04034b50, 0)
  record.writeUInt16LE(wide.length ? 45 : 20, 4)
  writeShared(record, 6, here, extraLength(wide))
  record.write(here.entry.name, 30, 'utf8')
  writeExtra(record, 30 + here.nameBytes, wide, here.entry.modifiedAt)
  return record
}

/** 4.3.12: returns the directory, `length` bytes long. */
export function directory(entries: readonly Placed[], length: number): Buffer {
  const records = Buffer.alloc(length)
  let at = 0
  for (const here of entries) {
    const record = records.subarray(at, at + directoryRecordLength(here))
    writeDirectoryRecord(record, here)
    at += record.length
  }
  return records
}

function writeDirectoryRecord(record: Buffer, here: Placed): void {
  const wide = wideInDirectory(here)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(MADE_BY_UNIX | (wide.length ? 45 : 20), 4)
  record.writeUInt16LE(wide.length ? 45 : 20, 6)
  writeShared(record, 8, here, extraLength(wide))
  record.writeUInt32LE(REGULAR_0644, 38)
  record.writeUInt32LE(Math.min(here.offset, MAX32), 42)
  record.write(here.entry.name, 46, 'utf8')
  writeExtra(record, 46 + here.nameBytes, wide, here.entry.modifiedAt)
}

/**
 * 4.3.14 to 4.3.16: returns the end of the directory, with the ZIP64 record and locator if 16 or 32 bits do not
 * suffice.
 */
export function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const wide = count >= MAX16 || needs64(size) || needs64(offset)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(wide ? MAX16 : count, 8)
  end.writeUInt16LE(wide ? MAX16 : count, 10)
  end.writeUInt32LE(wide ? MAX32 : size, 12)
  end.writeUInt32LE(wide ? MAX32 : offset, 16)
  if (!wide) return end
  const end64 = Buffer.alloc(56)
  end64.writeUInt32LE(0x06064b50, 0)
  end64.writeBigUInt64LE(44n, 4)
  end64.writeUInt16LE(MADE_BY_UNIX | 45, 12)
  end64.writeUInt16LE(45, 14)
  end64.writeBigUInt64LE(BigInt(count), 24)
  end64.writeBigUInt64LE(BigInt(count), 32)
  end64.writeBigUInt64LE(BigInt(size), 40)
  end64.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + size), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([end64, locator, end])
}

/** Writes the fields that local headers and directory records share, from flags to the length of the extra field. */
function writeShared(record: Buffer, at: number, { entry, nameBytes }: Placed, extra: number): void {
  const { date, time } = dosTime(entry.modifiedAt)
  const size = Math.min(entry.size, MAX32)
  record.writeUInt16LE(FLAGS, at)
  record.writeUInt16LE(STORED, at + 2)
  record.writeUInt16LE(time, at + 4)
  record.writeUInt16LE(date, at + 6)
  record.writeUInt32LE(entry.crc32, at + 8)
  record.writeUInt32LE(size, at + 12)
  record.writeUInt32LE(size, at + 16)
  record.writeUInt16LE(nameBytes, at + 20)
  record.writeUInt16LE(extra, at + 22)
}

/** Writes the ZIP64 field (4.5.3) for `wide` values, and the timestamp. */
function writeExtra(record: Buffer, at: number, wide: number[], modifiedAt: Date): void {
  let next = at
  if (wide.length) {
    record.writeUInt16LE(0x0001, at)
    record.writeUInt16LE(wide.length * 8, at + 2)
    wide.forEach((value, index) => {
      record.writeBigUInt64LE(BigInt(value), at + 4 + index * 8)
    })
    next += 4 + wide.length * 8
  }
  writeTimestamp(record, next, modifiedAt)
}

/**
 * Writes Info-ZIP's extended timestamp (0x5455): modification time in seconds, UTC; DOS times have neither zone nor odd
 * seconds.
 */
function writeTimestamp(record: Buffer, at: number, time: Date): void {
  record.writeUInt16LE(0x5455, at)
  record.writeUInt16LE(TIMESTAMP - 4, at + 2)
  record.writeUInt8(1, at + 4)
  record.writeInt32LE(Math.min(0x7fffffff, Math.max(0, Math.floor(time.getTime() / 1000))), at + 5)
}

/**
 * 4.4.6: returns MS-DOS date and time, in UTC so that the same kit has the same bytes everywhere; 1980 to 2107, in
 * steps of two seconds.
 */
function dosTime(at: Date): { date: number; time: number } {
  if (at.getUTCFullYear() < 1980) return { date: (1 << 5) | 1, time: 0 }
  if (at.getUTCFullYear() > 2107) return { date: (127 << 9) | (12 << 5) | 31, time: (23 << 11) | (59 << 5) | 29 }
  return {
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  }
}
