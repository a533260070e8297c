import { describe, expect, test } from 'vitest'
import { bucketOf, contains, overlaps } from '~/domain/search/custom/buckets'
import { SEARCHED_TYPES } from '~/domain/search/custom/searched-types'
import { parseDays, parseNumbers } from '~/domain/search/query/ranges'

describe('a number is in one part of the scale', () => {
  test.each([
    ...[
      [0, 0, 1],
      [0.5, 0, 1],
      [3, 3, 4],
      [9.99, 9, 10],
      [10, 10, 20],
      [19.9, 10, 20],
      [20, 20, 50],
      [49, 20, 50],
    ],
    ...[
      [50, 50, 100],
      [100, 100, 200],
      [999, 500, 1000],
      [1000, 1000, 2000],
      [5e9, 5e9, 1e10],
    ],
    ...[
      [-0.5, -1, 0],
      [-3, -3, -2],
      [-10, -10, -9],
      [-15, -20, -10],
      [-20, -20, -10],
      [-21, -50, -20],
      [-1000, -1000, -500],
    ],
  ])('%d from %d to %d', (number, from, to) => {
    expect(bucketOf(number)).toEqual({ from, to })
  })

  test('that is the part of its own lower end, so that a token stands for it', () => {
    for (let exponent = -3; exponent < 16; exponent += 0.1)
      for (const number of [10 ** exponent, -(10 ** exponent), Math.round(10 ** exponent)]) {
        const bucket = bucketOf(number)
        expect(bucket.from <= number && number < bucket.to, String(number)).toBe(true)
        expect(bucketOf(bucket.from), String(number)).toEqual(bucket)
      }
  })
})

describe('numbers are asked for as', () => {
  test.each<[string, number[], number[]]>([
    ['5000', [5000], [4999.9, 5000.1]],
    ['>5000', [5000.001, 6000], [5000]],
    ['>=5000', [5000], [4999]],
    ['<2,5', [2.4, -7], [2.5]],
    ['<=2.5', [2.5], [2.6]],
    ['-10..10', [-10, 0, 10], [-10.1, 10.1]],
    ['10..<20', [10, 19.99], [20]],
    ['0', [0], [1e-9, -1e-9]],
  ])('%s', (typed, inside, outside) => {
    const range = parseNumbers(typed)
    const has = (number: number) =>
      !!range && (range.from === undefined || number >= range.from) && (range.to === undefined || number < range.to)
    expect(inside.filter((number) => !has(number))).toEqual([])
    expect(outside.filter(has)).toEqual([])
  })

  test.each(['many', '5,000,000', '1e9', '..', '>', '1..x'])('nothing, where they are none: %s', (typed) => {
    expect(parseNumbers(typed)).toBeUndefined()
  })
})

test('a facet of numbers and dates is typed as the range that it stands for', () => {
  for (const number of [3, 12, -15, 4321]) {
    const { write, tokensOf } = SEARCHED_TYPES.number
    const [token = ''] = tokensOf({ number }, true)
    const range = parseNumbers(write?.(token) ?? '') ?? {}
    expect(range).toEqual(bucketOf(number))
    expect(contains(range, bucketOf(number)) && overlaps(range, bucketOf(number))).toBe(true)
  }
  expect(parseDays('2026')).toEqual({ from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) })
})
