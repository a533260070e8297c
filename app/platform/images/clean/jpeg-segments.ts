import type { Edit } from './edits'
import { CleanError, LARGEST_BLOCK, type Source } from './source'

/** A marker segment that holds no coded pixels: APPn or COM. */
export interface Segment {
  marker: number
  /** Offset of its marker. */
  at: number
  /** Bytes from the marker to its end. */
  length: number
}

export interface JpegParts {
  segments: Segment[]
  /** Offset after the EOI marker, or the end of the source if there is none. */
  end: number
}

const [SOI, EOI, SOS, COM, APP0, APP15] = [0xd8, 0xd9, 0xda, 0xfe, 0xe0, 0xef]
const CHUNK = 256 * 1024
/** Far more segments than any program writes. */
const MOST_SEGMENTS = 5000

/** Returns the segments of a JPEG between `from` and `to` (ITU T.81, B.1); throws CleanError `damaged`. */
export async function jpegParts(source: Source, from: number, to: number): Promise<JpegParts> {
  const start = await source.read(from, 2)
  if (start[0] !== 0xff || start[1] !== SOI) throw new CleanError('damaged')
  const segments: Segment[] = []
  let at = from + 2
  let hasScan = false
  for (let count = 0; count < MOST_SEGMENTS; ) {
    if (hasScan && at + 4 > to) return { segments, end: at + 2 <= to && (await isEnd(source, at)) ? at + 2 : to }
    const head = await source.read(at, 4)
    if (head[0] !== 0xff) throw new CleanError('damaged')
    const marker = head.readUInt8(1)
    // Any number of fill bytes may precede a marker (B.1.1.2).
    if (marker === 0xff) {
      at++
      continue
    }
    count++
    if (marker === EOI) return { segments, end: at + 2 }
    const length = 2 + head.readUInt16BE(2)
    if (length < 4 || at + length > to) throw new CleanError('damaged')
    if (marker === COM || (marker >= APP0 && marker <= APP15)) segments.push({ marker, at, length })
    at += length
    if (marker === SOS) {
      hasScan = true
      at = await endOfScan(source, at, to)
    }
  }
  throw new CleanError('damaged')
}

async function isEnd(source: Source, at: number): Promise<boolean> {
  const marker = await source.read(at, 2)
  return marker[0] === 0xff && marker[1] === EOI
}

/** Returns where entropy-coded data ends: at a marker that is neither a stuffed byte nor a restart (B.1.1.5). */
async function endOfScan(source: Source, from: number, to: number): Promise<number> {
  for (let at = from; at < to; ) {
    const bytes = await source.read(at, Math.min(CHUNK, to - at))
    let found = bytes.indexOf(0xff)
    while (found >= 0 && found + 1 < bytes.length) {
      const next = bytes.readUInt8(found + 1)
      if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at + found
      found = bytes.indexOf(0xff, found + 1)
    }
    if (at + bytes.length >= to) break
    // A marker may span two chunks.
    at += found >= 0 ? found : bytes.length
  }
  return to
}

/** A segment with its data (after the two length bytes). */
export interface SegmentWithData extends Segment {
  data: Buffer
}

/** Maximum bytes of data in a segment: its 16-bit length includes itself. */
export const MOST_DATA = 65_533

/** Reads the data of segments; throws CleanError `too_large` if together they exceed LARGEST_BLOCK. */
export async function withData(source: Source, segments: readonly Segment[]): Promise<SegmentWithData[]> {
  if (segments.reduce((sum, { length }) => sum + length, 0) > LARGEST_BLOCK) throw new CleanError('too_large')
  const held: SegmentWithData[] = []
  for (const segment of segments) held.push({ ...segment, data: await source.read(segment.at + 4, segment.length - 4) })
  return held
}

/** Splits bytes into pieces of at most `most` bytes. */
export function piecesOf(bytes: Buffer, most: number): Buffer[] {
  const count = Math.ceil(bytes.length / most)
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * most, (index + 1) * most))
}

/** Returns the edit that replaces a segment by segments of the same marker with these contents; none removes it. */
export function replaced({ marker, at, length }: Segment, contents: Buffer[]): Edit {
  const segments = contents.map((data) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(data.length + 2, 2)
    return Buffer.concat([head, data])
  })
  return { at, length, bytes: Buffer.concat(segments) }
}
