import { setImmediate as immediately } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTurns } from '~/platform/zip/turns'

test('openTurns(2) runs two tasks at a time in the order of their calls, also after one fails', async () => {
  const takeTurn = openTurns(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const works = Array.from({ length: 5 }, (_, index) =>
    takeTurn(async () => {
      begun.push(index)
      await new Promise<void>((resolve) => {
        ends[index] = resolve
      })
      if (index === 0) throw new Error('failed')
      return index
    }),
  )
  const failed = expect(works[0]).rejects.toThrow('failed')
  await Promise.resolve()
  expect(begun).toEqual([0, 1])
  ends[1]!()
  await works[1]
  await immediately()
  expect(begun).toEqual([0, 1, 2])
  ends[0]!()
  await failed
  await immediately()
  expect(begun).toEqual([0, 1, 2, 3])
  ends[2]!()
  await works[2]
  await immediately()
  ends[3]!()
  ends[4]!()
  expect(await Promise.all(works.slice(1))).toEqual([1, 2, 3, 4])
  expect(await takeTurn(async () => 'free again')).toBe('free again')
})
