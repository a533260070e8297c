import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Env } from '~/platform/env.server'
import { openCluster } from '../postgres/cluster'
import { readSecrets } from './secrets'

/** The ground everything else stands on: a database that runs, and the secrets of the house. */
export interface House {
  databaseUrl: string
  sessionSecret: string
  /** Whether the database was found running, left behind by a process that was killed. */
  found: boolean
  close: () => Promise<void>
}

/** Opens the database the environment names, or the embedded one under the data folder. */
export async function openHouse(env: Env): Promise<House> {
  await mkdir(env.dataDir, { recursive: true })
  if (env.databaseUrl)
    return { databaseUrl: env.databaseUrl, sessionSecret: env.sessionSecret, found: false, close: async () => {} }
  const secrets = await readSecrets(env.dataDir)
  const { url, found, stop } = await openCluster({
    dir: path.join(env.dataDir, 'postgres'),
    password: secrets.databasePassword,
  })
  return { databaseUrl: url, sessionSecret: env.sessionSecret || secrets.sessionSecret, found, close: stop }
}

/** Key of the lock that says who runs this house: `vitr` in ASCII. */
const OWNER_KEY = 0x76697472

/**
 * Claims an embedded house for this process for as long as it lives; the connection dies with the process and takes the
 * claim with it. Undefined when another process has it.
 */
export async function claimHouse(databaseUrl: string): Promise<{ release: () => Promise<void> } | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // the server has stopped, and we are about to
  await client.connect()
  const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [OWNER_KEY])
  if (rows[0].mine) return { release: () => client.end() }
  await client.end()
  return undefined
}
