import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../app/server/migrate'
import { openCluster } from '../../app/server/postgres/cluster'
import type { Demo } from './demo'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL of the cluster with the migrated template database. */
    postgresUrl: string
    /** The demo that browser test files copy. */
    demo: Demo
    /** The product that several browser test files use at once, and the paths of the shares of its demo. */
    shared: { baseUrl: string; links: { open: string; locked: string } }
  }
}

export const TEMPLATE = 'vitrine_template'

/** Starts one PostgreSQL with the product's own binaries, with a migrated template that each test file clones. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-tests-'))
  await chmod(folder, 0o755) // the database may run as another user
  const cluster = await openCluster({
    dir: path.join(folder, 'postgres'),
    password: randomBytes(16).toString('hex'),
    // Test data need not survive a power failure.
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
  })
  const admin = new pg.Client({ connectionString: cluster.url })
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  await admin.end()
  await migrate(cluster.url.replace(/[^/]+$/, TEMPLATE))
  project.provide('postgresUrl', cluster.url)
  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
