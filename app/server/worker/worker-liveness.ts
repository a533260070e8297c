// Ours: graphile-worker frees the jobs of a killed worker after four hours; this lock tells within seconds that it is gone.
import pg from 'pg'

/** With the keepalive below, PostgreSQL frees the lock of an unreachable worker after 25 s; the worker notices before. */
const HEARTBEAT_MS = 10_000

/**
 * Opens a connection for session locks, one per worker pool, held as long as the worker lives. PostgreSQL frees them as soon
 * as the process ends in any way, so that other workers know whose jobs to take over. Calls `onLost` once, when the
 * connection is broken or does not respond: from then on another worker may take the jobs.
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
    // A machine that vanished closes no connection: without these, PostgreSQL would keep its locks for about two hours.
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

/** SQL for the key of a pool's lock, from its id as `$1`. */
const LIVENESS_LOCK = `hashtextextended('vitrine-worker:' || $1, 0)`

/** Gives a worker that has just locked its first job time to take its lock. */
const GRACE_SECONDS = 5

/**
 * Unlocks the jobs of dead workers; returns the workers' ids. Without it a killed worker's jobs stay locked for four hours
 * (graphile-worker 0.17).
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

/** Whether a live process holds the lock of `id`. */
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
 * Unlocks the jobs that a pool of this process held when its lock was lost, without counting the attempt, because the outage
 * is not the job's failure. Jobs that another worker has taken over stay with it.
 */
export async function returnJobs(pool: pg.Pool, poolId: string): Promise<void> {
  await pool.query(
    'update graphile_worker._private_jobs set attempts = greatest(attempts - 1, 0) where locked_by = $1',
    [poolId],
  )
  await pool.query('select graphile_worker.force_unlock_workers($1)', [[poolId]])
}
