import { expect, test } from 'vitest'
import { coalesce } from '~/platform/coalesce'

test('coalesce: calls made while a call runs share one next call, never the result of the running one', async () => {
  const begun: { answer: (value: number) => void; fail: (error: Error) => void }[] = []
  const ask = coalesce(() => new Promise<number>((answer, fail) => void begun.push({ answer, fail })))
  const first = ask()
  await tick()
  expect(begun).toHaveLength(1)

  const later = [ask(), ask(), ask()]
  await tick()
  expect(begun, 'one question at a time').toHaveLength(1)
  begun[0]!.answer(1)
  expect(await first).toBe(1)
  await tick()
  expect(begun, 'one question for all who waited').toHaveLength(2)

  const last = ask()
  begun[1]!.fail(new Error('the database is gone'))
  expect(await Promise.allSettled(later)).toEqual(Array(3).fill(expect.objectContaining({ status: 'rejected' })))
  await tick()
  begun[2]!.answer(3)
  expect(await last, 'a failure is not passed on').toBe(3)
})

const tick = () => new Promise((resolve) => setTimeout(resolve, 1))
