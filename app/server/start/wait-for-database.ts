import pg from 'pg'
import { backOff } from '~/platform/back-off'
import { isDatabaseOutage } from '~/platform/db.server'

const CONNECT_TIMEOUT_MS = 10_000

/**
 * Waits without limit until the database at `url` accepts connections; calls `onWait` once if the first attempt fails.
 * Rejects on errors that waiting cannot resolve, such as a wrong password; resolves early when `signal` aborts.
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
