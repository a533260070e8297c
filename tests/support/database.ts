import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Db, openDatabase, openPool } from '~/platform/db.server'
import { TEMPLATE } from './postgres-setup'

/** Creates a database for one test file, cloned from the migrated template or from another, such as PostgreSQL's template0. */
export async function testDatabase(template = TEMPLATE) {
  const base = inject('postgresUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(base, `create database ${name} template ${template}`)
  const url = base.replace(/[^/]+$/, name)
  const pool = openPool(url)
  return {
    ...{ db: openDatabase(pool), pool, url },
    close: async () => {
      await pool.end()
      await asAdmin(base, `drop database ${name} with (force)`)
    },
  }
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // The lock queues clones of one template, which PostgreSQL refuses while another is under way.
    await client.query('select pg_advisory_lock(1)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The number of rows of each table of the product. */
export async function rowsByTable(pool: pg.Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely_%' order by 1",
  )
  const counted = new Map<string, number>()
  for (const { name } of rows) {
    const { rows: answer } = await pool.query(`select count(*)::int as n from "${name}"`)
    counted.set(name, answer[0].n)
  }
  return counted
}

/** Returns the approved version of an asset, which must have one. */
export const approvedVersionOf = async (db: Db, assetId: string): Promise<{ versionId: string }> =>
  db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', 'asset.approvedVersionId')
    .where('asset.id', '=', assetId)
    .select('version.id as versionId')
    .executeTakeFirstOrThrow()
