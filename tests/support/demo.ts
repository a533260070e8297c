import { execFile } from 'node:child_process'
import { appendFile, chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { databaseDirOf, pidOf } from './processes'
import { startProduct } from './product'

const run = promisify(execFile)
const PATIENCE_MS = 120_000

/** The demo as it was left by the product that made it: nothing runs on it, and files start on copies of it. */
export interface Demo {
  /** Folder of all data folders of a run; the demo's own is `made`. */
  folder: string
  baseUrl: string
  /** What the product printed while it made the demo, the only place where the tokens of the links are readable. */
  output: string
}

/** Starts the product once, which fills an empty data folder with the demo, and stops it: a data folder at rest can be copied. */
export async function makeDemo(): Promise<Demo> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-products-'))
  await chmod(folder, 0o755) // the database may run as another user
  const product = await startProduct(path.join(folder, 'made'))
  const code = await product.stop()
  if (code !== 0) throw new Error(`the product that made the demo ended with ${code}:\n${product.output()}`)
  // Nothing here has to survive a power cut.
  const settings = ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off', '']
  const databaseDir = await databaseDirOf(path.join(folder, 'made'))
  await appendFile(path.join(databaseDir, 'postgresql.auto.conf'), settings.join('\n'))
  return { folder, baseUrl: product.baseUrl, output: product.output() }
}

/** Removes all data folders of a run, after the products of files that were broken off have ended. */
export async function removeDemo({ folder }: Demo): Promise<void> {
  for (const name of await readdir(folder)) {
    const dataDir = path.join(folder, name)
    const deadline = Date.now() + PATIENCE_MS
    while (pidOf('start', dataDir) && Date.now() < deadline) await sleep(100)
    await removeDataDir(dataDir)
  }
  await rm(folder, { recursive: true, force: true })
}

/** Copies the data folder of a product that does not run, owners and all; the database may lie elsewhere. */
export async function copyDataDir(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 })
  const [source, target] = [await databaseDirOf(from), await databaseDirOf(to)]
  await run('cp', ['-a', `${from}/.`, to])
  if (!source.startsWith(from)) await run('cp', ['-a', `${source}/.`, target])
}

/** Removes a data folder, and its database where that lies elsewhere. */
export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(await databaseDirOf(dataDir), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}
