import { describe, expect, test } from 'vitest'
import { placeOfInput, readPlace, writePlace } from '~/domain/metadata/place'

const GETARIA = { text: 'Getaria', place: { country: 'ES', latitude: 43.3037, longitude: -2.2044 } }

describe('a place', () => {
  test.each([
    ['a name', 'Getaria', { text: 'Getaria' }],
    ['a name and a country', 'Getaria [es]', { text: 'Getaria', place: { country: 'ES' } }],
    ['all of it', 'Getaria [ES] 43.3037, -2.2044', GETARIA],
    [
      'a name and a position',
      'Getaria 43.3037 -2.2044',
      { text: 'Getaria', place: { latitude: 43.3037, longitude: -2.2044 } },
    ],
    ['a name that ends with whole numbers', 'Route 66, 12', { text: 'Route 66, 12' }],
    ['a name with a comma', 'Donostia, Gipuzkoa', { text: 'Donostia, Gipuzkoa' }],
    ['the origin', 'Null Island 0.0, -0.0', { text: 'Null Island', place: { latitude: 0, longitude: 0 } }],
  ])('of %s is read, and written as it is read back', (_, text, content) => {
    expect(readPlace(text)).toEqual({ content })
    expect(readPlace(writePlace(content))).toEqual({ content })
  })

  test.each([
    ['no name', '[ES]', 'place.name'],
    ['a country that there is not', 'Getaria [QQ]', 'place.country'],
    ['a latitude beyond the pole', 'Getaria 93.5, 2.5', 'place.position'],
  ])('with %s is none', (_, text, issue) => {
    expect(readPlace(text)).toEqual({ issue })
  })

  test.each([
    ['nothing', {}, undefined],
    ['spaces', { name: ' ', country: '', position: ' ' }, undefined],
    [
      'whole degrees',
      { name: 'A', position: '43; -2' },
      { content: { text: 'A', place: { latitude: 43, longitude: -2 } } },
    ],
    [
      'decimal commas',
      { name: 'A', position: '43,5 -2,25' },
      { content: { text: 'A', place: { latitude: 43.5, longitude: -2.25 } } },
    ],
    [
      'degrees',
      { name: 'A', position: '43.5° −2.25°' },
      { content: { text: 'A', place: { latitude: 43.5, longitude: -2.25 } } },
    ],
    ['a position alone', { position: '43.5, -2.2' }, { issue: 'place.name' }],
    ['words for a position', { name: 'A', position: 'north' }, { issue: 'place.position' }],
  ])('of a form with %s', (_, input, read) => {
    expect(placeOfInput(input)).toEqual(read)
  })
})
