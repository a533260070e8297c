import { expect, test } from 'vitest'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { type DescribedAsset, needsOf } from '~/domain/metadata/completeness'
import { type Readiness, type ReadinessFacts, readinessOf } from '~/domain/review/readiness'
import { schemaField } from '../support/schema-field'

const said = (...fields: (number | [number, string])[]): DescribedAsset['values'] =>
  fields.map((field) => {
    const [fieldId, locale] = typeof field === 'number' ? [field, ''] : field
    return { fieldId, locale, isDraft: false }
  })
const TITLE: [number, string] = [FIELD_ID.title, 'en']
const ALT: [number, string] = [FIELD_ID.alt_text, 'en']
const { credit_line: LINE, creator: CREATOR, copyright_notice: NOTICE } = FIELD_ID

const photo = (...fields: Parameters<typeof said>): Partial<ReadinessFacts> => of('photo', ...fields)
const of = (kind: string, ...fields: Parameters<typeof said>): Partial<ReadinessFacts> => ({
  asset: { kind, sourceLocale: 'en', values: said(...fields) },
})
const schema = [schemaField('title'), schemaField('alt_text')]
const described: ReadinessFacts = {
  asset: { kind: 'photo', sourceLocale: 'en', values: said(TITLE, ALT, LINE, NOTICE) },
  needs: needsOf(schema, ['en', 'eu']),
  preview: { state: 'made' },
}
const demanding = needsOf(
  [
    ...schema,
    schemaField('agency', { isRequiredForApproval: true }),
    schemaField('season', { isRequired: true }),
    schemaField('length', { isRequiredForApproval: true, kinds: ['video'] }),
    schemaField('mood'),
  ],
  [],
)

test.each<[string, Partial<ReadinessFacts>, Readiness['missing']]>([
  ['a described photograph is ready, without translations', {}, []],
  ['a title in the language of origin is required', photo([FIELD_ID.title, 'eu'], ALT, LINE), ['title']],
  ['a photograph needs an alternative text', photo(TITLE, LINE), ['alt_text']],
  ['an alternative text in any language will do', photo(TITLE, [FIELD_ID.alt_text, 'eu'], LINE), []],
  ['a vector drawing needs an alternative text', of('vector', TITLE, LINE), ['alt_text']],
  ['a camera raw needs an alternative text', of('raw', TITLE, LINE), ['alt_text']],
  ['a presentation needs no alternative text', of('presentation', TITLE, LINE), []],
  ['a sound needs no alternative text', of('audio', TITLE, LINE), []],
  ['a creator stands in for a credit line', photo(TITLE, ALT, CREATOR), []],
  ['a photograph without creator and credit line lacks a credit', photo(TITLE, ALT), ['credit']],
  ['a missing copyright and licence do not block', photo(TITLE, ALT, LINE), []],
  [
    'a field that the schema demands is required until it has a value',
    { ...photo(TITLE, ALT, LINE, schemaField('season').id), needs: demanding },
    ['field:agency'],
  ],
  ['a missing preview does not block', { preview: { state: 'none', reason: 'no_decoder_heic' } }, []],
])('readiness for review: %s', (_, facts, missing) => {
  expect(readinessOf({ ...described, ...facts }).missing).toEqual(missing)
})

test('readiness for review: unmet checks that are not required are listed as such', () => {
  const { checks } = readinessOf({ ...described, ...photo(TITLE, ALT, LINE), preview: { state: 'waiting' } })
  expect(checks.filter((check) => !check.met)).toEqual([
    { name: 'licence', met: false, required: false },
    { name: 'preview', met: false, required: false },
  ])
})
