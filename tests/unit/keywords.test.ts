import { describe, expect, test } from 'vitest'
import { keywordLine, keywordsOf } from '~/domain/metadata/built-in'
import {
  type KeywordMeanings,
  type KeywordTerm,
  publicNames,
  shownKeywords,
  termMeant,
  writtenKeywords,
} from '~/domain/metadata/keywords'
import { namesOf } from '~/domain/metadata/vocabulary'

const term = (id: number, labels: Record<string, string>, more: Partial<KeywordTerm> = {}): KeywordTerm => ({
  ...{ id, labels, synonyms: {}, hidden: {}, isDeprecated: false, ...more },
})
const meaning = (terms: KeywordTerm[], isOpen = true): KeywordMeanings => {
  const byName = new Map<string, KeywordTerm[]>()
  for (const each of terms) for (const name of namesOf(each)) byName.set(name, [...(byName.get(name) ?? []), each])
  return { isOpen, terms: byName }
}
const lighthouse = term(1, { en: 'Lighthouse', eu: 'Itsasargia' }, { synonyms: { en: ['Beacon'] } })
const bread = term(2, { en: 'Bread', fr: 'Pain' })
const pain = term(3, { en: 'Pain', fr: 'Douleur' })

describe('a line of keywords', () => {
  test.each<[string, string[]]>([
    ['sea, "Rome, Italy"; coast', ['sea', 'Rome, Italy', 'coast']],
    ['"a ""b"", c", d', ['a "b", c', 'd']],
    ['"not closed, d', ['"not closed', 'd']],
    ['5" gun, Sea,sea', ['5" gun', 'Sea']],
    [' ,; \n', []],
  ])('%j is read', (line, words) => expect(keywordsOf(line)).toEqual(words))

  test.each([[['a, b', 'c']], [['"quoted"', 'x;y', 'plain']], [['say "hi"']]])('of %j is read as it was', (words) => {
    expect(keywordsOf(keywordLine(words))).toEqual(words)
    expect(keywordsOf(keywordLine(words, '; '))).toEqual(words)
  })

  test('with many quotes is read in time that grows with its length', () => {
    const start = performance.now()
    keywordsOf('""",'.repeat(25_000))
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

describe('a keyword', () => {
  const meanings = meaning([lighthouse, bread, pain])

  test('means the term with that name in any language and case', () => {
    for (const word of ['lighthouse', ' ITSASARGIA ', 'beacon']) expect(termMeant(meanings, word)?.id).toBe(1)
    expect(termMeant(meanings, 'light')).toBeUndefined()
  })

  test('with two meanings is first what it is called in the language it was typed in, then what is written so', () => {
    expect(termMeant(meanings, 'pain', 'fr')?.id).toBe(2)
    expect(termMeant(meanings, 'pain')?.id).toBe(3)
    const old = term(4, { en: 'Peak' }, { isDeprecated: true })
    const summit = term(5, { en: 'Summit' }, { synonyms: { en: ['Peak'] } })
    expect(termMeant(meaning([old, summit]), 'peak')?.id).toBe(5)
  })

  test('is shown by its name in a language, each meaning once', () => {
    const words = ['Beacon', 'sunset', 'itsasargia', 'Bread']
    expect(shownKeywords(meanings, words, 'eu').map(({ text }) => text)).toEqual(['Itsasargia', 'sunset', 'Bread'])
  })

  test('that is no term is kept from outsiders when the vocabulary is closed', () => {
    const closed = meaning([lighthouse], false)
    expect(publicNames(closed, ['sunset', 'beacon'], 'en')).toEqual(['Lighthouse'])
    expect(publicNames(meanings, ['sunset', 'beacon'], 'en')).toEqual(['sunset', 'Lighthouse'])
  })
})

describe('keywords that are written', () => {
  const open = meaning([lighthouse, bread, pain])
  const closed = meaning([lighthouse], false)

  test('are the names that terms are written by, each meaning once', () => {
    const words = ['itsasargia', 'Beacon', 'sunset']
    expect(writtenKeywords(open, { typed: words, held: [] })).toEqual({ keywords: ['Lighthouse', 'sunset'] })
    expect(writtenKeywords(open, { typed: ['Pain'], held: [], locale: 'fr' })).toEqual({ keywords: ['Bread'] })
  })

  test('stay as they are while they mean the same', () => {
    const held = ['beacon', 'Sunset']
    expect(writtenKeywords(open, { typed: ['Itsasargia', 'sunset'], held, locale: 'eu' })).toEqual({ keywords: held })
  })

  test('that a closed vocabulary lacks are refused, but for those that the file has', () => {
    expect(writtenKeywords(closed, { typed: ['Beacon', 'dusk'], held: [] })).toEqual({ lacking: 'dusk' })
    expect(writtenKeywords(closed, { typed: ['Beacon', 'DUSK'], held: ['dusk'] })).toEqual({
      keywords: ['Lighthouse', 'dusk'],
    })
  })
})
