import pg from 'pg'

/**
 * A session lock per worker pool, held for as long as it lives. PostgreSQL frees it the moment the process is gone,
 * however it went, which is how the living know whose jobs they may take over.
 */
export async function openLifelines(databaseUrl: string, onLost: (error: Error) => void) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  client.on('error', onLost)
  // A machine that vanished says no goodbye: without these, PostgreSQL would keep its locks for about two hours.
  await client.query('set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3')
  let last: Promise<unknown> = Promise.resolve()
  return {
    hold: (poolId: string) => {
      last = last.then(() => client.query(`select pg_advisory_lock(${LIFELINE})`, [poolId]))
      return last
    },
    close: () => client.end(),
  }
}

/** The key of a pool's lock, from its id as `$1`. */
const LIFELINE = `hashtextextended('vitrine-worker:' || $1, 0)`

/** Long enough for a worker that has just taken its first job to hold its lifeline. */
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
    for (const { locked_by: id } of rows) {
      const free = await client.query(`select pg_try_advisory_lock(${LIFELINE}) as free`, [id])
      if (!free.rows[0].free) continue
      await client.query(`select pg_advisory_unlock(${LIFELINE})`, [id])
      dead.push(id)
    }
    if (dead.length) await client.query('select graphile_worker.force_unlock_workers($1)', [dead])
    return dead
  } finally {
    client.release()
  }
}
