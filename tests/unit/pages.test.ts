import { describe, expect, test } from 'vitest'
import { PAGE_SIZE, pageHref, pageOf, sizesOnPage } from '~/routes/portal/pages'

const all = Array.from({ length: 2 * PAGE_SIZE + 5 }, (_, index) => index)
const at = (query: string) => pageOf(new URL(`http://x/p/press/c/many${query}`), all)

describe('pageOf a list of 2 full pages and 5 items returns', () => {
  test.each<[string, string, number, number]>([
    ['the first page without a page parameter', '', 1, 0],
    ['the second page for page=2', '?page=2', 2, PAGE_SIZE],
    ['the shorter last page for page=3', '?page=3', 3, 2 * PAGE_SIZE],
    ['the last page for a number beyond it', '?page=99', 3, 2 * PAGE_SIZE],
    ['the first page for a negative number', '?page=-4', 1, 0],
    ['the first page for a text', '?page=two', 1, 0],
  ])('%s', (_, query, page, first) => {
    const { items, ...facts } = at(query)
    expect(facts).toEqual({ page, pages: 3, count: all.length })
    expect(items[0]).toBe(first)
    expect(items.length).toBe(Math.min(PAGE_SIZE, all.length - first))
  })

  test('one empty page for an empty list', () => {
    expect(pageOf(new URL('http://x/'), [])).toEqual({ page: 1, pages: 1, count: 0, items: [] })
  })

  test('no query parameter for the first page, and one behind others for the rest', () => {
    expect([pageHref('/s/x', 1), pageHref('/s/x', 2)]).toEqual(['/s/x', '/s/x?page=2'])
    expect([pageHref('/s/x?q=a', 1), pageHref('/s/x?q=a', 2)]).toEqual(['/s/x?q=a', '/s/x?q=a&page=2'])
  })
})

test('sizesOnPage returns the sizes of the files of one page and the totals of all', () => {
  const bytes = { a: { web: 1, best: 2 }, b: { web: 3, best: 4 } }
  expect(sizesOnPage({ count: 2, web: 4, best: 6, bytes }, ['b', 'unknown'])).toEqual({
    ...{ count: 2, web: 4, best: 6 },
    bytes: { b: { web: 3, best: 4 } },
  })
})
