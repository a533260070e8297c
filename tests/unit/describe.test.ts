import { describe, expect, test } from 'vitest'
import { needsOf } from '~/domain/metadata/completeness'
import { descriptionsIn, descriptionsSchema, readWas, writeWas } from '~/domain/quality/description'
import { progressAt } from '~/domain/quality/open-files.queries.server'
import { missingPlaces, placeName, placesAfterUpload } from '~/domain/quality/places'
import { limitsOf } from '~/http/form-limits'
import { schemaField } from '../support/schema-field'

const FIELDS = ['title', 'description', 'alt_text', 'keywords', 'creator', 'credit_line'].map((key) => schemaField(key))
const asset = (kind: string) => ({ kind, sourceLocale: 'eu', values: [] })

describe('the places of a form', () => {
  const needs = needsOf([...FIELDS, schemaField('agency', { isRequired: true })], ['en'])
  const fields = [...FIELDS, schemaField('agency')]
  test('for what is missing are each once, in the language of the file or that which is asked for', () => {
    expect(missingPlaces(needs, asset('photo'), fields).map(placeName)).toEqual([
      ...['title.eu', 'alt_text.eu', 'creator', 'credit_line', 'agency', 'title.en', 'alt_text.en'],
    ])
  })
  test('after an upload are the usual ones of the kind, and what is required beside them', () => {
    const names = (kind: string) => placesAfterUpload(needs, asset(kind), fields).map(placeName)
    expect(names('photo')).toEqual(['title.eu', 'alt_text.eu', 'keywords', 'creator', 'credit_line', 'agency'])
    expect(names('audio')).toEqual(['title.eu', 'keywords', 'creator', 'credit_line', 'agency'])
  })
})

describe('the work through a list', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const open = new Set(['a', 'c', 'd', 'f'])
  test.each([
    ['a', 1, { place: 1, step: ['a'], previous: undefined, next: 'c' }],
    ['b', 1, { place: 2, step: ['b'], previous: 'a', next: 'c' }],
    ['d', 1, { place: 4, step: ['d'], previous: 'c', next: 'f' }],
    ['f', 1, { place: 6, step: ['f'], previous: 'e', next: undefined }],
    ['a', 2, { place: 1, step: ['a', 'c'], previous: undefined, next: 'd' }],
    ['d', 2, { place: 4, step: ['d', 'f'], previous: 'a', next: undefined }],
  ])('at %s, %d at a time, leads on to what is left', (id, many, expected) => {
    expect(progressAt(ids, open, { id, many })).toEqual({ total: 6, left: 4, ...expected })
  })
  test('knows no other files', () => {
    expect(progressAt(ids, open, { id: 'x', many: 1 })).toBeUndefined()
  })
})

describe('a form that describes files', () => {
  const id = '00000000-0000-7000-8000-000000000001'
  const schema = descriptionsSchema([{ id, fields: FIELDS }])
  test('has limits, and gives what was typed with what it was made of', () => {
    expect(limitsOf(schema).characters).toBeGreaterThan(4000)
    const was = writeWas([['title.en', 'abc123']])
    const input = schema.parse({ of: { [id]: { title: { en: ' Ridge ' } } }, was: { [id]: was } })
    expect(descriptionsIn(input)).toEqual([
      { assetId: id, inputs: { title: { en: 'Ridge' } }, was: new Map([['title.en', 'abc123']]) },
    ])
  })
  test.each([
    ['', 0],
    ['title.en=12ab;keywords=00', 2],
    ['title.en=xyz;<b>=1;=', 0],
  ])('reads %j as %d places', (text, count) => {
    expect(readWas(text).size).toBe(count)
  })
  test('refuses other files and fields', () => {
    expect(schema.safeParse({ of: { other: {} }, was: {} }).success).toBe(false)
    expect(schema.safeParse({ of: { [id]: { nonsense: 'x' } }, was: {} }).success).toBe(false)
  })
})
