import { expect, test } from 'vitest'
import { type CheckName, type ReadinessFacts, readinessOf } from '~/domain/review/readiness'

const described: ReadinessFacts = {
  ...{ kind: 'photo', title: 'Ridge', altText: 'A ridge at dawn', creator: null, creditLine: 'Visit Mendialde' },
  ...{ copyrightNotice: '© Visit Mendialde', licenceName: null, licenceUrl: null, preview: { state: 'made' } },
}

test.each<[string, Partial<ReadinessFacts>, CheckName[]]>([
  ['a described photograph is ready', {}, []],
  ['a title in the language of origin is required', { title: null }, ['title']],
  ['a photograph needs an alternative text', { altText: null }, ['alt_text']],
  ['a vector drawing needs an alternative text', { kind: 'vector', altText: null }, ['alt_text']],
  ['a sound needs no alternative text', { kind: 'audio', altText: null }, []],
  ['a creator stands in for a credit line', { creditLine: null, creator: 'Ane' }, []],
  ['neither credit nor creator is missing a credit', { creditLine: null }, ['credit']],
  ['copyright and licence are advice', { copyrightNotice: null }, []],
  ['a preview is advice', { preview: { state: 'none', reason: 'no_decoder_heic' } }, []],
])('%s', (_, facts, missing) => {
  expect(readinessOf({ ...described, ...facts }).missing).toEqual(missing)
})

test('advice that is not followed is told without blocking', () => {
  const { checks } = readinessOf({ ...described, copyrightNotice: null, preview: { state: 'waiting' } })
  expect(checks.filter((check) => !check.met)).toEqual([
    { name: 'licence', met: false, required: false },
    { name: 'preview', met: false, required: false },
  ])
})
