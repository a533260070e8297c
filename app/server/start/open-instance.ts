import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Env } from '~/platform/env.server'
import { openCluster } from '../postgres/cluster'
import { readSecrets } from './secrets'

/** An installation's database and how to start and stop it. */
export interface Instance {
  databaseUrl: string
  sessionSecret: string
  /** Folder of the embedded database; undefined with an external database. */
  databaseDir?: string
  /** Whether the database was already running: `npm start` serves it, or was killed and left it. */
  found: boolean
  /** Starts an embedded database again if it has stopped. */
  revive: () => Promise<void>
  /** Stops an embedded database, unless another process runs the instance. */
  close: () => Promise<void>
}

/** Opens the database in the environment, or the embedded one in the data folder. */
export async function openInstance(env: Env): Promise<Instance> {
  await openDataDir(env.dataDir)
  if (env.databaseUrl)
    return {
      ...{ databaseUrl: env.databaseUrl, sessionSecret: env.sessionSecret, found: false },
      ...{ revive: async () => {}, close: async () => {} },
    }
  const secrets = await readSecrets(env.dataDir)
  const { url, dir, found, revive, stop } = await openCluster({
    dir: path.join(env.dataDir, 'postgres'),
    password: secrets.databasePassword,
  })
  return {
    ...{ databaseUrl: url, sessionSecret: env.sessionSecret || secrets.sessionSecret, databaseDir: dir, found },
    revive,
    close: async () => {
      // A command may have started the database, and `npm start` may be serving it since.
      const lock = await lockInstance(url).catch(() => undefined)
      if (!lock) return
      await lock.release()
      await stop()
    },
  }
}

/** Makes the data folder, closed to other users; under root, PostgreSQL's user must pass through it to its own folder. */
async function openDataDir(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  for (const name of ['objects', 'staging', 'tmp']) await mkdir(path.join(dir, name), { recursive: true, mode: 0o700 })
}

/** Key of the advisory lock held by the process that runs this instance: `vitr` in ASCII. */
const OWNER_KEY = 0x76697472
const CONNECT_TIMEOUT_MS = 10_000

/** The lock of an instance, held by this process. */
export interface InstanceLock {
  /** Resolves when the connection that holds the lock has ended. */
  lost: Promise<void>
  release: () => Promise<void>
}

/**
 * Locks an embedded instance for this process; the lock ends with the connection and so with the process. Returns undefined
 * when another process holds it.
 */
export async function lockInstance(databaseUrl: string): Promise<InstanceLock | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  client.on('error', () => {}) // reported by `lost`
  const lost = new Promise<void>((resolve) => client.on('end', () => resolve()))
  try {
    await client.connect()
    const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [OWNER_KEY])
    if (rows[0].mine) return { lost, release: () => client.end().catch(() => {}) }
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  await client.end()
  return undefined
}
