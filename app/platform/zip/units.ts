import type { ByteRange } from '~/platform/storage'
import { type Stretch, stretchesFrom, type ZipPlan } from './plan'

/** Objects up to this many bytes are read into memory and sent together. */
export const SMALL = 256 * 1024
/** Maximum bytes of a batch; with one being sent and one being read, memory use stays constant. */
const BATCH = 2 * 1024 * 1024

/** What is sent in one write: a batch of small stretches, or (part of) one large object. */
export type Unit =
  | { kind: 'batch'; length: number; parts: Part[] }
  | { kind: 'object'; length: number; key: string; range: ByteRange | undefined }

/** A stretch, or the part of it within the requested range: bytes `from` to `to`, `to` excluded. */
export interface Part {
  stretch: Stretch
  from: number
  to: number
}

/** Yields the units of a range of a ZIP, in sending order. */
export function* unitsOf(plan: ZipPlan, range: ByteRange): Generator<Unit> {
  let batch: Part[] = []
  let length = 0
  const flush = (): Unit => {
    const unit: Unit = { kind: 'batch', parts: batch, length }
    batch = []
    length = 0
    return unit
  }
  for (const stretch of stretchesFrom(plan.stretches, range.start)) {
    if (stretch.start > range.end) break
    const from = Math.max(0, range.start - stretch.start)
    const to = Math.min(stretch.length, range.end + 1 - stretch.start)
    if (stretch.kind === 'object' && stretch.length > SMALL) {
      if (batch.length) yield flush()
      const whole = from === 0 && to === stretch.length
      const part = whole ? undefined : { start: from, end: to - 1 }
      yield { kind: 'object', key: stretch.key, range: part, length: to - from }
    } else {
      batch.push({ stretch, from, to })
      length += to - from
      if (length >= BATCH) yield flush()
    }
  }
  if (batch.length) yield flush()
}
