import path from 'node:path'
import { type Db, openDatabase, openPool } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import type { Storage } from '~/platform/storage'
import { openStores } from '~/platform/storage/open.server'
import { migrate } from '../migrate'
import { openHouse } from '../start/open-house'

/** What a command works with. */
export interface Cli {
  db: Db
  storage: Storage
  tempDir: string
  close: () => Promise<void>
}

/** Opens the house for a command: the running database if there is one, else started for as long as the command runs. */
export async function openCli(env: Env): Promise<Cli> {
  const house = await openHouse(env)
  if (!house.found) await migrate(house.databaseUrl)
  const pool = openPool(house.databaseUrl, { max: 8 })
  return {
    db: openDatabase(pool),
    storage: (await openStores(env)).storage,
    tempDir: path.join(env.dataDir, 'tmp'),
    close: async () => {
      await pool.end()
      if (!house.found) await house.close()
    },
  }
}
