export interface Neighbours {
  previous?: string
  next?: string
  /** Position in the queue, from 1; undefined if the asset no longer waits. */
  place?: number
  /** Number of assets waiting. */
  count: number
}

/** Returns the assets before and after one in the queue; if it is not in the queue, the first as the next. */
export function neighbours(waiting: readonly string[], id: string): Neighbours {
  const at = waiting.indexOf(id)
  const count = waiting.length
  return at < 0
    ? { next: waiting[0], count }
    : { previous: waiting[at - 1], next: waiting[at + 1], place: at + 1, count }
}
