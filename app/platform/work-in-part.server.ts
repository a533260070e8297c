import type { Interruptible } from './jobs'

/** Other jobs of the worker get their turn after this time. */
const PART_MS = 20_000

interface Part<Item> extends Interruptible {
  /** Returns some of what is left behind an item, or of all there is, in an order that does not change. */
  load: (after: Item | undefined) => Promise<Item[]>
  work: (item: Item) => Promise<void>
}

/**
 * Works through items one after the other for twenty seconds. Returns the last one, behind which a next part goes on; undefined
 * when none is left. Throws the signal's reason, and what `work` throws.
 */
export async function workInPart<Item>({ load, work, signal }: Part<Item>): Promise<Item | undefined> {
  const deadline = performance.now() + PART_MS
  let last: Item | undefined
  for (;;) {
    const items = await load(last)
    if (items.length === 0) return undefined
    for (const item of items) {
      signal?.throwIfAborted()
      last = item
      await work(item)
      if (performance.now() > deadline) return last
    }
  }
}
