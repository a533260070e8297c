import type { ByteSource } from './byte-source.server'

/** A box of the ISO base media file format: its type, and the offsets at which its contents begin and end. */
export interface Box {
  type: string
  at: number
  end: number
}

const MOST_BOXES = 100_000

/** Yields the boxes of a range in order. A box that claims to be longer than the range is cut at its end. */
export async function* boxesIn(source: ByteSource, range: { at: number; end: number }): AsyncGenerator<Box> {
  for await (const box of boxHeadsIn(source, range)) yield { ...box, end: Math.min(box.end, range.end) }
}

/**
 * Yields the boxes of a range (the entire file by default) with the ends they claim, which may exceed it (ISO 14496-12,
 * 4.2).
 */
export async function* boxHeadsIn(
  source: ByteSource,
  range: { at: number; end: number } = { at: 0, end: source.size },
): AsyncGenerator<Box> {
  let at = range.at
  for (let count = 0; count < MOST_BOXES && at + 8 <= range.end; count++) {
    const head = await source.read(at, 16)
    if (head.length < 8) return
    const stated = head.readUInt32BE(0)
    const isLarge = stated === 1 && head.length === 16
    const size = isLarge ? Number(head.readBigUInt64BE(8)) : stated
    const end = size === 0 ? range.end : at + size
    const start = at + (isLarge ? 16 : 8)
    if (end < start) return
    yield { type: head.toString('latin1', 4, 8), at: start, end }
    at = end
  }
}

/** Returns the boxes of a type that are direct children of a range. */
export async function boxesOf(source: ByteSource, range: { at: number; end: number }, type: string): Promise<Box[]> {
  const found: Box[] = []
  for await (const box of boxesIn(source, range)) if (box.type === type) found.push(box)
  return found
}

/** Returns the bytes of a box without its header. */
export const contentsOf = (source: ByteSource, { at, end }: Box): Promise<Buffer> => source.read(at, end - at)

/** Returns version and fields of a "full box" (ISO 14496-12, 4.2.2). */
export function fullBoxFields(contents: Buffer): { version: number; fields: FieldReader } {
  return { version: contents[0] ?? 0, fields: new FieldReader(contents, 4) }
}

/** Reads fields in sequence; past the end numbers are 0 and texts empty. */
export class FieldReader {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  isOver(): boolean {
    return this.at >= this.bytes.length
  }

  /** Reads an unsigned integer of 0, 1, 2, 4 or 8 bytes. */
  unsigned(width: number): number {
    const from = this.at
    this.at += width
    if (width === 0 || this.at > this.bytes.length) return 0
    return width === 8 ? Number(this.bytes.readBigUInt64BE(from)) : this.bytes.readUIntBE(from, Math.min(width, 6))
  }

  letters(count: number): string {
    this.at += count
    return this.bytes.toString('latin1', this.at - count, this.at)
  }

  /** Reads a NUL-terminated UTF-8 text. */
  terminated(): string {
    const end = this.bytes.indexOf(0, this.at)
    const text = this.bytes.toString('utf8', this.at, end < 0 ? this.bytes.length : end)
    this.at = end < 0 ? this.bytes.length : end + 1
    return text
  }
}
