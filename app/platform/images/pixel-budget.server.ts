// Ours: p-limit and the like count works, and decoding costs memory by pixels.

/**
 * Lets work begin while the pixels that all of it decodes stay below `capacity`, in the order in which it asks. Work of more
 * pixels than that runs alone.
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

/** Decoded pixels of all pictures at once in this process: two photographs of a large camera, or one picture of the largest size. */
export const withinPixelBudget = pixelBudget(120_000_000)
