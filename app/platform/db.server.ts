import { CamelCasePlugin, type Kysely, Kysely as KyselyDatabase, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Schema } from '#db/schema'
import { preparedNames } from './prepared.server'
import { required } from './required'

/** For reads: a connection pool or a running transaction. */
export type Db = Kysely<Schema>
/** For writes: the type requires a transaction, so that state, audit event and job commit together. */
export type Tx = Transaction<Schema>

const INT8 = 20
pg.types.setTypeParser(INT8, Number) // byte sizes and counters stay far below 2^53

/** How long a query waits for a connection, a new one or a free one, before the database counts as unavailable. */
const CONNECT_TIMEOUT_MS = 10_000

/** How much longer than the server's statement timeout to wait for a result: after that the server is unreachable. */
const QUERY_MARGIN_MS = 5000

/**
 * Opens a connection pool. Statements are cancelled after `statementTimeoutMs`, so that one slow query cannot block the
 * others.
 */
export function openPool(url: string, { max = 12, statementTimeoutMs = 30_000 } = {}): pg.Pool {
  const pool = new pg.Pool({
    ...{ connectionString: url, max, statement_timeout: statementTimeoutMs },
    ...{ connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
    query_timeout: statementTimeoutMs && statementTimeoutMs + QUERY_MARGIN_MS,
    // Pages are many at once: a second process for one statement costs all others more than it saves.
    options: '-c max_parallel_workers_per_gather=0',
  })
  // When the server closes a connection, its running query rejects and the pool opens another; the event needs no
  // handling.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    watchQueries(client)
  })
  return pool
}

const TIMED_OUT = 'Query read timeout' // message of pg 8

const nameOf = preparedNames()

/**
 * Runs marked statements as prepared ones, and closes a connection on which a query timed out, so that the pool opens
 * another: the server may be gone without closing it, and the driver would reuse the connection.
 */
function watchQueries(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const watched = (...args: unknown[]): unknown => {
    const [text, values] = args
    const name = typeof text === 'string' ? nameOf(text) : undefined
    const answer = name && args.length === 2 ? query({ name, text, values }) : query(...args)
    if (answer instanceof Promise)
      answer.catch((error: Error) => {
        if (error.message === TIMED_OUT) void (client as unknown as pg.Client).end().catch(() => {})
      })
    return answer
  }
  client.query = watched as typeof client.query
}

/** Returns the typed query builder on a pool. */
export function openDatabase(pool: pg.Pool): Db {
  return new KyselyDatabase<Schema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** Runs `work` in one transaction, or inside the caller's when there is one. */
export function inTransaction<T>(db: Db, work: (trx: Tx) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Tx) : db.transaction().execute(work)
}

/** Returns the current instant of the database clock, which alone decides rights, with millisecond precision. */
export async function dbNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select date_trunc('milliseconds', clock_timestamp()) as now`.execute(db)
  return required(rows[0], 'row of the clock').now
}

/**
 * Connection errors of Node; SQLSTATEs of PostgreSQL (appendix A) for shutdown, crash, start-up and too many
 * connections.
 */
const OUTAGE_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['57P01', '57P02', '57P03', '53300'],
])
/** Messages of the driver's errors that have no code. */
const OUTAGE_MESSAGES = [
  ...['Connection terminated', 'timeout exceeded when trying to connect', 'not queryable', 'timeout expired'],
  ...['after calling end on the pool', TIMED_OUT],
]

/** Returns whether an error means that the database is unreachable at present, not that a query was wrong. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, cause, errors } = error as Error & { code?: unknown; errors?: unknown[] }
  if (typeof code === 'string' && (OUTAGE_CODES.has(code) || code.startsWith('08'))) return true
  if (OUTAGE_MESSAGES.some((text) => error.message.includes(text))) return true
  return [cause, ...(errors ?? [])].some(isDatabaseOutage)
}
