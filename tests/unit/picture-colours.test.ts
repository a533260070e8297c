import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { codeOf, colourOfCode, colourOfHex, shadeOf, shadesNear } from '~/domain/appearances/colour-code'
import { nameOfColour, namesOfColours } from '~/domain/search/colours'
import { askedFor, codeIn, withCode, withoutCode } from '~/domain/search/query/colour-code'
import { parseQuery } from '~/domain/search/query/parse'
import { writeQuery } from '~/domain/search/query/write'
import { appearanceOf } from '~/platform/images/appearance.server'
import { pixelsOf } from '~/platform/images/edited-pixels.server'
import { labDistance, labOf, rgbOf } from '~/platform/images/oklab'

const drawn = async (svg: string) => {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">${svg}</svg>`
  return appearanceOf(await pixelsOf(sharp(Buffer.from(text))))
}
const namesIn = async (svg: string) => namesOfColours((await drawn(svg)).colours)

describe('the colours of a picture', () => {
  test.each([
    ['one colour', '<rect width="400" height="300" fill="#1a5fb4"/>', ['blue']],
    [
      'two halves',
      '<rect width="400" height="300" fill="#c01c28"/><rect width="200" height="300" fill="#2ec27e"/>',
      ['red', 'green'],
    ],
    [
      'a logo on transparency, of which nothing else is a colour',
      '<circle cx="200" cy="150" r="60" fill="#f57c00"/>',
      ['orange'],
    ],
    [
      'a thing before a white wall, which comes first although it is small',
      '<rect width="400" height="300" fill="#fdfdfd"/><circle cx="200" cy="150" r="45" fill="#c01c28"/>',
      ['red', 'white'],
    ],
    [
      'a thing before a coloured wall, whose colour is one of the picture',
      '<rect width="400" height="300" fill="#1a5fb4"/><circle cx="200" cy="150" r="60" fill="#c01c28"/>',
      ['blue', 'red'],
    ],
  ])('are named: %s', async (_what, svg, names) => expect(await namesIn(svg)).toEqual(names))

  test('have shares that sum up to one, the largest first, at most five', async () => {
    const stripes = ['#c01c28', '#2ec27e', '#1a5fb4', '#f5c211', '#613583', '#000000', '#ffffff']
    const { colours } = await drawn(
      stripes.map((fill, at) => `<rect x="${at * 58}" width="58" height="300" fill="${fill}"/>`).join(''),
    )
    expect(colours).toHaveLength(5)
    const shares = colours.map(({ share }) => share)
    expect(shares).toEqual([...shares].sort((one, other) => other - one))
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.0001)
  })

  test('of a picture of which nothing is seen are none', async () => {
    expect((await drawn('')).colours).toEqual([])
  })

  test('of a grey picture with and without transparency are found', async () => {
    const grey = sharp({ create: { width: 9, height: 5, channels: 3, background: '#808080' } }).toColourspace('b-w')
    for (const image of [grey.clone(), grey.clone().ensureAlpha()])
      expect(namesOfColours((await appearanceOf(await pixelsOf(image))).colours)).toEqual(['grey'])
  })
})

describe('a colour of OKLab', () => {
  const HEXES = ['#000000', '#ffffff', '#1a5fb4', '#c01c28', '#00ff00', '#ffd700', '#7f7f7f', '#ff00ff']
  test.each(HEXES)('%s comes back from sRGB, and from its number almost', (hex) => {
    const lab = colourOfHex(hex)
    const back = rgbOf(lab).map((level) => level.toString(16).padStart(2, '0'))
    expect(`#${back.join('')}`).toBe(hex)
    expect(labDistance(colourOfCode(codeOf(lab)), lab)).toBeLessThan(0.005)
  })
  test.each(HEXES)('%s is in one of the shades near it, as are all colours within the tolerance', (hex) => {
    const lab = colourOfHex(hex)
    expect(shadesNear(lab)).toContain(shadeOf(lab))
    for (let turn = 0; turn < 12; turn++) {
      const [a, b] = [Math.cos((turn * Math.PI) / 6), Math.sin((turn * Math.PI) / 6)]
      const near = { l: lab.l, a: lab.a + 0.049 * a, b: lab.b + 0.049 * b }
      expect(shadesNear(lab)).toContain(shadeOf(near))
    }
    expect(shadesNear(lab).length).toBeLessThan(120)
  })
  test('is as far from another as it looks', () => {
    expect(labDistance(labOf(0, 0, 0), labOf(255, 255, 255))).toBeCloseTo(1, 2)
    expect(labDistance(colourOfHex('#1a5fb4'), colourOfHex('#1c61b6'))).toBeLessThan(0.02)
  })
})

test.each([
  ['#1a5fb4', 'blue'],
  ['#ffffff', 'white'],
  ['#111111', 'black'],
  ['#8d6e63', 'brown'],
  ['#ff9800', 'orange'],
  ['#9e9e9e', 'grey'],
])('%s is named %s', (hex, name) => {
  const [red, green, blue] = rgbOf(colourOfHex(hex))
  expect(nameOfColour(red, green, blue)).toBe(name)
})

describe('a query for a colour', () => {
  test.each([
    ['colour:#1A5FB4', '#1a5fb4'],
    ['color:#15b', '#1155bb'],
    ['colour:blue', undefined],
    ['colour:#12', undefined],
    ['-colour:#1a5fb4', undefined],
    ['colour:#1a5fbg', undefined],
  ])('%s asks for %s', (typed, code) => expect(codeIn(parseQuery(typed))).toBe(code))

  test.each([
    ['', '#1a5fb4', 'colour:#1a5fb4'],
    ['sea colour:#ffffff kind:photo', '#1a5fb4', 'sea kind:photo colour:#1a5fb4'],
    ['sea colour:blue -colour:#ffffff', '#1a5fb4', 'sea colour:blue -colour:#ffffff colour:#1a5fb4'],
  ])('%j with %s is %s', (typed, code, written) => {
    const query = withCode(parseQuery(typed), code)
    expect(query && writeQuery(query)).toBe(written)
  })

  test('is written with a colour, and without', () => {
    expect(askedFor('#1a5fb4', 'sea')).toBe('sea colour:#1a5fb4')
    expect(askedFor('blue', 'sea')).toBe('sea')
    expect(writeQuery(withoutCode(parseQuery('sea colour:#1a5fb4 colour:blue')))).toBe('sea colour:blue')
  })

  test('stays as it is for what is no colour', () => {
    for (const code of ['', 'blue', '#', '#12345', '1a5fb4', "#'; drop"])
      expect(withCode(parseQuery('sea'), code)).toBeUndefined()
  })
})
