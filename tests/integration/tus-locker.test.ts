import { ERRORS, type Lock } from '@tus/server'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database'
import { postgresLocker } from '~/platform/storage/tus-locker.server'

let database: Awaited<ReturnType<typeof testDatabase>>
/** Two lockers are two processes: each has its own connection. */
let here: ReturnType<typeof postgresLocker>
let there: ReturnType<typeof postgresLocker>
beforeAll(async () => {
  database = await testDatabase()
  here = postgresLocker(database.url)
  there = postgresLocker(database.url)
})
afterAll(async () => {
  await here.close()
  await there.close()
  await database.close()
})

let made = 0
const freshId = () => `upload-${made++}`
const patient = () => new AbortController().signal
const never = () => {}
const both: [string, () => typeof here][] = [
  ['in the same process', () => here],
  ['in another process', () => there],
]

describe.each(both)('a second request %s', (_, second) => {
  test('asks the first to let go, and then has the upload', async () => {
    const id = freshId()
    const first = here.newLock(id)
    let asked = 0
    await first.lock(patient(), async () => {
      asked++
      if (asked === 1) await first.unlock()
    })
    const lock = second().newLock(id)
    await lock.lock(patient(), never)
    expect(asked).toBe(1)
    await lock.unlock()
  })

  test('is refused after ten seconds when the first does not let go', { timeout: 20_000 }, async () => {
    const id = freshId()
    const first = here.newLock(id)
    await first.lock(patient(), never)
    const begun = Date.now()
    await expect(second().newLock(id).lock(patient(), never)).rejects.toBe(ERRORS.ERR_LOCK_TIMEOUT)
    expect(Date.now() - begun).toBeGreaterThanOrEqual(9_900)
    await first.unlock()
  })

  test('stops waiting when its own sender went away', async () => {
    const id = freshId()
    const first = here.newLock(id)
    await first.lock(patient(), never)
    const begun = Date.now()
    await expect(second().newLock(id).lock(AbortSignal.timeout(200), never)).rejects.toBe(ERRORS.ERR_LOCK_TIMEOUT)
    expect(Date.now() - begun).toBeLessThan(2_000)
    await first.unlock()
  })

  test('for another upload does not wait', async () => {
    const first = here.newLock(freshId())
    const lock = second().newLock(freshId())
    await first.lock(patient(), never)
    await lock.lock(patient(), never)
    await Promise.all([first.unlock(), lock.unlock()])
  })
})

test('of forty requests in two processes one at a time has the upload', async () => {
  const id = freshId()
  let inside = 0
  let most = 0
  let had = 0
  const request = async (lock: Lock) => {
    await lock.lock(patient(), never)
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 5))
    inside--
    had++
    await lock.unlock()
  }
  await Promise.all(Array.from({ length: 40 }, (_, i) => request((i % 2 ? here : there).newLock(id))))
  expect({ most, had }).toEqual({ most: 1, had: 40 })
}, 20_000)

test('two hundred uploads at once use one connection', async () => {
  const locks = Array.from({ length: 200 }, () => here.newLock(freshId()))
  await Promise.all(locks.map((lock) => lock.lock(patient(), never)))
  const { rows } = await database.pool.query(
    `select count(distinct pid)::int as connections, count(*)::int as locks from pg_locks
     where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
  )
  expect(rows[0]).toEqual({ connections: 1, locks: 200 })
  await Promise.all(locks.map((lock) => lock.unlock()))
})

test('giving back twice, or what was never had, does no harm', async () => {
  const id = freshId()
  const lock = here.newLock(id)
  await lock.unlock()
  await lock.lock(patient(), never)
  await lock.unlock()
  const next = there.newLock(id)
  await next.lock(patient(), never)
  await lock.unlock()
  await expect(here.newLock(id).lock(AbortSignal.timeout(150), never)).rejects.toBe(ERRORS.ERR_LOCK_TIMEOUT)
  await next.unlock()
})

test('a broken connection asks the holder to stop, frees the upload for others, and is made anew', async () => {
  const id = freshId()
  const held = here.newLock(id)
  const asked = new Promise<void>((resolve) => void held.lock(patient(), resolve).then(endConnectionsThatHoldLocks))
  await asked
  const elsewhere = there.newLock(id)
  await elsewhere.lock(patient(), never)
  await held.unlock()
  await elsewhere.unlock()
  const again = here.newLock(id)
  await again.lock(patient(), never)
  await again.unlock()
})

test('a database that is away refuses', async () => {
  const nobody = postgresLocker(database.url.replace(/:\d+\//, ':1/'))
  await expect(nobody.newLock(freshId()).lock(patient(), never)).rejects.toThrow()
  await nobody.close()
})

async function endConnectionsThatHoldLocks(): Promise<void> {
  const admin = new pg.Client({ connectionString: database.url })
  await admin.connect()
  await admin.query(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
  )
  await admin.end()
}
