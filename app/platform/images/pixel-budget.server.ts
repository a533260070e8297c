// Ours: p-limit and the like count works, and decoding costs memory by pixels.

/**
 * Returns a function that runs work while the pixels decoded by all running work stay within `capacity`; the rest
 * waits, first come first served. Work that needs more pixels than that runs alone.
 */
export function pixelBudget(capacity: number) {
  let free = capacity
  const waiting: { pixels: number; begin: () => void }[] = []
  const beginNext = () => {
    for (let next = waiting[0]; next && next.pixels <= free; next = waiting[0]) {
      waiting.shift()
      free -= next.pixels
      next.begin()
    }
  }
  return async <T>(wanted: number, work: () => Promise<T>): Promise<T> => {
    const pixels = Math.min(wanted, capacity)
    await new Promise<void>((begin) => {
      waiting.push({ pixels, begin })
      beginNext()
    })
    try {
      return await work()
    } finally {
      free += pixels
      beginNext()
    }
  }
}

/**
 * Limits the pixels decoded concurrently in this process: two photographs of a large camera, or one picture of the
 * maximum size.
 */
export const withinPixelBudget = pixelBudget(120_000_000)
