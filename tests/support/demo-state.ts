import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { openEmbedded } from './processes'

/** Has a copy of each table as it was when the demo was made. */
const KEPT = 'demo_state'
/** Which only grow, or pages of one test would be taken for those of another. */
const GROWING = ['content_change', 'content_change_sum']
const PATIENCE_MS = 1000

/** Keeps the rows of all tables of a demo, for `restoreDemo`. */
export async function keepDemo(database: pg.Client): Promise<void> {
  await database.query(`create schema ${KEPT}`)
  for (const table of await tablesOf(database))
    await database.query(`create table ${KEPT}."${table}" as table public."${table}"`)
}

/**
 * Makes all rows of a running product what they were when the demo was made; stored files stay. Returns false where it
 * does not run.
 */
export async function restoreDemo(dataDir: string): Promise<boolean> {
  const database = await openEmbedded(dataDir).catch(() => undefined)
  if (!database) return false
  try {
    await untilIdle(database)
    await restore(database)
    return true
  } finally {
    await database.end()
  }
}

/** Discards what waits, and gives what runs a second: what is left works for files that are there no more. */
async function untilIdle(database: pg.Client): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  const running = 'select 1 from graphile_worker.jobs where locked_at is not null limit 1'
  const waiting = `delete from graphile_worker._private_jobs where locked_at is null`
  for (;;) {
    await database.query(waiting)
    if ((await database.query(running)).rows.length === 0 || Date.now() > deadline) return
    await sleep(50)
  }
}

async function restore(database: pg.Client): Promise<void> {
  const tables = await tablesOf(database)
  await database.query('begin')
  // Neither triggers nor foreign keys: the rows are right as they were.
  await database.query('set local session_replication_role = replica')
  await database.query(`truncate ${tables.map((table) => `public."${table}"`).join(', ')}`)
  for (const table of tables) {
    const columns = await columnsOf(database, table)
    await database.query(
      `insert into public."${table}" (${columns}) overriding system value select ${columns} from ${KEPT}."${table}"`,
    )
  }
  await database.query('insert into content_change (scope_id) select id from portal union all select id from share')
  await database.query('commit')
}

async function tablesOf(database: pg.Client): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely_%'
       and tablename <> all($1) order by 1`,
    [GROWING],
  )
  return rows.map(({ name }) => name)
}

async function columnsOf(database: pg.Client, table: string): Promise<string> {
  const { rows } = await database.query<{ name: string }>(
    `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  )
  return rows.map(({ name }) => `"${name}"`).join(', ')
}
