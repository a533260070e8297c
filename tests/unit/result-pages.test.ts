import { describe, expect, test, vi } from 'vitest'
import { drawnItems } from '~/routes/library/result/drawn-items'
import { positionAfter } from '~/routes/library/result/list-keys'
import { ResultPages, type ResultSource } from '~/routes/library/result/result-pages'
import { rowsInSight } from '~/ui/use-window'

const EVERY = 600
const idOf = (index: number) => `asset ${index}`
const part = (from: number, count: number) => Array.from({ length: count }, (_, n) => ({ id: idOf(from + n) }))

/** A result of a server with `size()` assets, of which the page loaded the first sixty. */
function open(total: number, size = () => total) {
  const asked: string[] = []
  const source: ResultSource<{ id: string }> = {
    async tiles({ after, skip, take }) {
      asked.push(`${skip} after ${after ?? 'the beginning'}`)
      const from = (after ? Number(after.split(' ')[1]) + 1 : 0) + skip
      return part(from, Math.max(0, Math.min(take, size() - from)))
    },
    async anchors() {
      asked.push('anchors')
      const keys = Array.from({ length: Math.floor(size() / EVERY) }, (_, n) => idOf((n + 1) * EVERY - 1))
      return { total: size(), every: EVERY, keys }
    },
  }
  const pages = new ResultPages(source, { assets: part(0, Math.min(60, total)), total, from: 0 })
  return { pages, asked }
}

describe('the pages of a result', () => {
  test('begin with what the page loaded, and ask for nothing that is there', () => {
    const { pages, asked } = open(100_000)
    pages.want(0, 59)
    expect([pages.at(0)?.id, pages.at(59)?.id, pages.at(60)]).toEqual([idOf(0), idOf(59), undefined])
    expect(asked).toEqual([])
  })

  test('go on from the page before, without anchors', async () => {
    const { pages, asked } = open(100_000)
    pages.want(40, 90)
    await vi.waitFor(() => expect(pages.at(60)?.id).toBe(idOf(60)))
    expect(asked).toEqual(['0 after asset 59'])
  })

  test('reach any position from the anchor before it', async () => {
    const { pages, asked } = open(100_000)
    pages.want(50_050, 50_065)
    await vi.waitFor(() => expect(pages.at(50_050)?.id).toBe(idOf(50_050)))
    expect(asked.filter((each) => each !== 'anchors')).toEqual(['240 after asset 49799'])
    pages.want(99_999, 99_999)
    await vi.waitFor(() => expect(pages.at(99_999)?.id).toBe(idOf(99_999)))
    expect(asked.filter((each) => each === 'anchors')).toHaveLength(1)
  })

  test('ask only for the part that stays in sight while the list is dragged through', async () => {
    const { pages, asked } = open(100_000)
    for (let from = 1000; from < 90_000; from += 500) pages.want(from, from + 40)
    await vi.waitFor(() => expect(pages.at(89_500)).toBeDefined())
    expect(asked.length).toBeLessThanOrEqual(3)
  })

  test('keep what is shown until what the page loads anew replaces it', async () => {
    const { pages } = open(1000)
    pages.want(60, 119)
    await vi.waitFor(() => expect(pages.at(60)).toBeDefined())
    const before = pages.version()
    pages.renew({ assets: part(5, 60), total: 995, from: 0 })
    expect([pages.at(0)?.id, pages.at(60)?.id, pages.total]).toEqual([idOf(5), idOf(60), 995])
    expect(pages.version()).toBeGreaterThan(before)
  })

  test('become shorter when assets left the result meanwhile', async () => {
    let size = 200
    const { pages } = open(200, () => size)
    size = 130
    pages.want(120, 179)
    await vi.waitFor(() => expect(pages.total).toBe(130))
    expect(pages.at(129)?.id).toBe(idOf(129))
  })

  test('know ids only where all of them are loaded', () => {
    const { pages } = open(100)
    expect(pages.idsBetween(3, 5)).toEqual([3, 4, 5].map(idOf))
    expect(pages.idsBetween(55, 65)).toBeUndefined()
    expect([pages.indexOf(idOf(7)), pages.indexOf(idOf(77))]).toEqual([7, -1])
  })
})

test.each([
  ['ArrowRight', 5, 6],
  ['ArrowLeft', 5, 4],
  ['ArrowDown', 5, 9],
  ['ArrowUp', 5, 1],
  ['ArrowUp', 2, undefined],
  ['ArrowLeft', 0, undefined],
  ['ArrowRight', 19, undefined],
  ['j', 5, 6],
  ['k', 5, 4],
  ['PageDown', 5, 17],
  ['PageUp', 13, 1],
  ['PageDown', 17, 17],
  ['Home', 5, 0],
  ['End', 5, 19],
  ['a', 5, undefined],
])('%s leads from item %i of twenty in four columns to %s', (key, at, to) => {
  expect(positionAfter(key, { at, count: 20, columns: 4, page: 3, isMirrored: false })).toBe(to)
})

test('in a list from right to left, the arrows are exchanged, and in one column they run down', () => {
  expect(positionAfter('ArrowLeft', { at: 5, count: 20, columns: 4, page: 3, isMirrored: true })).toBe(6)
  expect(positionAfter('ArrowDown', { at: 5, count: 20, columns: 1, page: 3, isMirrored: true })).toBe(6)
  expect(positionAfter('ArrowRight', { at: 5, count: 20, columns: 1, page: 3, isMirrored: false })).toBeUndefined()
})

test('the rows in sight are drawn with three around them, and the active item wherever it is', () => {
  const seen = rowsInSight(1000, 800, 500, 100)
  expect(seen).toEqual({ first: 7, end: 21, seenFirst: 10, seenEnd: 18 })
  expect(rowsInSight(-300, 800, 3, 100)).toEqual({ first: 0, end: 3, seenFirst: 0, seenEnd: 3 })
  expect(drawnItems({ first: 2, end: 4 }, 3, 100, 7)).toEqual([6, 7, 8, 9, 10, 11])
  expect(drawnItems({ first: 2, end: 4 }, 3, 100, 0)).toEqual([0, 6, 7, 8, 9, 10, 11])
  expect(drawnItems({ first: 2, end: 4 }, 3, 10, 9)).toEqual([6, 7, 8, 9])
  expect(drawnItems({ first: 0, end: 1 }, 3, 100, 50)).toEqual([0, 1, 2, 50])
})
