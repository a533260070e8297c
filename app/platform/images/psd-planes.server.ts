import type { FileHandle } from 'node:fs/promises'
import { PsdError } from './psd-error'
import type { PsdStructure } from './psd-structure.server'

/** The channels of a merged image, which are stored one after the other, each from top to bottom. */
export interface PsdPlanes {
  /** Bytes of one row of one channel. */
  rowBytes: number
  /** Fills `into` with `count` rows of a channel from row `first` on. Throws PsdError if they are cut or damaged. */
  readRows: (channel: number, first: number, count: number, into: Buffer) => Promise<void>
}

/** Kinds of compression; the two by ZIP are not written for merged images ("Image data section"). */
const [RAW, PACK_BITS] = [0, 1]

/**
 * Returns the first `wanted` channels of the merged image. Throws PsdError `truncated` if the file ends before the image
 * does, `unsupported` for other kinds of compression.
 */
export async function openPlanes(file: FileHandle, structure: PsdStructure, wanted: number): Promise<PsdPlanes> {
  const { header, imageAt, fileSize } = structure
  const { width, height, channels, depth } = header
  const rowBytes = depth === 1 ? Math.ceil(width / 8) : width * (depth / 8)
  const compression = (await readFully(file, imageAt, Buffer.alloc(2))).readUInt16BE(0)
  const dataAt = imageAt + 2
  if (compression === RAW) {
    if (dataAt + rowBytes * height * channels > fileSize) throw new PsdError('truncated')
    const placeOf = (channel: number, row: number) => dataAt + rowBytes * (channel * height + row)
    const readRows: PsdPlanes['readRows'] = async (channel, first, count, into) => {
      await readFully(file, placeOf(channel, first), into.subarray(0, count * rowBytes))
    }
    return { rowBytes, readRows }
  }
  if (compression !== PACK_BITS) throw new PsdError('unsupported')
  const starts = await readRowStarts(file, structure, { dataAt, wanted })
  const startOf = (channel: number, row: number) => starts[channel * height + row] ?? 0
  const readRows: PsdPlanes['readRows'] = async (channel, first, count, into) => {
    const from = startOf(channel, first)
    const length = startOf(channel, first + count) - from
    // No row of PackBits is longer than two bytes for each of its own.
    if (length > 2 * count * (rowBytes + 1)) throw new PsdError('unreadable')
    const packed = await readFully(file, from, Buffer.allocUnsafe(length))
    for (let row = 0; row < count; row++) {
      const bytes = packed.subarray(startOf(channel, first + row) - from, startOf(channel, first + row + 1) - from)
      unpackBits(bytes, into.subarray(row * rowBytes, (row + 1) * rowBytes))
    }
  }
  return { rowBytes, readRows }
}

/**
 * Returns where each row of the wanted channels begins, and where the last one ends, from the lengths of all rows that
 * precede the data: two bytes each, or four in a PSB.
 */
async function readRowStarts(
  file: FileHandle,
  { header, fileSize }: PsdStructure,
  { dataAt, wanted }: { dataAt: number; wanted: number },
): Promise<Float64Array> {
  const rows = header.height * header.channels
  const width = header.isLarge ? 4 : 2
  if (dataAt + rows * width > fileSize) throw new PsdError('truncated')
  const lengths = await readFully(file, dataAt, Buffer.allocUnsafe(rows * width))
  const starts = new Float64Array(header.height * wanted + 1)
  let at = dataAt + rows * width
  for (let row = 0; row < rows; row++) {
    if (row < starts.length) starts[row] = at
    at += lengths.readUIntBE(row * width, width)
  }
  if (rows < starts.length) starts[rows] = at
  if (at > fileSize) throw new PsdError('truncated')
  return starts
}

/** Fills a row from its PackBits (TIFF 6.0, section 9). Throws PsdError `unreadable` if they give fewer bytes or more. */
export function unpackBits(packed: Buffer, row: Buffer): void {
  let to = 0
  for (let at = 0; at < packed.length && to < row.length; ) {
    const head = packed.readInt8(at++)
    // -128 does nothing.
    if (head === -128) continue
    const count = head >= 0 ? head + 1 : 1 - head
    if (to + count > row.length) throw new PsdError('unreadable')
    if (head >= 0) {
      if (at + count > packed.length) throw new PsdError('unreadable')
      packed.copy(row, to, at, at + count)
      at += count
    } else {
      const byte = packed[at++]
      if (byte === undefined) throw new PsdError('unreadable')
      row.fill(byte, to, to + count)
    }
    to += count
  }
  if (to < row.length) throw new PsdError('unreadable')
}

async function readFully(file: FileHandle, at: number, into: Buffer): Promise<Buffer> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await file.read(into, done, into.length - done, at + done)
    if (bytesRead === 0) throw new PsdError('truncated')
    done += bytesRead
  }
  return into
}
