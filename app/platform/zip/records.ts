/** Records of PKWARE's APPNOTE.TXT 6.3.10, by its sections. */
import type { ZipEntry } from './plan'

const MAX16 = 0xffff
const MAX32 = 0xffffffff
/** UTF-8 names (4.4.4, bit 11). */
const FLAGS = 0x0800
const STORED = 0
const REGULAR_0644 = (0o100644 << 16) >>> 0
const MADE_BY_UNIX = 3 << 8

/** Where an entry's record starts, with its entry. */
export interface Placed {
  entry: ZipEntry
  name: Buffer
  offset: number
}

const needs64 = (value: number) => value >= MAX32

/** 4.3.7: local file header; sizes and CRC are known, so there is no data descriptor behind the data. */
export function localHeader({ entry, name }: Placed): Buffer {
  const big = needs64(entry.size)
  const extra = Buffer.concat([big ? zip64([entry.size, entry.size]) : NONE, timestamp(entry.modifiedAt)])
  const record = Buffer.alloc(30)
  record.writeUInt32LE(0x04034b50, 0)
  record.writeUInt16LE(big ? 45 : 20, 4)
  writeShared(record, 6, entry, big, name, extra)
  return Buffer.concat([record, name, extra])
}

export const localHeaderLength = (name: Buffer, size: number): number => 30 + name.length + 9 + (needs64(size) ? 20 : 0)

/** 4.3.12: the entry's line in the directory. */
export function directoryRecord({ entry, name, offset }: Placed): Buffer {
  const big = needs64(entry.size)
  const far = needs64(offset)
  const wide = [...(big ? [entry.size, entry.size] : []), ...(far ? [offset] : [])]
  const extra = Buffer.concat([wide.length ? zip64(wide) : NONE, timestamp(entry.modifiedAt)])
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(MADE_BY_UNIX | (wide.length ? 45 : 20), 4)
  record.writeUInt16LE(wide.length ? 45 : 20, 6)
  writeShared(record, 8, entry, big, name, extra)
  record.writeUInt32LE(REGULAR_0644, 38)
  record.writeUInt32LE(far ? MAX32 : offset, 42)
  return Buffer.concat([record, name, extra])
}

/** 4.3.14 to 4.3.16: the end of the directory, with its 64-bit form and locator where 16 or 32 bits do not hold it. */
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

/** The fields local and central records share, from flags to the length of the extra field. */
function writeShared(record: Buffer, at: number, entry: ZipEntry, big: boolean, name: Buffer, extra: Buffer): void {
  const { date, time } = dosTime(entry.modifiedAt)
  record.writeUInt16LE(FLAGS, at)
  record.writeUInt16LE(STORED, at + 2)
  record.writeUInt16LE(time, at + 4)
  record.writeUInt16LE(date, at + 6)
  record.writeUInt32LE(entry.crc32, at + 8)
  record.writeUInt32LE(big ? MAX32 : entry.size, at + 12)
  record.writeUInt32LE(big ? MAX32 : entry.size, at + 16)
  record.writeUInt16LE(name.length, at + 20)
  record.writeUInt16LE(extra.length, at + 22)
}

const NONE = Buffer.alloc(0)

/** 4.5.3: the ZIP64 extra field. */
function zip64(values: number[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8)
  field.writeUInt16LE(0x0001, 0)
  field.writeUInt16LE(values.length * 8, 2)
  values.forEach((value, index) => {
    field.writeBigUInt64LE(BigInt(value), 4 + index * 8)
  })
  return field
}

/** Info-ZIP's extended timestamp (0x5455): the time of change in whole seconds of UTC, which DOS times cannot say. */
function timestamp(at: Date): Buffer {
  const field = Buffer.alloc(9)
  field.writeUInt16LE(0x5455, 0)
  field.writeUInt16LE(5, 2)
  field.writeUInt8(1, 4)
  field.writeInt32LE(Math.min(0x7fffffff, Math.max(0, Math.floor(at.getTime() / 1000))), 5)
  return field
}

/** 4.4.6: MS-DOS date and time, of UTC so that the same kit is the same bytes everywhere; from 1980 on, in two seconds. */
function dosTime(at: Date): { date: number; time: number } {
  if (at.getUTCFullYear() < 1980) return { date: (1 << 5) | 1, time: 0 }
  return {
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  }
}
