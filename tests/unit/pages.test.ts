import { describe, expect, test } from 'vitest'
import { PAGE_SIZE, pageOf, pageQuery, sizesOnPage } from '~/routes/portal/pages'

const all = Array.from({ length: 2 * PAGE_SIZE + 5 }, (_, index) => index)
const at = (query: string) => pageOf(new URL(`http://x/p/press/c/many${query}`), all)

describe('a long list is shown in pages', () => {
  test.each<[string, string, number, number]>([
    ['the first without a number', '', 1, 0],
    ['the second', '?page=2', 2, PAGE_SIZE],
    ['the last, which is shorter', '?page=3', 3, 2 * PAGE_SIZE],
    ['the last for a number beyond it', '?page=99', 3, 2 * PAGE_SIZE],
    ['the first for a number below it', '?page=-4', 1, 0],
    ['the first for what is no number', '?page=two', 1, 0],
  ])('%s', (_, query, page, first) => {
    const { items, ...facts } = at(query)
    expect(facts).toEqual({ page, pages: 3, count: all.length })
    expect(items[0]).toBe(first)
    expect(items.length).toBe(Math.min(PAGE_SIZE, all.length - first))
  })

  test('nothing is one page of nothing', () => {
    expect(pageOf(new URL('http://x/'), [])).toEqual({ page: 1, pages: 1, count: 0, items: [] })
  })

  test('the first page has the address of the list', () => {
    expect([pageQuery(1), pageQuery(2)]).toEqual(['', '?page=2'])
  })
})

test('a page carries the sizes of its own files, and the sum of all', () => {
  const bytes = { a: { web: 1, best: 2 }, b: { web: 3, best: 4 } }
  expect(sizesOnPage({ count: 2, web: 4, best: 6, bytes }, ['b', 'unknown'])).toEqual({
    ...{ count: 2, web: 4, best: 6 },
    bytes: { b: { web: 3, best: 4 } },
  })
})
