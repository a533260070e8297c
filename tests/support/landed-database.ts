import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations } from 'graphile-worker'
import { Kysely, Migrator, PostgresDialect } from 'kysely'
import { migrations } from '#db/migrations'
import { migrate } from '../../app/server/migrate'
import { rowsByTable, testDatabase } from './database'
import { storeLandedKinds } from './landed-kinds'
import { BEFORE_FIELD_WORDS, storeLandedPlan } from './landed-plan'

/** The last migration of the first released version; the fixture is a database of it. */
const LANDED = '20261123-04-house-change'

/** Opens a filled database of the first version that was migrated to the newest schema, with its rows by table before that. */
export async function openLandedDatabase({ portalId, leafletId }: { portalId: string; leafletId: string }) {
  const database = await testDatabase('template0')
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: database.pool }) })
  const migrateTo = async (name: string) => {
    const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo(name)
    if (error) throw error
  }
  await migrateTo(LANDED)
  await runMigrations({ pgPool: database.pool, schema: 'graphile_worker' })
  await database.pool.query(await readFile(path.resolve(import.meta.dirname, 'landed-database.sql'), 'utf8'))
  await storeLandedKinds(database.pool, leafletId)
  await database.pool.query("select graphile_worker.add_job('inspect_upload', $1)", [
    JSON.stringify({ uploadId: 'uploadinspectinguploadinspecti02' }),
  ])
  const before = await rowsByTable(database.pool)
  await migrateTo(BEFORE_FIELD_WORDS)
  await storeLandedPlan(database.pool, portalId)
  await migrate(database.url)
  return { database, before }
}

export type LandedDatabase = Awaited<ReturnType<typeof openLandedDatabase>>
