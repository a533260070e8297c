import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Env } from '~/platform/env.server'
import { openCluster } from '../postgres/cluster'
import { readSecrets } from './secrets'

/** The ground everything else stands on: a database that runs, and the secrets of the instance. */
export interface Instance {
  databaseUrl: string
  sessionSecret: string
  /** Folder of the embedded database; undefined with a cluster of somebody else. */
  databaseDir?: string
  /** Whether the database was found running: a start serves it, or one that was killed left it behind. */
  found: boolean
  /** Starts an embedded database again when it has ended. */
  revive: () => Promise<void>
  /** Stops an embedded database, unless another process runs the instance. */
  close: () => Promise<void>
}

/** Opens the database the environment names, or the embedded one under the data folder. */
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
      // A command may have opened the database that a start has been serving since.
      const lock = await lockInstance(url).catch(() => undefined)
      if (!lock) return
      await lock.release()
      await stop()
    },
  }
}

/** What is in it is for this user alone. Root's database runs as another user, who must get to its own folder in it. */
async function openDataDir(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  for (const name of ['objects', 'staging', 'tmp']) await mkdir(path.join(dir, name), { recursive: true, mode: 0o700 })
}

/** Key of the lock that says who runs this instance: `vitr` in ASCII. */
const OWNER_KEY = 0x76697472
const CONNECT_TIMEOUT_MS = 10_000

/** That a instance is run by this process. */
export interface InstanceLock {
  /** Resolves when the connection that holds the lock has ended. */
  lost: Promise<void>
  release: () => Promise<void>
}

/**
 * Claims an embedded instance for this process for as long as it lives; the connection dies with the process and takes the
 * lock with it. Undefined when another process has it.
 */
export async function lockInstance(databaseUrl: string): Promise<InstanceLock | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  client.on('error', () => {}) // told by `lost`
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
