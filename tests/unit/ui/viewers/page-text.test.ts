import { expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { findPage } from '~/ui/viewers/pdf/find-page'
import { allowedHref } from '~/ui/viewers/pdf/page-links'
import { findHits, fold, searchableText } from '~/ui/viewers/pdf/page-text'

const page = searchableText([
  { str: 'Café Ñandú ', hasEOL: false },
  {},
  { str: 'brand guide-', hasEOL: true },
  { str: 'lines and', hasEOL: true },
  { str: 'the ﬁnal ٱلْكِتَاب' },
])

test.each([
  ['a word in another case and without accents', 'CAFE', [{ from: [0, 0], to: [0, 4] }]],
  ['a word with its accents', 'ñandú', [{ from: [0, 5], to: [0, 10] }]],
  ['a word that is divided at the end of a line', 'guidelines', [{ from: [1, 6], to: [2, 5] }]],
  ['two words over the end of a line', 'and  the', [{ from: [2, 6], to: [3, 3] }]],
  ['letters of a ligature', 'final', [{ from: [3, 4], to: [3, 8] }]],
  ['Arabic without vowel signs', 'كتاب', [{ from: [3, 12], to: [3, 18] }]],
  ['nothing that is not there', 'xyz', []],
  ['nothing for an empty query', '  ', []],
])('a search finds %s', (_, query, expected) => {
  const hits = findHits(page, query, 10)
  expect(hits.map(({ from, to }) => ({ from: [from.piece, from.offset], to: [to.piece, to.offset] }))).toEqual(expected)
})

test('hits do not overlap, and there are at most as many as asked for', () => {
  const text = searchableText([{ str: 'aaaaaa' }])
  expect(findHits(text, 'aa', 10)).toHaveLength(3)
  expect(findHits(text, 'a', 4)).toHaveLength(4)
})

test('a page of a million characters takes at most two seconds of CPU to search', () => {
  const items = Array.from({ length: 10_000 }, () => ({ str: 'a'.repeat(100), hasEOL: true }))
  const used = cpuClock()
  findHits(searchableText(items), 'ab', 10)
  expect(used()).toBeLessThan(2000)
})

test('folding removes tatweel and soft hyphens', () => {
  expect(fold('كـتـاب')).toBe('كتاب')
  expect(fold('Über\u00adfluss')).toBe('uberfluss')
})

test.each([
  ['a label', 'iv', 3],
  ['a label in another case', 'IV', 3],
  ['a label before a number', '1', 4],
  ['a number that is no label', '5', 4],
  ['a number after the last page', '6', undefined],
  ['zero', '0', undefined],
  ['a text', 'x', undefined],
  ['nothing', ' ', undefined],
])('%s leads to its page', (_, typed, index) => {
  expect(findPage(typed, ['i', 'ii', 'iii', 'iv', '1'], 5)).toBe(index)
})

test.each([
  ['https://example.org/a', 'https://example.org/a'],
  ['mailto:a@example.org', 'mailto:a@example.org'],
  ['javascript:alert(1)', undefined],
  ['file:///etc/passwd', undefined],
  ['no address', undefined],
])('of the address %s in a PDF the link is %s', (url, href) => {
  expect(allowedHref(url)).toBe(href)
})
