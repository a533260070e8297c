import { expect, test } from 'vitest'
import { type Readiness, type ReadinessFacts, readinessOf } from '~/domain/review/readiness'

const described: ReadinessFacts = {
  ...{ kind: 'photo', title: 'Ridge', altText: 'A ridge at dawn', creator: null, creditLine: 'Visit Mendialde' },
  ...{ copyrightNotice: '© Visit Mendialde', licenceName: null, licenceUrl: null, preview: { state: 'made' } },
  fields: [],
}

test.each<[string, Partial<ReadinessFacts>, Readiness['missing']]>([
  ['a described photograph is ready', {}, []],
  ['a title in the language of origin is required', { title: null }, ['title']],
  ['a photograph needs an alternative text', { altText: null }, ['alt_text']],
  ['a vector drawing needs an alternative text', { kind: 'vector', altText: null }, ['alt_text']],
  ['a camera raw needs an alternative text', { kind: 'raw', altText: null }, ['alt_text']],
  ['a presentation needs no alternative text', { kind: 'presentation', altText: null }, []],
  ['a sound needs no alternative text', { kind: 'audio', altText: null }, []],
  ['a creator stands in for a credit line', { creditLine: null, creator: 'Ane' }, []],
  ['a photograph without creator and credit line lacks a credit', { creditLine: null }, ['credit']],
  ['a missing copyright and licence do not block', { copyrightNotice: null }, []],
  [
    'a field that the schema demands is required until it has a value',
    { fields: ['agency', 'season'].map((key) => ({ key, labels: {}, isFilled: key === 'season' })) },
    ['field:agency'],
  ],
  ['a missing preview does not block', { preview: { state: 'none', reason: 'no_decoder_heic' } }, []],
])('readiness for review: %s', (_, facts, missing) => {
  expect(readinessOf({ ...described, ...facts }).missing).toEqual(missing)
})

test('readiness for review: unmet checks that are not required are listed as such', () => {
  const { checks } = readinessOf({ ...described, copyrightNotice: null, preview: { state: 'waiting' } })
  expect(checks.filter((check) => !check.met)).toEqual([
    { name: 'licence', met: false, required: false },
    { name: 'preview', met: false, required: false },
  ])
})
