export interface Neighbours {
  previous?: string
  next?: string
  /** Place in the queue, from 1; undefined for what does not wait any more. */
  place?: number
  /** How many wait. */
  count: number
}

/** What stands before and after an asset in the queue; for one that is not in it, the first. */
export function neighbours(waiting: readonly string[], id: string): Neighbours {
  const at = waiting.indexOf(id)
  const count = waiting.length
  return at < 0
    ? { next: waiting[0], count }
    : { previous: waiting[at - 1], next: waiting[at + 1], place: at + 1, count }
}
