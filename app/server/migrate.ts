import { runMigrations } from 'graphile-worker'
import { Kysely, Migrator, PostgresDialect } from 'kysely'
import { migrations } from '#db/migrations'
import { openPool } from '~/platform/db.server'

/** Migrates the database at `url` to the newest schema; idempotent, and safe to run from several processes at once. */
export async function migrate(url: string): Promise<void> {
  const pool = openPool(url, { max: 2, statementTimeoutMs: 0 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
    await runMigrations({ pgPool: pool, schema: 'graphile_worker' })
  } finally {
    await db.destroy()
  }
}
