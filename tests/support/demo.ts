import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFile, chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { keepDemo } from './demo-state'
import { databaseDirOf, openEmbedded, pidOf } from './processes'
import { startProduct } from './product'

const run = promisify(execFile)
const PATIENCE_MS = 120_000

/** The data folder of a stopped demo, which test files copy. */
export interface Demo {
  /** The parent of all data folders of a run; that of the demo is `made`. */
  folder: string
  baseUrl: string
  /** The output of the product while it created the demo, the only place with the tokens of its shares. */
  output: string
}

/** Starts the product on an empty data folder, which creates the demo, and stops it, so that the folder can be copied. */
export async function makeDemo(): Promise<Demo> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-products-'))
  await chmod(folder, 0o755) // the database may run as another user
  const product = await startProduct(path.join(folder, 'made'))
  await untilConverted(path.join(folder, 'made'))
  const code = await product.stop()
  if (code !== 0) throw new Error(`the product that made the demo ended with ${code}:\n${product.output()}`)
  // Test data need not survive a power failure.
  const settings = ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off', '']
  const databaseDir = await databaseDirOf(path.join(folder, 'made'))
  await appendFile(path.join(databaseDir, 'postgresql.auto.conf'), settings.join('\n'))
  return { folder, baseUrl: product.baseUrl, output: product.output() }
}

/**
 * Waits until the worker has made all renditions, and all that assets are found by, which it would otherwise do in every copy,
 * and keeps the rows for `restoreDemo`.
 */
async function untilConverted(dataDir: string): Promise<void> {
  const database = await openEmbedded(dataDir)
  const deadline = Date.now() + PATIENCE_MS
  const queued = `select 1 from graphile_worker.jobs where (key ~ '^(renditions|media):' or task_identifier in ('index_assets', 'fill_index'))
      and attempts < max_attempts limit 1`
  while ((await database.query(queued)).rows.length > 0 && Date.now() < deadline) await sleep(200)
  await keepDemo(database)
  await database.end()
}

/** Copies the demo for a product of its own; returns the data folder. */
export async function copyDemo({ folder }: Demo): Promise<string> {
  const dataDir = path.join(folder, randomUUID())
  await copyDataDir(path.join(folder, 'made'), dataDir)
  return dataDir
}

/** The paths of the shares of the demo: one without and one with a password. */
export function linksOf({ output }: Demo): { open: string; locked: string } {
  const [open, locked] = [...output.matchAll(/\/s\/vt_[A-Za-z0-9_-]{22}/g)].map(([link]) => link)
  if (!open || !locked) throw new Error(`the demo names no links:\n${output}`)
  return { open, locked }
}

/** Removes all data folders of a run, after the products of aborted test files have ended. */
export async function removeDemo({ folder }: Demo): Promise<void> {
  for (const name of await readdir(folder)) {
    const dataDir = path.join(folder, name)
    const deadline = Date.now() + PATIENCE_MS
    while (pidOf('start', dataDir) && Date.now() < deadline) await sleep(100)
    await removeDataDir(dataDir)
  }
  await rm(folder, { recursive: true, force: true })
}

/** Copies the data folder of a stopped product with its owners; the database may be elsewhere. */
export async function copyDataDir(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 })
  const [source, target] = [await databaseDirOf(from), await databaseDirOf(to)]
  await run('cp', ['-a', `${from}/.`, to])
  if (!source.startsWith(from)) await run('cp', ['-a', `${source}/.`, target])
}

/** Removes a data folder and its database, which may be elsewhere. */
export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(await databaseDirOf(dataDir), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}
