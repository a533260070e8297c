import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database'
import {
  type AttemptLimit,
  clearFailedAttempts,
  countAttempt,
  forgetAttempts,
  takeBackAttempt,
} from '~/domain/identity/growing-delay.commands.server'

let opened: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

let made = 0
const limit = (more: Partial<AttemptLimit> = {}): AttemptLimit => ({ key: `test:${made++}`, free: 2, ...more })
const count = (...limits: AttemptLimit[]) => countAttempt(opened.db, limits)
/** Moves the instants of a counter `seconds` into the past. */
const pass = (key: string, seconds: number) =>
  sql`update failed_attempt set retry_at = retry_at - make_interval(secs => ${seconds}),
    resets_at = resets_at - make_interval(secs => ${seconds}) where key = ${key}`.execute(opened.db)
const failuresOf = async (key: string) =>
  (await opened.db.selectFrom('failedAttempt').select('failures').where('key', '=', key).executeTakeFirst())?.failures

test('the delay after failed attempts doubles up to 30 s, and an attempt after the delay is admitted', async () => {
  const office = limit()
  expect([await count(office), await count(office)]).toEqual([0, 0])
  for (const wait of [1, 2, 4, 8, 16, 30, 30]) {
    expect(await count(office)).toBe(wait)
    await expect(count(office)).rejects.toMatchObject({ code: 'throttled', facts: { seconds: wait, count: wait } })
    await pass(office.key, wait)
  }
})

test('a throttled attempt does not lengthen the delay', async () => {
  const office = limit({ free: 0 })
  await count(office)
  for (let n = 0; n < 5; n++) await expect(count(office)).rejects.toMatchObject({ code: 'throttled' })
  expect(await failuresOf(office.key)).toBe(1)
})

test('concurrent failed attempts are counted together', async () => {
  const office = limit({ free: 4 })
  const attempts = await Promise.allSettled(Array.from({ length: 30 }, () => count(office)))
  expect(attempts.filter((each) => each.status === 'fulfilled')).toHaveLength(5)
  expect(await failuresOf(office.key)).toBe(5)
})

test('an attempt throttled by one limit counts for no limit', async () => {
  const [first, second, shared] = [limit(), limit(), limit({ free: 0 })]
  await count(first, shared)
  await expect(count(second, shared)).rejects.toMatchObject({ code: 'throttled' })
  expect(await failuresOf(second.key)).toBeUndefined()
})

test('a successful attempt is subtracted together with its delay', async () => {
  const office = limit({ free: 1 })
  for (let n = 0; n < 5; n++) {
    await count(office)
    await takeBackAttempt(opened.db, [office])
  }
  expect(await failuresOf(office.key)).toBe(0)
  await count(office)
  expect(await count(office)).toBe(1)
  await forgetAttempts(opened.db, [office])
  expect(await count(office)).toBe(0)
})

test('failed attempts expire a day after the last one, and their rows are deleted', async () => {
  const [quiet, busy] = [limit({ free: 0 }), limit({ free: 0 })]
  await count(quiet)
  await count(busy)
  await pass(quiet.key, 86_400)
  expect(await count(quiet)).toBe(1)
  await pass(quiet.key, 26 * 3600)
  await clearFailedAttempts(opened.db)
  expect([await failuresOf(quiet.key), await failuresOf(busy.key)]).toEqual([undefined, 1])
})
