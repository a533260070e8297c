import { CleanError, type Source } from './source'

/** A box of an ISO media file (ISO/IEC 14496-12, 4.2). */
export interface Box {
  type: string
  at: number
  /** Offsets at which its contents begin and end. */
  from: number
  to: number
}

const MOST_BOXES = 10_000

/** Returns the boxes between two offsets. Throws CleanError `damaged` if they are not a valid sequence. */
export async function boxesIn(source: Source, from: number, to: number): Promise<Box[]> {
  const boxes: Box[] = []
  let at = from
  while (at + 8 <= to) {
    if (boxes.length > MOST_BOXES) throw new CleanError('damaged')
    const box = await boxAt(source, at, to)
    boxes.push(box)
    at = box.to
  }
  return boxes
}

/** Returns the box at an offset, ending at `to` at the latest. Throws CleanError `damaged` if there is none. */
export async function boxAt(source: Source, at: number, to: number): Promise<Box> {
  const head = await source.read(at, Math.min(16, to - at))
  if (head.length < 8) throw new CleanError('damaged')
  const [short, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)]
  const isLong = short === 1 && head.length === 16
  const length = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short
  const from = at + (isLong ? 16 : 8)
  if (at + length < from || at + length > to) throw new CleanError('damaged')
  return { type, at, from, to: at + length }
}

/** Reads fields in sequence. Throws CleanError `damaged` past the end. */
export class Cursor {
  constructor(
    private readonly bytes: Buffer,
    private at = 0,
  ) {}

  /** Reads an unsigned integer of this many bytes; 0 for zero bytes. */
  number(bytes: number): number {
    if (this.at + bytes > this.bytes.length) throw new CleanError('damaged')
    let value = 0
    for (let index = 0; index < bytes; index++) value = value * 256 + this.bytes.readUInt8(this.at++)
    return value
  }

  text(bytes: number): string {
    this.number(bytes)
    return this.bytes.toString('latin1', this.at - bytes, this.at)
  }

  /** Reads Latin-1 text up to a NUL or the end. */
  line(): string {
    const end = this.bytes.indexOf(0, this.at)
    const text = this.bytes.toString('latin1', this.at, end < 0 ? undefined : end)
    this.at = end < 0 ? this.bytes.length : end + 1
    return text
  }
}
