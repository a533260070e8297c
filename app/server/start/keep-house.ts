import { backOff } from '~/platform/back-off'
import { log } from '~/platform/log.server'
import { type Claim, claimHouse, type House } from './open-house'

/**
 * Keeps an embedded database running and claimed until `release`: when the connection that holds the claim ends, the
 * database is started again where it is down, and claimed anew, for as long as that takes.
 */
export function keepHouse({ databaseUrl, revive }: House, first: Claim): { release: () => Promise<void> } {
  const stopping = new AbortController()
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()))
  let claim: Claim | undefined = first
  const keeping = keep()
  return {
    release: async () => {
      stopping.abort()
      await keeping
      await claim?.release()
    },
  }

  async function keep(): Promise<void> {
    while (claim) {
      await Promise.race([claim.lost, stopped])
      if (stopping.signal.aborted) return
      log.error('the database has ended by itself; it is started again')
      claim = await claimAgain()
      if (claim) log.warn('the database runs again')
    }
  }

  async function claimAgain(): Promise<Claim | undefined> {
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      try {
        await revive()
        const again = await claimHouse(databaseUrl)
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
