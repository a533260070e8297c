import { describe, expect, test } from 'vitest'
import { type PlannedTerm, planTerms, type StoredTerm } from '~/domain/metadata/planned-terms'
import type { ReadColumns, ReadConcept } from '~/platform/skos/concept'

const COLUMNS: ReadColumns = {
  ...{ labels: ['en', 'eu'], synonyms: ['en'], hidden: [], hasParents: true, hasMatches: false, hasDeprecated: false },
}
const concept = (iri: string | undefined, en: string, more: Partial<ReadConcept> = {}): ReadConcept => ({
  ...{ line: 1, iri, labels: en ? { en: [en] } : {}, synonyms: {}, hidden: {}, matches: [], isDeprecated: false },
  ...{ notes: [], ...more },
})
const stored = (id: number, en: string, more: Partial<StoredTerm> = {}): StoredTerm => ({
  ...{ id, iri: `urn:${id}`, parentId: null, labels: { en }, synonyms: {}, hidden: {}, matches: [] },
  ...{ isDeprecated: false, mergedInto: null, ...more },
})
const below = (iri: string) => ({ parent: { iri } })

function plan(
  concepts: ReadConcept[],
  {
    terms = [],
    columns = {},
    isKeywords = false,
  }: { terms?: StoredTerm[]; columns?: object; isKeywords?: boolean } = {},
): PlannedTerm[] {
  const steps = planTerms({ concepts, terms, isKeywords, columns: { ...COLUMNS, ...columns } })
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
const said = (planned: PlannedTerm[]) => planned.map(({ acts, refused }) => refused ?? (acts.join(' and ') || 'same'))

describe('a concept of a file', () => {
  test('is a new term, the one with its IRI, or the only one with its name', () => {
    const terms = [stored(1, 'Sea'), stored(2, 'Coast', { iri: 'x:coast' }), stored(3, 'Peak'), stored(4, 'Peak')]
    const planned = plan([concept('x:1', 'SEA'), concept('x:coast', 'Shore'), concept('x:3', 'Peak')], { terms })
    expect(said(planned)).toEqual(['change', 'change', 'add'])
    expect(planned.map(({ term }) => term?.id)).toEqual([1, 2, undefined])
    // The term keeps its IRI, and that of the file finds it the next time.
    expect(planned[0]?.matches).toEqual(['x:1'])
    const again = plan([concept('x:1', 'SEA')], { terms: [stored(1, 'SEA', { matches: ['x:1'] })] })
    expect(said(again)).toEqual(['same'])
  })

  test('changes only what the file has columns for', () => {
    const labels = { en: 'Sea', eu: 'Itsasoa', it: 'Mare' }
    const term = stored(1, '', { labels, synonyms: { en: ['Ocean'], fr: ['La mer'] }, hidden: { en: ['See'] } })
    const [planned] = plan([concept('urn:1', 'Sea', { synonyms: { en: ['Deep'] } })], { terms: [term] })
    expect(planned).toMatchObject({
      ...{ acts: ['change'], names: { labels: { en: 'Sea', it: 'Mare' }, synonyms: { en: ['Deep'], fr: ['La mer'] } } },
    })
    expect(planned?.names.hidden).toEqual({ en: ['See'] })
    expect(planned?.names.labels.eu).toBeUndefined()
  })

  test('of a keyword that gets another name is still found by the former one', () => {
    const [planned] = plan([concept('urn:1', 'Ocean')], { terms: [stored(1, 'Sea')], isKeywords: true })
    expect(planned?.names.hidden).toEqual({ en: ['Sea'] })
  })

  test.each<[string, ReadConcept[], StoredTerm[], string[]]>([
    ['without a name', [concept('x:1', '')], [], ['no_name']],
    ['with a name that is too long', [concept('x:1', 'a'.repeat(101))], [], ['name_too_long']],
    ['with an IRI that is none', [concept('not an iri', 'Sea')], [], ['bad_iri']],
    ['that is there twice', [concept('x:1', 'Sea'), concept('x:1', 'Coast')], [], ['add', 'repeated']],
    [
      'that was merged',
      [concept('urn:1', 'Sea')],
      [stored(1, 'Sea', { mergedInto: 2 }), stored(2, 'Ocean')],
      ['merged'],
    ],
    [
      'below what nobody knows, by name',
      [concept('x:1', 'Sea', { parent: { name: 'Earth' } })],
      [],
      ['parent_unknown'],
    ],
    [
      'below one of two with that name',
      [concept('x:1', 'Sea', { parent: { name: 'earth' } })],
      [stored(1, 'Earth'), stored(2, 'Earth')],
      ['parent_ambiguous'],
    ],
    [
      'below itself, with what is below it',
      [concept('x:1', 'A', below('x:2')), concept('x:2', 'B', below('x:1')), concept('x:3', 'C', below('x:2'))],
      [],
      ['cycle', 'cycle', 'parent_refused'],
    ],
    [
      'below what is below it in the vocabulary',
      [concept('urn:1', 'A', below('urn:2'))],
      [stored(1, 'A'), stored(2, 'B', { parentId: 1 })],
      ['cycle'],
    ],
    [
      'below what is refused',
      [concept('x:1', ''), concept('x:2', 'B', below('x:1'))],
      [],
      ['no_name', 'parent_refused'],
    ],
    [
      'more than twenty levels deep',
      Array.from({ length: 22 }, (_, n) => concept(`x:${n}`, `T${n}`, n ? below(`x:${n - 1}`) : {})),
      [],
      [...Array.from({ length: 20 }, () => 'add'), 'too_deep', 'too_deep'],
    ],
  ])('%s is refused', (_, concepts, terms, expected) => expect(said(plan(concepts, { terms }))).toEqual(expected))

  test('is moved, also two that change places with what is above them', () => {
    const terms = [stored(1, 'A'), stored(2, 'B', { parentId: 1 })]
    expect(said(plan([concept('urn:1', 'A', below('urn:2')), concept('urn:2', 'B')], { terms }))).toEqual([
      ...['move', 'move'],
    ])
    const [outside] = plan([concept('x:1', 'Sea', below('elsewhere:1'))])
    expect(outside).toMatchObject({ acts: ['add'], notes: ['parent_outside'], parent: null })
  })

  test('of the keywords is refused when another is written by the same name', () => {
    const planned = plan([concept('x:1', 'Sea'), concept('x:2', 'sea'), concept('urn:1', 'Sea')], {
      ...{ terms: [stored(1, 'Ocean')], isKeywords: true },
    })
    // A term of the vocabulary comes first.
    expect(said(planned)).toEqual(['name_taken', 'name_taken', 'change'])
    expect(said(plan([concept('x:1', 'Sea'), concept('x:2', 'sea')]))).toEqual(['add', 'add'])
  })
})

test('20,000 concepts in one chain of cycles are planned in time that grows with their number', () => {
  const concepts = Array.from({ length: 20_000 }, (_, n) => concept(`x:${n}`, `T${n}`, below(`x:${(n + 1) % 20_000}`)))
  const start = performance.now()
  expect(new Set(said(plan(concepts)))).not.toContain('add')
  expect(performance.now() - start).toBeLessThan(60_000)
})
