import { missingConverters } from '~/platform/converters/found-programs.server'
import { openDatabase, openPool } from '~/platform/db.server'
import { type Env, readEnv, unknownNames } from '~/platform/env.server'
import { migrate } from './migrate'
import { allocatorVariables } from './start/allocator'
import { banner } from './start/banner'
import { type Child, keepRunning, runToEnd } from './start/children'
import { type Instance, lockInstance, openInstance } from './start/open-instance'
import { holdPort } from './start/ports'
import { superviseInstance } from './start/supervise-instance'
import { waitForDatabase } from './start/wait-for-database'

const DRAIN_MS = 30_000
/** Ctrl-C in a terminal may arrive twice: directly, and from the program that started us. */
const SAME_PRESS_MS = 1000
const say = (line: string) => process.stdout.write(`${line}\n`)

let opening: Promise<Instance> | undefined
let kept: ReturnType<typeof superviseInstance> | undefined
let children: Child[] = []
let stopping: Promise<void> | undefined
const asked = new AbortController()
let pressed = 0

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted)
// The process that started this one was killed, so no Ctrl-C can arrive any more.
process.on('disconnect', () => void stop(0))
// The reader of our output may exit before us; without a listener, writing to it would throw.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  await start(readEnv())
} catch (error) {
  if (!stopping) process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  await stop(1)
}

async function start(read: Env): Promise<void> {
  for (const name of unknownNames()) say(`Note: ${name} is set, but Vitrine knows no such variable.`)
  const { env, release } = await holdPort(read)
  opening = openInstance(env)
  const instance = await opening
  const { databaseUrl, sessionSecret, databaseDir, found } = instance
  if (env.embedded) {
    const lock = await lockInstance(databaseUrl)
    if (!lock)
      throw new Error(
        `Another Vitrine is running on ${env.dataDir}. Stop it first, or set VITRINE_DATA to another folder.`,
      )
    kept = superviseInstance(instance, lock)
  }
  if (found) say('Found the database still running from last time; going on with it.')
  if (databaseDir && !databaseDir.startsWith(env.dataDir))
    say(
      `The database lies in ${databaseDir}: PostgreSQL does not run as root, and nobody else may enter ${env.dataDir}.`,
    )
  await waitForDatabase(databaseUrl, (why) => say(`Waiting for the database (${why}) …`), asked.signal)
  if (stopping) return
  await migrate(databaseUrl)
  const variables = variablesOf(env, databaseUrl, sessionSecret)
  if (env.demo && !(await hasAny(databaseUrl, 'share'))) {
    // In a process of its own, so that the memory used to make pictures is freed when it ends.
    const seeding = runToEnd('seed', variables)
    children = [seeding]
    await seeding.ready
  }
  if (stopping) return
  const giveUp = (name: string) => {
    process.stderr.write(`\n${name} does not start; see the lines above.\n`)
    void stop(1)
  }
  const decoding = { ...variables, ...allocatorVariables(process.env) }
  await release()
  children = [keepRunning('web', variables, giveUp), keepRunning('worker', decoding, giveUp)]
  await Promise.all(children.map((child) => child.ready))
  // Milliseconds since the process began, including the time to load its code.
  const started = { milliseconds: performance.now(), hasPeople: await hasAny(databaseUrl, 'person') }
  say(banner(env, { ...started, missing: await missingConverters() }))
  process.send?.({ type: 'ready', port: env.port })
}

function variablesOf(env: Env, databaseUrl: string, sessionSecret: string): Record<string, string | undefined> {
  return {
    ...process.env,
    ...{ DATABASE_URL: databaseUrl, SESSION_SECRET: sessionSecret, PORT: String(env.port), BASE_URL: env.baseUrl },
    ...{ NODE_ENV: 'production', ALLOWED_HOSTS: env.allowedHosts.join(','), VITRINE_DATA: env.dataDir },
    ...{ VITRINE_DEMO: env.demo ? '1' : '0', LOG_LEVEL: process.env.LOG_LEVEL || 'warn' },
  }
}

function interrupted(): void {
  const now = performance.now()
  if (!stopping) {
    pressed = now
    if (children.length) say('\nStopping when what is running has ended; Ctrl-C again stops at once.')
    void stop(0)
  } else if (now - pressed > SAME_PRESS_MS) killChildren()
}

/** Lets child processes finish what they are doing, then stops the database and exits. */
function stop(code: number): Promise<void> {
  asked.abort()
  stopping ??= (async () => {
    const patience = setTimeout(killChildren, DRAIN_MS)
    await Promise.all(children.map((child) => child.stop('SIGTERM')))
    clearTimeout(patience)
    try {
      const instance = await opening?.catch(() => undefined)
      await kept?.release()
      await instance?.close()
    } catch (error) {
      process.stderr.write(`${String(error)}\n`)
    }
    process.exit(code)
  })()
  return stopping
}

function killChildren(): void {
  for (const child of children) void child.stop('SIGKILL')
}

/** Whether a table has a row. The demo makes its shares last, so one of them means that it is complete. */
async function hasAny(databaseUrl: string, table: 'person' | 'share'): Promise<boolean> {
  const pool = openPool(databaseUrl, { max: 1 })
  try {
    return !!(await openDatabase(pool).selectFrom(table).select('id').limit(1).executeTakeFirst())
  } finally {
    await pool.end()
  }
}
