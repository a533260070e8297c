import path from 'node:path'
import { type Db, openDatabase, openPool } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import type { Storage } from '~/platform/storage'
import { openStores } from '~/platform/storage/open.server'
import type { Staging } from '~/platform/storage/staging.server'
import { openInstance } from '~/server/start/open-instance'
import { migrate } from '../migrate'

/** What a command works with. */
export interface Cli {
  db: Db
  storage: Storage
  staging: Staging
  tempDir: string
  env: Pick<Env, 'importRoot' | 'importS3' | 'maxUploadBytes' | 'workerNice'>
  close: () => Promise<void>
}

/** Opens the instance for a command: uses the running database, or starts the embedded one until the command ends. */
export async function openCli(env: Env): Promise<Cli> {
  const instance = await openInstance(env)
  if (!instance.found) await migrate(instance.databaseUrl)
  const pool = openPool(instance.databaseUrl, { max: 8 })
  return {
    db: openDatabase(pool),
    ...(await openStores(env)),
    env,
    tempDir: path.join(env.dataDir, 'tmp'),
    close: async () => {
      await pool.end()
      if (!instance.found) await instance.close()
    },
  }
}
