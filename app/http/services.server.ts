import type { Locker } from '@tus/server'
import type pg from 'pg'
import { type CachedContent, openContentCache } from '~/domain/delivery/content-cache.server'
import { type AskContentVersion, openContentVersions } from '~/domain/delivery/content-version.queries.server'
import { openSessions, type Sessions } from '~/domain/identity/sessions.server'
import { type Downloads, openDownloads } from '~/domain/kits/downloads.commands.server'
import { type KitPlans, openKitPlans } from '~/domain/kits/kit-plans.server'
import type { Db } from '~/platform/db.server'
import { openDatabase, openPool } from '~/platform/db.server'
import { type Env, readEnv } from '~/platform/env.server'
import { required } from '~/platform/required'
import type { Storage } from '~/platform/storage'
import { openStores } from '~/platform/storage/open.server'
import type { Staging } from '~/platform/storage/staging.server'
import { postgresLocker } from '~/platform/storage/tus-locker.server'
import { openRightsWatch, type RightsWatch } from './body.server'

/** Everything a web process keeps open for all requests. */
export interface Services {
  env: Env
  pool: pg.Pool
  db: Db
  storage: Storage
  staging: Staging
  /** Allows one writer per upload, across all processes. */
  locker: Locker
  sessions: Sessions
  contentVersion: AskContentVersion
  cachedContent: CachedContent
  kits: KitPlans
  downloads: Downloads
  rightsWatch: RightsWatch
}

let opened: Promise<Services> | undefined

/** Returns the services, opened on the first call, so that importing a route connects to nothing. */
export function services(): Promise<Services> {
  opened ??= open(readEnv()).catch((error) => {
    opened = undefined // the next request tries again
    throw error
  })
  return opened
}

async function open(env: Env): Promise<Services> {
  const { storage, staging } = await openStores(env)
  const databaseUrl = required(env.databaseUrl, 'DATABASE_URL')
  const pool = openPool(databaseUrl)
  const db = openDatabase(pool)
  const contentVersion = openContentVersions(db)
  return {
    env,
    pool,
    db,
    contentVersion,
    cachedContent: openContentCache(contentVersion),
    kits: openKitPlans(db, contentVersion),
    downloads: openDownloads(db),
    rightsWatch: openRightsWatch(),
    storage,
    staging,
    locker: postgresLocker(databaseUrl),
    sessions: openSessions(pool, { secure: env.baseUrl.startsWith('https:') }),
  }
}
