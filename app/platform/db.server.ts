import { CamelCasePlugin, type Kysely, Kysely as KyselyDatabase, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Schema } from '#db/schema'

/** For reads: a pool or a running transaction. */
export type Db = Kysely<Schema>
/** For writes: the type says that a transaction is needed, so that state, audit and job commit together. */
export type Tx = Transaction<Schema>

const INT8 = 20
pg.types.setTypeParser(INT8, Number) // byte sizes and counters stay far below 2^53

/** Opens a pool on `url`. Every statement is cut off after `statementTimeoutMs`, so one bad query cannot hold the house. */
export function openPool(url: string, { max = 12, statementTimeoutMs = 30_000 } = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, statement_timeout: statementTimeoutMs })
  // A connection the server closed, idle or in use: whoever uses it is told by its query, and the pool makes another.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** The typed database over a pool. */
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

/** The instant by the database clock: the one clock that decides rights. */
export async function dbNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select date_trunc('milliseconds', clock_timestamp()) as now`.execute(db)
  return rows[0]!.now
}
