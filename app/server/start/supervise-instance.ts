import { backOff } from '~/platform/back-off'
import { log } from '~/platform/log.server'
import { type Instance, type InstanceLock, lockInstance } from './open-instance'

/**
 * Keeps an embedded database running and locked until `release`: when the connection that holds the lock ends, starts the
 * database again if it is down and locks it again, retrying without limit.
 */
export function superviseInstance(
  { databaseUrl, revive }: Instance,
  first: InstanceLock,
): { release: () => Promise<void> } {
  const stopping = new AbortController()
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()))
  let lock: InstanceLock | undefined = first
  const keeping = keep()
  return {
    release: async () => {
      stopping.abort()
      await keeping
      await lock?.release()
    },
  }

  async function keep(): Promise<void> {
    while (lock) {
      await Promise.race([lock.lost, stopped])
      if (stopping.signal.aborted) return
      log.error('the database has ended by itself; it is started again')
      lock = await lockAgain()
      if (lock) log.warn('the database runs again')
    }
  }

  async function lockAgain(): Promise<InstanceLock | undefined> {
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      try {
        await revive()
        const again = await lockInstance(databaseUrl)
        if (again) return again
        log.error('another process has claimed the database')
      } catch (error) {
        log.error({ err: error }, 'the database does not come back yet')
      }
      await backOff(attempt, stopping.signal)
    }
    return undefined
  }
}
