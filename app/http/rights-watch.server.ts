/** What is asked while a body runs. */
export interface Watched {
  /** Readers of equal keys are asked about once for all of them. */
  key: string
  /** Returns a text that is another as soon as anything changed; undefined asks `isRight` every time. */
  state?: () => Promise<string>
  /** Whether the body may go on. */
  isRight: () => Promise<boolean>
}

/** How often a running body is asked about: rights that ended cut it within this time. */
const INTERVAL_MS = 500

interface Watch {
  readers: Set<() => void>
  /** State at which `isRight` last said yes. */
  state?: string
}

/**
 * Watches the rights of running bodies, once for all readers of one key. `watch` calls `onEnd` when they end or cannot be
 * asked about, since a database that does not answer cannot say yes; it returns how to stop watching.
 */
export function openRightsWatch(intervalMs = INTERVAL_MS) {
  const watches = new Map<string, Watch>()

  function watch(watched: Watched, onEnd: () => void): () => void {
    const reader = () => onEnd()
    const known = watches.get(watched.key)
    if (known) known.readers.add(reader)
    else begin(watched, reader)
    return () => watches.get(watched.key)?.readers.delete(reader)
  }

  function begin(watched: Watched, reader: () => void): void {
    const current: Watch = { readers: new Set([reader]) }
    watches.set(watched.key, current)
    const again = () => setTimeout(() => void look(), intervalMs).unref()
    const look = async () => {
      if (current.readers.size === 0) return void watches.delete(watched.key)
      if (await stillRight(watched, current)) return again()
      watches.delete(watched.key)
      for (const end of current.readers) end()
    }
    again()
  }

  return { watch }
}

export type RightsWatch = ReturnType<typeof openRightsWatch>

async function stillRight({ state, isRight }: Watched, watch: Watch): Promise<boolean> {
  try {
    const now = await state?.()
    if (now !== undefined && now === watch.state) return true
    const yes = await isRight()
    if (yes) watch.state = now
    return yes
  } catch {
    return false
  }
}
