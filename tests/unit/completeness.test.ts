import { describe, expect, test } from 'vitest'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { completenessOf, type DescribedAsset, needsNamed, needsOf, portalNeeds } from '~/domain/metadata/completeness'
import { schemaField } from '../support/schema-field'

const FIELDS = [
  ...(['title', 'description', 'alt_text', 'usage_terms', 'creator', 'credit_line'] as const).map((key) =>
    schemaField(key),
  ),
  schemaField('agency', { isRequiredForApproval: true }),
  schemaField('story', { isRequired: true, isLocalizable: true, isPublic: true, kinds: ['photo'] }),
  schemaField('notes', { isRequired: true, isLocalizable: true, kinds: ['video'] }),
  schemaField('gone', { isRequired: true, retiredAt: new Date(0) }),
]
const idOf = (key: string) => FIELDS.find((field) => field.key === key)?.id ?? 0

/** An asset that has what is written as `key` or `key.language`; with `?` as a draft. */
const asset = (kind: string, said: string, sourceLocale = 'en'): DescribedAsset => ({
  ...{ kind, sourceLocale },
  values: said
    .split(' ')
    .filter(Boolean)
    .map((each) => {
      const [key = '', locale = ''] = each.replace('?', '').split('.')
      return { fieldId: idOf(key), locale, isDraft: each.endsWith('?') }
    }),
})
const missing = (described: DescribedAsset, locales: string[] = []) =>
  completenessOf(needsOf(FIELDS, locales), described).missing.map(({ name }) => name)

describe('of what an asset needs is missing', () => {
  test.each<[string, DescribedAsset, string[], string[]]>([
    ['nothing', asset('photo', 'title.en alt_text.en credit_line agency story.en'), [], []],
    ['all', asset('photo', ''), [], ['title', 'alt_text', 'credit', 'field:agency', 'field:story']],
    ['what its kind has', asset('audio', ''), [], ['title', 'credit', 'field:agency']],
    ['a title in its language', asset('audio', 'title.es creator agency'), [], ['title']],
    ['nothing when it is told in Spanish', asset('audio', 'title.es creator agency', 'es'), [], []],
    [
      'each translation of what outsiders read',
      asset('photo', 'title.en title.eu alt_text.en credit_line agency story.eu'),
      ['en', 'eu'],
      ['alt_text.eu', 'field:story.en'],
    ],
    ['a translation that is a draft', asset('audio', 'title.en title.eu? creator agency'), ['en', 'eu'], ['title.eu']],
    ['no translation of a field for staff', asset('video', 'title.eu creator agency notes.en', 'eu'), ['eu'], []],
    ['what is retired never', asset('audio', 'title.en creator agency'), ['en'], []],
    ['no description', asset('audio', 'title.en title.eu description.en creator agency'), ['en', 'eu'], []],
  ])('%s', (_, described, locales, expected) => {
    expect(missing(described, locales)).toEqual(expected)
  })
})

test('every value that was missing and is written makes an asset more complete', () => {
  const needs = needsOf(FIELDS, ['en', 'eu'])
  const written = [
    'title.en',
    'credit_line',
    'alt_text.eu',
    'agency',
    'title.eu',
    'alt_text.en',
    'story.en',
    'story.eu',
  ]
  const shares = written.map((_, index) => {
    const { met, count } = completenessOf(needs, asset('photo', written.slice(0, index + 1).join(' ')))
    return met / count
  })
  expect(shares).toEqual([...new Set(shares)].sort((a, b) => a - b))
  expect(shares.at(-1)).toBe(1)
})

test('for a portal is missing also each public text that is written in another language', () => {
  const needs = portalNeeds(FIELDS, ['en', 'eu'])
  const names = (said: string) => completenessOf(needs, asset('audio', said)).missing.map(({ name }) => name)
  const described = 'title.en title.eu creator agency'
  expect(names(described)).toEqual([])
  expect(names(`${described} description.en usage_terms.fr`)).toEqual([
    ...['field:description.eu', 'field:usage_terms.en', 'field:usage_terms.eu'],
  ])
})

test.each<[string, string[]]>([
  ['credit', ['credit']],
  ['alt_text', ['alt_text']],
  ['alt_text.eu', ['alt_text.eu']],
  ['title.fr', ['title.fr']],
  ['description', ['field:description']],
  ['description.eu', ['field:description.eu']],
  ['required', ['title', 'alt_text', 'credit', 'field:agency', 'field:story', 'field:notes']],
  ['agency.eu', []],
  ['gone', []],
  ['nonsense', []],
])('missing:%s asks for %j', (name, expected) => {
  const needs = needsOf(FIELDS, ['en', 'eu'])
  expect(needsNamed(name, FIELDS, needs).map((need) => need.name)).toEqual(expected)
})

test('the credit is a creator or a credit line', () => {
  const [credit] = needsNamed('credit', FIELDS, needsOf(FIELDS, []))
  expect(credit?.fieldIds).toEqual([FIELD_ID.creator, FIELD_ID.credit_line])
})
