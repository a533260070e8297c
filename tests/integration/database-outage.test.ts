import net from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '#tests/support/database'
import { isDatabaseOutage, openDatabase, openPool } from '~/platform/db.server'

let pool: Awaited<ReturnType<typeof testDatabase>>['pool']
let url: string
let close: () => Promise<void>
beforeAll(async () => {
  ;({ pool, url, close } = await testDatabase())
})
afterAll(() => close())

/** A TCP proxy to the database; after `fallSilent` its open connections receive no more data. */
async function openSilentLine() {
  const { hostname, port } = new URL(url)
  const lines: net.Socket[] = []
  const server = net.createServer((near) => {
    const far = net.connect(Number(port), hostname)
    near.on('error', () => far.destroy()).pipe(far)
    far.on('error', () => near.destroy()).pipe(near)
    lines.push(far)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const through = new URL(url)
  through.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`
  onTestFinished(() => {
    for (const line of lines) line.destroy()
    server.close()
  })
  return {
    url: through.href,
    fallSilent: () => {
      for (const line of lines.splice(0)) line.unpipe().pause()
    },
    connections: () => lines.length,
  }
}

test('a query without response is an outage, and the next query uses a new connection', async () => {
  const line = await openSilentLine()
  const silent = openPool(line.url, { max: 1, statementTimeoutMs: 500 })
  onTestFinished(() => silent.end())
  const db = openDatabase(silent)
  const ask = () => sql<{ one: number }>`select 1 as one`.execute(db)
  expect((await ask()).rows).toEqual([{ one: 1 }])
  line.fallSilent()
  const since = Date.now()
  const error = await ask().catch((error: unknown) => error)
  expect(isDatabaseOutage(error), String(error)).toBe(true)
  expect(Date.now() - since).toBeLessThan(20_000)
  expect((await ask()).rows).toEqual([{ one: 1 }])
  expect(line.connections()).toBe(1)
})

describe('isDatabaseOutage', () => {
  const errorOf = (work: () => Promise<unknown>) =>
    work().then(
      () => undefined,
      (error: unknown) => error,
    )
  const opened = (address: string) => {
    const other = openPool(address, { max: 1 })
    onTestFinished(() => other.end().catch(() => {}))
    return other
  }

  test('is true for a refused connection', async () => {
    const there = new URL(url)
    there.port = '1'
    expect(isDatabaseOutage(await errorOf(() => opened(there.href).query('select 1')))).toBe(true)
  })

  test('is true for a connection terminated during a query', async () => {
    const other = opened(url)
    const pid = (await other.query('select pg_backend_pid() as pid')).rows[0].pid
    const ended = errorOf(() => other.query('select pg_sleep(60)'))
    await expect
      .poll(async () => (await pool.query('select pg_terminate_backend($1) as done', [pid])).rows[0].done)
      .toBe(true)
    expect(isDatabaseOutage(await ended)).toBe(true)
    expect((await other.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  test.each([
    ['a syntax error', 'select nothing from nowhere'],
    ['a statement timeout', 'set statement_timeout = 50; select pg_sleep(5)'],
    ['an invalid value', "select 'x'::uuid"],
  ])('is false for %s', async (_, statement) => {
    const error = await errorOf(() => opened(url).query(statement))
    expect(error).toBeInstanceOf(Error)
    expect(isDatabaseOutage(error)).toBe(false)
  })

  test('is false for a wrong password', async () => {
    const other = new URL(url)
    other.password = 'wrong'
    expect(isDatabaseOutage(await errorOf(() => opened(other.href).query('select 1')))).toBe(false)
  })

  test.each([undefined, 'ECONNREFUSED', { code: 'ECONNREFUSED' }, new Error('nothing')])('is false for %s', (error) => {
    expect(isDatabaseOutage(error)).toBe(false)
  })

  test('is true for an error caused by one, alone or in an AggregateError', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    expect(isDatabaseOutage(new Error('could not', { cause: refused }))).toBe(true)
    expect(isDatabaseOutage(new AggregateError([refused]))).toBe(true)
  })
})
