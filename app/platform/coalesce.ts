// Ours: p-memoize and the like give a running answer to those who come later, who may need a newer one.

/**
 * Joins callers that come while an answer is under way: they share the next one, which is asked for only after they came.
 * So nobody is answered with what was true before they asked, and at most one question is open at a time.
 */
export function coalesce<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | undefined
  return () => {
    next ??= running.then(start, start)
    return next
  }

  function start(): Promise<T> {
    next = undefined
    const asked = ask()
    running = asked
    return asked
  }
}

/** Returns the running work of a key, or starts it; failed work is forgotten as finished work is. */
export function joinRunning<T>(running: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const known = running.get(key)
  if (known) return known
  const started = work().finally(() => running.delete(key))
  running.set(key, started)
  return started
}
