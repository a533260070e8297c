import { createReadStream } from 'node:fs'

const PIECE_BYTES = 1024 * 1024
/** A longer line is cut: no text that is read by lines has one. */
const LONGEST_LINE = 64 * 1024

/** Calls `onLine` with each line of a file as Latin 1, without its end; holds a piece of 1 MiB and a line in memory. */
export async function forEachLine(localPath: string, onLine: (line: string) => void): Promise<void> {
  let rest = ''
  for await (const piece of createReadStream(localPath, { highWaterMark: PIECE_BYTES })) {
    const lines = (rest + (piece as Buffer).toString('latin1')).split('\n')
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE)
    for (const line of lines) onLine(line)
  }
  if (rest) onLine(rest)
}

/** Calls `onRecord` with each record of `length` bytes from `start` on, up to `count` of them. */
export async function forEachRecord(
  localPath: string,
  { start, length, count }: { start: number; length: number; count: number },
  onRecord: (bytes: Buffer, at: number) => void,
): Promise<void> {
  if (count === 0) return
  const stream = createReadStream(localPath, { start, end: start + length * count - 1, highWaterMark: PIECE_BYTES })
  let rest = Buffer.alloc(0)
  for await (const piece of stream) {
    const bytes: Buffer = rest.length ? Buffer.concat([rest, piece as Buffer]) : (piece as Buffer)
    let at = 0
    for (; at + length <= bytes.length; at += length) onRecord(bytes, at)
    rest = Buffer.from(bytes.subarray(at))
  }
}
