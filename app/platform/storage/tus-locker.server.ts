// Ours: the locker of @tus/server lives in the memory of one process, and the requests of an upload may reach several.
import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/server'
import { openAdvisoryLocks } from './advisory-locks.server'

const PATIENCE_MS = 10_000
const ASK_AGAIN_MS = 100

interface Claim {
  /** Set while this request holds the lock: asks the request to stop and release it. */
  askToRelease?: RequestRelease
  release?: () => Promise<void>
}

/**
 * Allows one writer per upload across all processes. A request that waits asks the holder, in this process or another,
 * to release the lock, since the holder may be a half-open connection; after ten seconds the waiting request is
 * refused. All locks of a process share one database connection, so that uploads cannot exhaust connections. If it
 * breaks, all holders are asked to stop, because another process may now write.
 */
export function postgresLocker(databaseUrl: string): Locker & { close: () => Promise<void> } {
  const claims = new Map<string, Claim>()
  const line = openAdvisoryLocks(databaseUrl, {
    onAsked: (id) => void claims.get(id)?.askToRelease?.(),
    onLost: () => {
      for (const claim of claims.values()) void claim.askToRelease?.()
    },
  })

  /**
   * The map separates requests of this process: to PostgreSQL they are one session, to which it would grant the same
   * lock again.
   */
  async function claim(id: string, requestRelease: RequestRelease): Promise<Claim | undefined> {
    const other = claims.get(id)
    if (other) {
      await other.askToRelease?.()
      return undefined
    }
    const mine: Claim = {}
    claims.set(id, mine)
    try {
      mine.release = await line.tryLock(id)
      if (mine.release) mine.askToRelease = requestRelease
    } finally {
      if (!mine.release) claims.delete(id)
    }
    return mine.release && mine
  }

  async function release(id: string, claim: Claim): Promise<void> {
    claim.askToRelease = undefined
    try {
      await claim.release?.()
    } finally {
      claims.delete(id)
    }
  }

  function newLock(id: string): Lock {
    let mine: Claim | undefined
    return {
      async lock(signal, requestRelease) {
        const until = Date.now() + PATIENCE_MS
        while (!signal.aborted && Date.now() < until) {
          mine = await claim(id, requestRelease)
          if (mine) return
          await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
        }
        throw ERRORS.ERR_LOCK_TIMEOUT
      },
      async unlock() {
        const held = mine
        mine = undefined
        if (held) await release(id, held)
      },
    }
  }
  return { newLock, close: line.close }
}
