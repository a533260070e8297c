import { bufferSource, CleanError, type Source } from './source'

/** A change to a file: replaces the `length` bytes at `at` by `bytes`, or by as many zeros if `bytes` is absent. */
export interface Edit {
  at: number
  length: number
  bytes?: Buffer
}

/** A range of bytes, the end exclusive. */
export interface Range {
  from: number
  to: number
}

const CHUNK = 512 * 1024

/** Returns the edit that removes a range, which shortens the file. */
export const removal = ({ from, to }: Range): Edit => ({ at: from, length: to - from, bytes: Buffer.alloc(0) })

/** Returns by how many bytes edits lengthen a file; negative if they shorten it. */
export const growth = (edits: readonly Edit[]): number =>
  edits.reduce((sum, { length, bytes }) => sum + (bytes ? bytes.length - length : 0), 0)

/**
 * Yields the bytes of a source with edits applied, in chunks of at most 512 KiB. Edits may be in any order. Throws
 * CleanError `damaged` if they overlap: the file then uses the same bytes for two purposes.
 */
export async function* edited(source: Source, edits: readonly Edit[]): AsyncGenerator<Buffer> {
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.at - b.at)) {
    if (edit.at < at) throw new CleanError('damaged')
    yield* piecesOf(source, at, edit.at)
    if (edit.bytes) yield edit.bytes
    else yield* zeros(edit.length)
    at = edit.at + edit.length
  }
  yield* piecesOf(source, at, source.size)
}

/** Returns a buffer with edits applied; the same buffer if there are none. */
export async function editedBuffer(buffer: Buffer, edits: readonly Edit[]): Promise<Buffer> {
  if (edits.length === 0) return buffer
  const pieces: Buffer[] = []
  for await (const piece of edited(bufferSource(buffer), edits)) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function* piecesOf(source: Source, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += CHUNK) yield await source.read(at, Math.min(CHUNK, to - at))
}

function* zeros(length: number): Generator<Buffer> {
  for (let left = length; left > 0; left -= CHUNK) yield Buffer.alloc(Math.min(CHUNK, left))
}

/** Returns the ranges minus those of `kept`, sorted and without overlap. */
export function without(ranges: readonly Range[], kept: readonly Range[]): Range[] {
  const left: Range[] = []
  const [cut, keep] = [merged(ranges), merged(kept)]
  let next = 0
  for (const { from, to } of cut) {
    let at = from
    while ((keep[next]?.to ?? Number.POSITIVE_INFINITY) <= at) next++
    for (let index = next; index < keep.length; index++) {
      const held = keep[index]
      if (!held || held.from >= to) break
      if (held.from > at) left.push({ from: at, to: held.from })
      at = Math.max(at, held.to)
    }
    if (at < to) left.push({ from: at, to })
  }
  return left
}

function merged(ranges: readonly Range[]): Range[] {
  const all: Range[] = []
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else if (to > from) all.push({ from, to })
  }
  return all
}
