// Ours: graphile-worker frees the jobs of a killed worker after four hours; this lock tells within seconds that it is gone.
import pg from 'pg'

/** With the keepalive below, a lock that nobody answers for is freed after 25 s; its holder notices before that. */
const HEARTBEAT_MS = 10_000

/**
 * A session lock per worker pool, held for as long as it lives. PostgreSQL frees it the moment the process is gone,
 * however it went, which is how the living know whose jobs they may take over. `onLost` is called once, when the
 * connection has broken or does not answer: from then on another worker may take the jobs.
 */
export async function openLiveness(databaseUrl: string, onLost: (error: Error) => void) {
  const client = new pg.Client({
    ...{ connectionString: databaseUrl, connectionTimeoutMillis: HEARTBEAT_MS, query_timeout: HEARTBEAT_MS },
    ...{
      keepAlive: true,
      keepAliveInitialDelayMillis: HEARTBEAT_MS,
      application_name: `vitrine worker ${process.pid}`,
    },
  })
  let over = false
  const lose = (error: Error) => {
    if (over) return
    over = true
    onLost(error)
  }
  client.on('error', lose)
  client.on('end', () => lose(new Error('the connection that holds the locks has ended')))
  try {
    await client.connect()
    // A machine that vanished says no goodbye: without these, PostgreSQL would keep its locks for about two hours.
    await client.query('set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3')
  } catch (error) {
    over = true
    await client.end().catch(() => {})
    throw error
  }
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (ask: () => Promise<unknown>) => {
    last = last.then(ask)
    return last
  }
  const heartbeat = setInterval(() => void inTurn(() => client.query('select 1')).catch(lose), HEARTBEAT_MS)
  return {
    hold: (poolId: string) => inTurn(() => client.query(`select pg_advisory_lock(${LIVENESS_LOCK})`, [poolId])),
    close: async () => {
      over = true
      clearInterval(heartbeat)
      await client.end()
    },
  }
}

/** The key of a pool's lock, from its id as `$1`. */
const LIVENESS_LOCK = `hashtextextended('vitrine-worker:' || $1, 0)`

/** Long enough for a worker that has just taken its first job to hold its lock. */
const GRACE_SECONDS = 5

/**
 * Frees the jobs of workers that are no more; answers their ids. Without it a killed worker's jobs stay locked for four
 * hours (graphile-worker 0.17).
 */
export async function freeOrphanedJobs(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker.jobs
       where locked_by is not null and locked_at < now() - make_interval(secs => ${GRACE_SECONDS})`,
    )
    const dead: string[] = []
    for (const { locked_by: id } of rows) if (!(await isHeld(client, id))) dead.push(id)
    if (dead.length) await client.query('select graphile_worker.force_unlock_workers($1)', [dead])
    return dead
  } finally {
    client.release()
  }
}

/** Whether a living process holds the lock of `id`. */
export async function isWorkerAlive(pool: pg.Pool, id: string): Promise<boolean> {
  const client = await pool.connect()
  try {
    return await isHeld(client, id)
  } finally {
    client.release()
  }
}

async function isHeld(client: pg.PoolClient, id: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${LIVENESS_LOCK}) as free`, [id])
  if (!rows[0]?.free) return true
  await client.query(`select pg_advisory_unlock(${LIVENESS_LOCK})`, [id])
  return false
}

/**
 * Gives back the jobs that a pool of this process held when its lock was lost, the attempts with them: that the database
 * went away is no failure of theirs. Jobs that another worker has taken over since stay with it.
 */
export async function returnJobs(pool: pg.Pool, poolId: string): Promise<void> {
  await pool.query(
    'update graphile_worker._private_jobs set attempts = greatest(attempts - 1, 0) where locked_by = $1',
    [poolId],
  )
  await pool.query('select graphile_worker.force_unlock_workers($1)', [[poolId]])
}
