import { ERRORS, type Lock } from '@tus/server'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database'
import { postgresLocker } from '~/platform/storage/tus-locker.server'

let database: Awaited<ReturnType<typeof testDatabase>>
/** Two lockers act as two processes: each has its own connection. */
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

describe.each(both)('the lock of an upload, requested a second time %s,', (_, second) => {
  test('is released by the first request and given to the second', async () => {
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

  test('times out after ten seconds when the first request does not release it', { timeout: 20_000 }, async () => {
    const id = freshId()
    const first = here.newLock(id)
    await first.lock(patient(), never)
    const begun = Date.now()
    await expect(second().newLock(id).lock(patient(), never)).rejects.toBe(ERRORS.ERR_LOCK_TIMEOUT)
    expect(Date.now() - begun).toBeGreaterThanOrEqual(9_900)
    await first.unlock()
  })

  test('is not waited for any more when the second client disconnects', async () => {
    const id = freshId()
    const first = here.newLock(id)
    await first.lock(patient(), never)
    const begun = Date.now()
    await expect(second().newLock(id).lock(AbortSignal.timeout(200), never)).rejects.toBe(ERRORS.ERR_LOCK_TIMEOUT)
    expect(Date.now() - begun).toBeLessThan(9_000)
    await first.unlock()
  })

  test('is given at once for another upload', async () => {
    const first = here.newLock(freshId())
    const lock = second().newLock(freshId())
    await first.lock(patient(), never)
    await lock.lock(patient(), never)
    await Promise.all([first.unlock(), lock.unlock()])
  })
})

test('the lock of an upload is held by one of 40 requests in two processes at a time', async () => {
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

test('the locks of 200 concurrent uploads use one database connection', async () => {
  const locks = Array.from({ length: 200 }, () => here.newLock(freshId()))
  await Promise.all(locks.map((lock) => lock.lock(patient(), never)))
  const { rows } = await database.pool.query(
    `select count(distinct pid)::int as connections, count(*)::int as locks from pg_locks
     where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
  )
  expect(rows[0]).toEqual({ connections: 1, locks: 200 })
  await Promise.all(locks.map((lock) => lock.unlock()))
})

test('unlocking an upload twice or without a lock leaves the lock of another process intact', async () => {
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

test('a broken database connection makes the lock holder stop, frees the lock and is reopened', async () => {
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

test('locking an upload throws when the database is unreachable', async () => {
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
