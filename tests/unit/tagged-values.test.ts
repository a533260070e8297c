import { describe, expect, test } from 'vitest'
import { tagValuesFor, typedOfTag } from '~/domain/metadata/tagged-values'

describe('what tags of a file say for a field', () => {
  test('is the first of its tags that the file has a value of', () => {
    const file = [
      { name: 'XMP-dc:Title', values: [' '] },
      { name: 'XMP-iptcExt:PersonInImage', values: ['Ana', 'Jon'] },
    ]
    const tags = ['XMP-dc:Title', 'XMP-iptcext:PersonInImage', 'XMP-dc:Creator']
    expect(tagValuesFor({ tags }, file)).toEqual(['Ana', 'Jon'])
    expect(tagValuesFor({ tags: ['XMP-dc:Creator'] }, file)).toEqual([])
  })

  test.each([
    ['a name', 'persons', 'Ana', 'Ana'],
    [
      'a person with details',
      'persons',
      { fields: { PersonName: [{ lang: 'en', text: 'Ana' }], PersonId: ['x'] } },
      'Ana',
    ],
    ['details without a name', 'persons', { fields: { PersonId: ['x'] } }, ''],
    ['a place', 'place', 'Getaria', 'Getaria'],
    ['a location', 'place', { fields: { LocationName: ['Getaria'], CountryCode: ['es'] } }, 'Getaria [ES]'],
    ['a location in parts', 'place', { fields: { Sublocation: ['Old town'], City: ['Getaria'] } }, 'Old town, Getaria'],
    ['a country with three letters', 'place', { fields: { City: ['Getaria'], CountryCode: ['ESP'] } }, 'Getaria'],
    ['a day of EXIF', 'date', '2026:11:30 10:00:00', '2026-11-30'],
  ] as const)('of %s is typed as one', (_, type, value, typed) => {
    expect(typedOfTag(type, value as Parameters<typeof typedOfTag>[1])).toBe(typed)
  })
})
