import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { pixelBudget } from '~/platform/images/pixel-budget.server'

/** Tasks that a test ends by name, and the names of those that have started. */
function workers(capacity: number) {
  const within = pixelBudget(capacity)
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const start = (name: string, pixels: number) =>
    within(pixels, () => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.set(name, resolve))
    })
  const end = async (name: string) => {
    ends.get(name)!()
    await setImmediate()
  }
  return { begun, start, end }
}

test('the pixel budget starts tasks while their pixels fit, and queues the rest in order', async () => {
  const { begun, start, end } = workers(100)
  void start('a', 60)
  void start('b', 40)
  void start('large', 90)
  void start('small', 1)
  await setImmediate()
  expect(begun).toEqual(['a', 'b'])
  await end('a')
  // A small task does not overtake, or a large one would wait forever.
  expect(begun).toEqual(['a', 'b'])
  await end('b')
  expect(begun).toEqual(['a', 'b', 'large', 'small'])
})

test('the pixel budget runs a task above its capacity alone', async () => {
  const { begun, start, end } = workers(100)
  void start('a', 10)
  void start('huge', 1000)
  await setImmediate()
  expect(begun).toEqual(['a'])
  await end('a')
  void start('b', 1)
  await setImmediate()
  expect(begun).toEqual(['a', 'huge'])
  await end('huge')
  expect(begun).toEqual(['a', 'huge', 'b'])
})

test('the pixel budget frees the pixels of a task that fails, and rejects with its error', async () => {
  const within = pixelBudget(10)
  await expect(within(10, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await within(10, async () => 'next')).toBe('next')
})
