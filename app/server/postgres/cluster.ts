import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { chooseRunner, type Runner } from './run-as'

const run = promisify(execFile)
const DATABASE = 'vitrine'

/** A PostgreSQL of our own on loopback. */
export interface Cluster {
  /** Address of the product's database. */
  url: string
  /** Whether it was running already, left behind by a process that was killed. */
  found: boolean
  stop: () => Promise<void>
}

export interface ClusterOptions {
  /** Folder of the database. */
  dir: string
  password: string
  /** Further settings of the server, `name=value`. */
  settings?: string[]
}

/** Starts the cluster under `dir`, made at the first start; one that still runs there is taken over. */
export async function openCluster({ dir, password, settings = [] }: ClusterOptions): Promise<Cluster> {
  const runner = await chooseRunner(dir)
  if (!(await exists(path.join(runner.dir, 'PG_VERSION')))) await initialise(runner, password)
  const left = await portOfRunning(runner.dir)
  const port = left ?? (await freePort())
  if (!left) await start(runner, port, settings)
  const url = (database: string) => `postgres://vitrine:${password}@127.0.0.1:${port}/${database}`
  await ensureDatabase(url('postgres'))
  return {
    url: url(DATABASE),
    found: left !== undefined,
    stop: async () => {
      await control(runner, ['stop', '-m', 'fast', '-w', '-t', '60'])
    },
  }
}

/** A port of loopback that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

async function initialise(runner: Runner, password: string): Promise<void> {
  const secrets = await mkdtempFor(runner)
  const file = path.join(secrets, 'password')
  try {
    await writeFile(file, `${password}\n`, { mode: 0o644 })
    await run(
      runner.binaries.initdb,
      [
        ...['-D', runner.dir, '-U', 'vitrine', '--auth=scram-sha-256', `--pwfile=${file}`],
        ...['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--lc-messages=C'],
      ],
      { ...runner.as, cwd: '/', env: { ...process.env, LC_ALL: 'C' } },
    )
  } finally {
    await rm(secrets, { recursive: true, force: true })
  }
}

/** A folder for the password file, readable by the user that runs initdb and by nobody else for long. */
async function mkdtempFor({ as }: Runner): Promise<string> {
  const { mkdtemp, chown } = await import('node:fs/promises')
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-initdb-'))
  if (as) await chown(folder, as.uid, as.gid)
  return folder
}

async function start(runner: Runner, port: number, settings: string[]): Promise<void> {
  const options = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200']
  const flags = [...options, ...settings].map((setting) => `-c ${setting}`).join(' ')
  // Its own log file and session: a Ctrl-C of the terminal is ours to answer, in our order.
  await control(runner, ['start', '-w', '-t', '60', '-l', path.join(runner.dir, 'server.log'), '-o', flags])
}

const control = ({ binaries, dir, as }: Runner, args: string[]) =>
  run(binaries.pgCtl, ['-D', dir, '-s', ...args], { ...as, cwd: '/', env: { ...process.env, LC_ALL: 'C' } })

/** The port of a postmaster that lives in `dir`; a stale pid file, whose number may be another process by now, is none. */
async function portOfRunning(dir: string): Promise<number | undefined> {
  const lines = (await readFile(path.join(dir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [pid, folder, , port] = lines
  if (!pid || !folder || !port) return undefined
  const words = await readFile(`/proc/${Number(pid)}/cmdline`, 'utf8').catch(() => '')
  return words.includes('postgres') && words.includes(folder) ? Number(port) : undefined
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

async function exists(file: string): Promise<boolean> {
  await mkdir(path.dirname(path.dirname(file)), { recursive: true })
  return readFile(file).then(
    () => true,
    () => false,
  )
}
