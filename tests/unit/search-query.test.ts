import { describe, expect, test } from 'vitest'
import { parseQuery } from '~/domain/search/query/parse'
import { LONGEST_QUERY, MOST_TERMS } from '~/domain/search/query/query'
import { toggleTerm, withoutTerm, writeQuery, writeTerm } from '~/domain/search/query/write'

const MB = 1e6
const day = (text: string) => Date.parse(`${text}T00:00:00Z`)
const read = (typed: string) => parseQuery(typed).terms.map(({ raw: _, ...term }) => term)
const said = (text: string, more = {}) => ({ type: 'text', isNot: false, isPrefix: false, text, ...more })
const field = (name: string, value: string, more = {}) => ({
  ...{ type: 'field', isNot: false, isPrefix: false, field: name, value, ...more },
})
const range = (name: string, from?: number, to?: number, more = {}) => ({
  ...{ type: 'range', isNot: false, field: name },
  range: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
  ...more,
})

describe('a query is read as', () => {
  test.each<[string, object[]]>([
    ['', []],
    ['  light  house ', [said('light'), said('house')]],
    ['light*', [said('light', { isPrefix: true })]],
    ['-fog', [said('fog', { isNot: true })]],
    ['"old town"', [{ type: 'phrase', isNot: false, text: 'old town' }]],
    ['-"old town"', [{ type: 'phrase', isNot: true, text: 'old town' }]],
    ['kind:photo', [field('kind', 'photo')]],
    ['Kind:PHOTO', [field('kind', 'photo')]],
    ['-state:draft', [field('state', 'draft', { isNot: true })]],
    ['tag:"summer sale"', [field('keyword', 'summer sale')]],
    ['keyword:sum*', [field('keyword', 'sum', { isPrefix: true })]],
    ['ext:.JPG', [field('format', 'jpg')]],
    ['color:blue year:2026', [field('colour', 'blue'), field('year', '2026')]],
    ['in:press-kit', [field('in', 'press-kit')]],
    ['width:>2000', [range('width', 2001)]],
    ['width:>=2000', [range('width', 2000)]],
    ['height:<600', [range('height', undefined, 600)]],
    ['height:<=600px', [range('height', undefined, 601)]],
    ['pages:3', [range('pages', 3, 4)]],
    ['size:1mb..20mb', [range('size', MB, 20 * MB + 1)]],
    ['size:..1.5MB', [range('size', undefined, 1.5 * MB + 1)]],
    ['duration:<30s', [range('duration', undefined, 30)]],
    ['duration:>2m', [range('duration', 180)]],
    ['duration:1:30..', [range('duration', 90)]],
    ['created:2026-01..2026-06', [range('created', day('2026-01-01'), day('2026-07-01'))]],
    ['created:2026', [range('created', day('2026-01-01'), day('2027-01-01'))]],
    ['-created:<2026-03-09', [range('created', undefined, day('2026-03-09'), { isNot: true })]],
  ])('%j', (typed, expected) => {
    expect(read(typed)).toEqual(expected)
  })

  test.each<[string, string, string, boolean?]>([
    ['material:oak', 'material', 'oak'],
    ['Material:"Oak wood"', 'material', 'Oak wood'],
    ['print_run:>5000', 'print_run', '>5000'],
    ['field.year:1999', 'year', '1999'],
    ['client:acm*', 'client', 'acm', true],
  ])('a term of a field of the brand, if it has one: %s', (typed, key, value, isPrefix = false) => {
    expect(read(typed)).toEqual([{ type: 'custom', isNot: false, key, value, isPrefix }])
  })

  test.each([
    ...['kind:nonsense', 'width:wide', 'width:>', 'width:..', 'created:2026-13', 'created:2026-02-31', 'created:0001'],
    ...['https://brand.example/a', 'title:', 'title:"', 'kind:"photo', '"unclosed', '""', '-', ':', '"a"b'],
  ])('words, where it is not understood: %s', (typed) => {
    expect(read(typed).map(({ type }) => type)).toEqual(['text'])
  })
})

describe('what is written', () => {
  test.each([
    'light house',
    '-fog "old town" kind:photo',
    'tag:"summer sale" width:>2000 -x',
    '"unclosed kind:',
    'a"b c"d "e" "f""g"',
    '  many \t\n spaces ',
    '- -- "" -"" *',
    'ñ ü \u0065\u0301 المنارة 灯台',
    '\ud800 lone \udc00',
    '"a\u0000b"',
  ])('is read as the same query again: %j', (typed) => {
    const query = parseQuery(typed)
    expect(parseQuery(writeQuery(query))).toEqual(query)
    expect(writeQuery(parseQuery(writeQuery(query)))).toBe(writeQuery(query))
  })

  test('keeps every character that is no space', () => {
    const typed = '  kind:photo -"old  town"  SKU-12_34 "unclosed tag:x* '
    expect(writeQuery(parseQuery(typed)).replace(/\s/g, '')).toBe(typed.replace(/\s/g, ''))
  })

  test('is the same query for 20,000 random texts, which are read without an error', () => {
    const alphabet = [
      '"',
      '-',
      ':',
      '*',
      ' ',
      '.',
      '..',
      '>',
      '<',
      '=',
      'a',
      'É',
      '1',
      'kind',
      'width',
      'mb',
      '\u0301',
      '\ud83d',
      '\n',
      '灯',
      'created',
      '2026',
    ]
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return Math.floor((seed / 2147483648) * below)
    }
    for (let n = 0; n < 20_000; n++) {
      const typed = Array.from({ length: random(24) }, () => alphabet[random(alphabet.length)]).join('')
      const query = parseQuery(typed)
      expect(parseQuery(writeQuery(query)), JSON.stringify(typed)).toEqual(query)
    }
  })

  test('is bounded in length and in terms', () => {
    expect(writeQuery(parseQuery('x'.repeat(1e6))).length).toBe(LONGEST_QUERY)
    expect(parseQuery('a '.repeat(400)).terms).toHaveLength(MOST_TERMS)
    const quotes = parseQuery('"" '.repeat(300))
    expect(parseQuery(writeQuery(quotes))).toEqual(quotes)
  })
})

test('a click on a facet adds its term, the next removes it, and values are quoted where they must be', () => {
  const clicked = writeTerm('keyword', 'summer "sale"')
  expect(clicked).toBe('keyword:"summer  sale "')
  const query = toggleTerm(parseQuery('fog'), writeTerm('kind', 'photo'))
  expect(writeQuery(query)).toBe('fog kind:photo')
  expect(writeQuery(toggleTerm(query, 'kind:photo'))).toBe('fog')
  expect(writeQuery(withoutTerm(query, 0))).toBe('kind:photo')
  for (const value of ['-x', 'x*', 'a b', 'a:b', '..', 'Ñ'])
    expect(read(writeTerm('keyword', value)).map((term) => 'value' in term && term.value)).toEqual(
      value === '..' ? [false] : [value],
    )
})
