// Ours: p-memoize and the like give a running answer to those who come later, who may need a newer one.

/**
 * Returns a function that joins concurrent callers: those that call during a run of `ask` share the next run, which
 * starts after the current one. So no caller gets a result older than its call, and at most one run is active at a
 * time.
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

/** Returns the running promise of a key, or starts the work; the key is free again when it settles, also on failure. */
export function joinRunning<T>(running: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const known = running.get(key)
  if (known) return known
  const started = work().finally(() => running.delete(key))
  running.set(key, started)
  return started
}
