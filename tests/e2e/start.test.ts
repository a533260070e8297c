import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { pidOf } from '#tests/support/processes'
import { launch, type Product, startProduct } from '#tests/support/product'

const EMPTY = { VITRINE_DEMO: '0' }

/** Whether Linux divides the processors among sessions before it looks at priorities (sched(7)). */
const AUTOGROUP = '/proc/sys/kernel/sched_autogroup_enabled'
const dividesBySession = existsSync(AUTOGROUP) && readFileSync(AUTOGROUP, 'utf8').trim() === '1'

let folder: string
let dataDir: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-start-'))
  await chmod(folder, 0o755) // the database may run as another user
  dataDir = path.join(folder, 'data')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the start of the demo prints its address and the sign-in accounts', () => {
  const { output, baseUrl } = inject('demo')
  expect(output).toContain(`Vitrine is ready at ${baseUrl}`)
  expect(output).toContain('/p/press')
  expect(output).toMatch(/mara@visit-mendialde\.example\s+mendialde-2026/)
})

describe.sequential('starts on one data folder', () => {
  test('first start: prints how to add the first person, and Ctrl-C leaves no process running', async () => {
    const product = await startProduct(dataDir, { ...EMPTY, VITRINE_FOO: '1', WORKER_NICE: '' })
    expect(product.output()).toContain('VITRINE_FOO')
    expect(product.output()).toContain('npm run vitrine -- person')
    expect(product.output()).not.toContain((await secretOf('session-secret')).slice(0, 8))
    expect(product.output()).not.toContain((await secretOf('database-password')).slice(0, 8))
    expect((await stat(path.join(dataDir, 'secrets/session-secret'))).mode & 0o777).toBe(0o600)
    expect((await fetch(`${product.baseUrl}/healthz`)).status).toBe(200)
    expect((await fetch(`${product.baseUrl}/readyz`)).status).toBe(200)
    const family = familyOf(product)
    expect(family.length).toBeGreaterThanOrEqual(4)
    // The web process has a higher priority than every thread of the worker.
    expect(prioritiesOf(pidOf('web', dataDir)!)).toEqual([0])
    expect(prioritiesOf(pidOf('worker', dataDir)!)).toEqual([10])
    if (dividesBySession)
      expect(readFileSync(`/proc/${pidOf('worker', dataDir)}/autogroup`, 'utf8')).toMatch(/nice 10$/m)
    expect(await product.stop()).toBe(0)
    expect(family.filter(isAlive)).toEqual([])
  })

  test('second start: reuses the database, and a concurrent third start is refused', async () => {
    const { birthtimeMs } = await stat(path.join(dataDir, 'postgres/PG_VERSION'))
    const product = await startProduct(dataDir, EMPTY)
    expect((await stat(path.join(dataDir, 'postgres/PG_VERSION'))).birthtimeMs).toBe(birthtimeMs)
    const { code, output } = await failedStart({ ...EMPTY })
    expect(code).toBe(1)
    expect(output).toContain(`Another Vitrine is running on ${dataDir}`)
    expect((await fetch(`${product.baseUrl}/readyz`)).status).toBe(200)
    expect(await product.stop()).toBe(0)
  })

  test('kill -9 of the supervisor: web and worker exit, and the next start adopts the running database', async () => {
    const first = await startProduct(dataDir, EMPTY)
    const [parent, ...rest] = familyOf(first).slice(1)
    const postmaster = postmasterPid()
    const secret = await secretOf('session-secret')
    process.kill(parent!, 'SIGKILL')
    await once(first.process, 'exit')
    const others = rest.filter((pid) => pid !== postmaster && !isUnder(pid, postmaster))
    await expect.poll(() => others.filter(isAlive)).toEqual([])
    expect(isAlive(postmaster)).toBe(true)

    const next = await startProduct(dataDir, EMPTY)
    expect(next.output()).toContain('still running from last time')
    expect(postmasterPid()).toBe(postmaster)
    expect(await secretOf('session-secret')).toBe(secret)
    expect((await fetch(`${next.baseUrl}/readyz`)).status).toBe(200)
    expect(await next.stop()).toBe(0)
    expect(isAlive(postmaster)).toBe(false)
  })

  test('kill -9 of all processes: the next start ignores the stale pid file', async () => {
    const first = await startProduct(dataDir, EMPTY)
    const postmaster = postmasterPid()
    for (const pid of [...familyOf(first), postmaster]) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
    await expect.poll(() => isAlive(postmaster)).toBe(false)
    expect(existsSync(pidFile())).toBe(true)
    const next = await startProduct(dataDir, EMPTY)
    expect(postmasterPid()).not.toBe(postmaster)
    expect(await next.stop()).toBe(0)
  })

  test('kill -9 of the program that npm started: all processes exit', async () => {
    const product = await startProduct(dataDir, EMPTY)
    const family = familyOf(product)
    product.process.kill('SIGKILL')
    await expect.poll(() => family.filter(isAlive)).toEqual([])
  })

  test('a closed IPC channel to the program that npm started: all processes exit', async () => {
    const product = await startProduct(dataDir, EMPTY)
    const family = familyOf(product)
    product.process.disconnect()
    await expect.poll(() => family.filter(isAlive)).toEqual([])
  })

  test('a killed web process is restarted', async () => {
    const product = await startProduct(dataDir, EMPTY)
    const web = familyOf(product).find((pid) => commandOf(pid).includes('web.js'))!
    process.kill(web, 'SIGKILL')
    await expect.poll(() => isAlive(web)).toBe(false)
    await expect.poll(() => statusOf(`${product.baseUrl}/readyz`)).toBe(200)
    expect(await product.stop()).toBe(0)
  })
})

