import { createServer } from 'node:net'
import { openDatabase, openPool } from '~/platform/db.server'
import { type Env, readEnv, unknownNames } from '~/platform/env.server'
import { migrate } from './migrate'
import { freePort } from './postgres/cluster'
import { banner } from './start/banner'
import { type Child, keepRunning } from './start/children'
import { claimHouse, type House, openHouse } from './start/open-house'

const DRAIN_MS = 30_000
const began = performance.now()
const say = (line: string) => process.stdout.write(`${line}\n`)

let house: House | undefined
let children: Child[] = []
let stopping: Promise<void> | undefined

process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))
// Whoever started us was killed: nobody is left to press Ctrl-C.
process.on('disconnect', () => void stop(0))

try {
  await start(readEnv())
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  await stop(1)
}

async function start(read: Env): Promise<void> {
  for (const name of unknownNames()) say(`Note: ${name} is set, but Vitrine knows no such variable.`)
  const env = read.port === 0 ? withPort(read, await freePort()) : read
  await requireFreePort(env)
  house = await openHouse(env)
  if (house.found) say('Found the database still running from last time; going on with it.')
  const { databaseUrl, sessionSecret } = house
  if (env.embedded && !(await claimHouse(databaseUrl))) {
    house = undefined
    throw new Error(
      `Another Vitrine is running on ${env.dataDir}. Stop it first, or set VITRINE_DATA to another folder.`,
    )
  }
  await migrate(databaseUrl)
  if (env.demo) {
    const { seedDemo } = await import('#db/seeds/demo.server')
    await seedDemo({ env, databaseUrl, say })
  }
  if (stopping) return
  const variables: Record<string, string | undefined> = {
    ...process.env,
    ...{ DATABASE_URL: databaseUrl, SESSION_SECRET: sessionSecret, PORT: String(env.port), BASE_URL: env.baseUrl },
    ...{ NODE_ENV: 'production', ALLOWED_HOSTS: env.allowedHosts.join(','), VITRINE_DATA: env.dataDir },
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  }
  const giveUp = (name: string) => {
    process.stderr.write(`\n${name} ends again and again; see the lines above.\n`)
    void stop(1)
  }
  children = ['web', 'worker'].map((name) => keepRunning(name, variables, giveUp))
  await Promise.all(children.map((child) => child.ready))
  say(banner(env, { milliseconds: performance.now() - began, hasPeople: await hasPeople(databaseUrl) }))
  process.send?.({ type: 'ready', port: env.port })
}

/** Children finish what they are doing, then the database stops. A second signal waits for nothing. */
function stop(code: number): Promise<void> {
  if (stopping) {
    for (const child of children) void child.stop('SIGKILL')
    return stopping
  }
  const patience = setTimeout(() => {
    for (const child of children) void child.stop('SIGKILL')
  }, DRAIN_MS)
  stopping = (async () => {
    await Promise.all(children.map((child) => child.stop('SIGTERM')))
    clearTimeout(patience)
    await house?.close().catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
    process.exit(code)
  })()
  return stopping
}

function withPort(env: Env, port: number): Env {
  const put = (text: string) => text.replace(/:0$/, `:${port}`)
  return { ...env, port, baseUrl: put(env.baseUrl), allowedHosts: env.allowedHosts.map(put) }
}

/** A taken port is said at once, and by its name, not after a minute of preparation. */
function requireFreePort({ port, host }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          error.code === 'EADDRINUSE'
            ? `PORT: ${port} is taken by another program. Set PORT to a free one, such as PORT=${port + 1}.`
            : `PORT or HOST: cannot listen on ${host}:${port} (${error.code}).`,
        ),
      ),
    )
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

async function hasPeople(databaseUrl: string): Promise<boolean> {
  const pool = openPool(databaseUrl, { max: 1 })
  try {
    return !!(await openDatabase(pool).selectFrom('person').select('id').limit(1).executeTakeFirst())
  } finally {
    await pool.end()
  }
}
