// Ours: p-limit starts the next work at once, and here whatever else is ready on the loop goes first.

/** Runs work when a slot is free; settles like the work. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Returns a queue that runs at most `most` tasks concurrently, first come first served. */
export function openTurns(most: number): TakeTurn {
  const waiting: (() => void)[] = []
  let running = 0

  return async (work) => {
    if (running < most) running++
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      // Yields to the event loop first, so that a hundred queued tasks do not delay a request.
      setImmediate(() => {
        const next = waiting.shift()
        if (next) next()
        else running--
      })
    }
  }
}
