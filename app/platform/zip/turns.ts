// Ours: p-limit starts the next work at once, and here whatever else is ready on the loop goes first.

/** Runs work when its turn comes; settles as the work does. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Lets `most` works run at a time, in the order in which they came. */
export function openTurns(most: number): TakeTurn {
  const waiting: (() => void)[] = []
  let running = 0

  return async (work) => {
    if (running < most) running++
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      // Whatever else is ready goes first: a hundred works behind each other may not keep a request waiting.
      setImmediate(() => {
        const next = waiting.shift()
        if (next) next()
        else running--
      })
    }
  }
}
