import pg from 'pg'

const TRY = `select pg_try_advisory_lock(hashtextextended('tus:' || $1, 0)) as mine`
const UNLOCK = `select pg_advisory_unlock(hashtextextended('tus:' || $1, 0))`
const CHANNEL = 'vitrine_tus_release'

/** Advisory locks on one database connection, which also notifies all processes when a caller waits for a lock. */
export interface AdvisoryLockConnection {
  /**
   * Takes the lock and returns a function that releases it. If another connection holds it, asks the holder to release
   * it and returns undefined.
   */
  tryLock(id: string): Promise<(() => Promise<void>) | undefined>
  close(): Promise<void>
}

interface LockListener {
  /** Another process waits for the lock of `id`. */
  onAsked(id: string): void
  /** The connection broke, so PostgreSQL has released all its locks. */
  onLost(): void
}

/** Returns locks on a connection that is opened at first use, and again after it was lost. */
export function openAdvisoryLocks(databaseUrl: string, listener: LockListener): AdvisoryLockConnection {
  let connected: Promise<pg.Client> | undefined
  let last: Promise<unknown> = Promise.resolve()
  /** Runs queries one after another: a connection processes one at a time, and pg 9 will no longer queue them. */
  const inTurn = <T extends pg.QueryResultRow>(ask: () => Promise<pg.QueryResult<T>>): Promise<T[]> => {
    const answer = last.then(ask).then(({ rows }) => rows)
    last = answer.catch(() => {})
    return answer
  }
  const connection = (): Promise<pg.Client> => {
    if (connected) return connected
    const fresh = connect(databaseUrl, listener.onAsked, () => {
      if (connected !== fresh) return
      connected = undefined
      listener.onLost()
    })
    connected = fresh
    fresh.catch(() => {
      if (connected === fresh) connected = undefined
    })
    return fresh
  }
  return {
    async tryLock(id) {
      const client = await connection()
      const [row] = await inTurn(() => client.query<{ mine: boolean }>(TRY, [id]))
      if (!row?.mine) {
        await inTurn(() => client.query('select pg_notify($1, $2)', [CHANNEL, id]))
        return undefined
      }
      return async () => {
        // If the connection cannot send this, it is lost or closed here, which releases the lock as well.
        await inTurn(() => client.query(UNLOCK, [id])).catch(() => client.end().catch(() => {}))
      }
    },
    async close() {
      const line = connected
      connected = undefined
      await line?.then((client) => client.end()).catch(() => {})
    },
  }
}

async function connect(url: string, onAsked: (id: string) => void, onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    ...{ connectionString: url, application_name: 'vitrine uploads', keepAlive: true },
    ...{ connectionTimeoutMillis: 10_000, query_timeout: 10_000 },
  })
  client.on('notification', ({ payload }) => payload && onAsked(payload))
  client.on('error', () => {})
  client.on('end', onLost)
  try {
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}