describe('a start with a wrong variable exits with 1 and names it:', () => {
  test.each([
    ['PORT is no number', { PORT: 'http' }, ['PORT']],
    ['two wrong variables', { BASE_URL: 'nowhere', STORAGE: 'tape' }, ['BASE_URL', 'STORAGE']],
    [
      'an external database without a session secret',
      { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' },
      ['SESSION_SECRET'],
    ],
  ])('%s', async (_, env, names) => {
    const { code, output } = await failedStart(env)
    expect(code).toBe(1)
    for (const name of names) expect(output).toMatch(new RegExp(`^ +${name}: `, 'm'))
    expect(output).not.toMatch(/^ +at /m) // no stack: the message is for people
  })

  test('PORT is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const { code, output } = await failedStart({ PORT: String(port) })
    other.close()
    expect(code).toBe(1)
    expect(output).toContain(`PORT: ${port} is taken`)
  })
})

async function failedStart(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child: ChildProcess = launch(dataDir, env)
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (output += chunk))
  await once(child, 'close')
  return { code: child.exitCode, output }
}

/** The status of a response; undefined when the connection is refused. */
const statusOf = (url: string) =>
  fetch(url).then(
    ({ status }) => status,
    () => undefined,
  )
const secretOf = async (name: string) => (await readFile(path.join(dataDir, 'secrets', name), 'utf8')).trim()
const pidFile = () => path.join(dataDir, 'postgres/postmaster.pid')
const postmasterPid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0])
const commandOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')

/** Whether a process runs; a zombie does not. */
function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

const table = () =>
  execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])

/** The ids of the program and its descendants, parents first, and of the database, which is detached. */
function familyOf({ process: { pid } }: Product): number[] {
  const rows = table()
  const found = [pid!]
  for (const each of found) for (const [child, parent] of rows) if (parent === each) found.push(child)
  return [...found, postmasterPid()]
}

const isUnder = (pid: number, ancestor: number) =>
  table().some(([child, parent]) => child === pid && parent === ancestor)

/** The distinct priorities of the threads of a process. */
function prioritiesOf(pid: number): number[] {
  return [...new Set(readdirSync(`/proc/${pid}/task`).map((thread) => os.getPriority(Number(thread))))]
}
