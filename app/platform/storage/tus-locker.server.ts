import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/utils'
import pg from 'pg'

const PATIENCE_MS = 10_000
const ASK_AGAIN_MS = 100
const KEY = `hashtextextended('tus:' || $1, 0)`
const CHANNEL = 'vitrine_tus_release'

/**
 * One writer per upload across all processes: a session advisory lock per upload. Who waits asks the holder to let go,
 * in this process or another, since a half-open connection may hold a lock nobody uses any more.
 */
export function postgresLocker(databaseUrl: string): Locker & { close: () => Promise<void> } {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
  pool.on('error', () => {})
  const held = new Map<string, RequestRelease>()
  let listening: Promise<pg.Client> | undefined
  const listen = () => {
    listening ??= listenFor(databaseUrl, (id) => void held.get(id)?.()).catch((error) => {
      listening = undefined
      throw error
    })
    return listening
  }
  return {
    newLock: (id) => new UploadLock(id, pool, held, listen),
    close: async () => {
      await (await listening)?.end()
      await pool.end()
    },
  }
}

class UploadLock implements Lock {
  private client: pg.PoolClient | undefined

  constructor(
    private readonly id: string,
    private readonly pool: pg.Pool,
    private readonly held: Map<string, RequestRelease>,
    private readonly listen: () => Promise<pg.Client>,
  ) {}

  async lock(signal: AbortSignal, requestRelease: RequestRelease): Promise<void> {
    await this.listen()
    const until = Date.now() + PATIENCE_MS
    for (;;) {
      const client = await this.pool.connect()
      const { rows } = await client.query(`select pg_try_advisory_lock(${KEY}) as mine`, [this.id])
      if (rows[0].mine) {
        this.client = client
        this.held.set(this.id, requestRelease)
        return
      }
      await client.query('select pg_notify($1, $2)', [CHANNEL, this.id])
      client.release()
      if (signal.aborted || Date.now() > until) throw ERRORS.ERR_LOCK_TIMEOUT
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    }
  }

  async unlock(): Promise<void> {
    const { client } = this
    this.client = undefined
    this.held.delete(this.id)
    if (!client) return
    try {
      await client.query(`select pg_advisory_unlock(${KEY})`, [this.id])
      client.release()
    } catch (error) {
      // A connection that may still hold the lock must not go back to the others.
      client.release(error as Error)
    }
  }
}

async function listenFor(url: string, onRelease: (id: string) => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('notification', ({ payload }) => payload && onRelease(payload))
  client.on('error', () => {})
  await client.connect()
  await client.query(`listen ${CHANNEL}`)
  return client
}
