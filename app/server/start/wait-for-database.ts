import pg from 'pg'
import { backOff } from '~/platform/back-off'
import { isDatabaseOutage } from '~/platform/db.server'

const CONNECT_TIMEOUT_MS = 10_000

/**
 * Waits until the database at `url` takes connections, for as long as that takes; `onWait` is told once when it does not
 * at the first try. Rejects with what no waiting mends, such as a wrong password; resolves early when `signal` aborts.
 */
export async function waitForDatabase(url: string, onWait: (why: string) => void, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
    client.on('error', () => {})
    try {
      await client.connect()
      return
    } catch (error) {
      if (!isDatabaseOutage(error)) throw error
      if (attempt === 0) onWait(error instanceof Error ? error.message : String(error))
    } finally {
      await client.end().catch(() => {})
    }
    await backOff(attempt, signal)
  }
}
