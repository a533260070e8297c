import { expect, test } from 'vitest'
import { contrast, contrastOnAll, mix, onColour, readableOn, withLightness } from '~/domain/portals/colour'
import { PortalTheme } from '~/domain/portals/theme'
import { type Palette, paletteFor } from '~/domain/portals/theme-palette'

/** mulberry32: the same colours on every machine. */
function* seededColours(seed: number, count: number): Generator<string> {
  let state = seed
  for (let n = 0; n < count; n++) {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    yield `#${((t ^ (t >>> 14)) & 0xffffff).toString(16).padStart(6, '0')}`
  }
}

/** The colours of which each channel is one of 16 steps from 00 to ff. */
function* gridColours(): Generator<string> {
  for (let n = 0; n < 4096; n++) yield `#${[...n.toString(16).padStart(3, '0')].map((digit) => digit + digit).join('')}`
}

test.each([
  ['#ffcc00', '#ffffff', '#907200', 4.57],
  ['#ff6600', '#ffffff', '#c64e00', 4.68],
  ['#00aeef', '#ffffff', '#007eae', 4.57],
  ['#e2001a', '#1b1c1a', '#fc3434', 4.63],
  ['#e2001a', '#ffffff', '#e2001a', 4.94],
  ['#ffcc00', '#1b1c1a', '#ffcc00', 11.31],
])('the brand colour %s as link text on %s becomes %s', (brand, background, expected, ratio) => {
  const text = readableOn(brand, [background])
  expect(text).toBe(expected)
  expect(contrast(text, background)).toBeCloseTo(ratio, 1)
})

test.each([
  ['#ffcc00', '#000000'],
  ['#000000', '#ffffff'],
  ['#877850', '#000000'],
  ['#e2001a', '#ffffff'],
])('the label colour on %s is %s', (background, label) => {
  expect(onColour(background)).toBe(label)
  expect(contrast(label, background)).toBeGreaterThanOrEqual(4.5)
})

test('palettes of brand colours on a grid of 4,096, and of 1,000 others, keep the required contrast in light and dark mode', () => {
  const pairs: [keyof Palette, keyof Palette, number][] = [
    ['on-accent', 'accent', 4.5],
    ['on-accent', 'accent-hover', 4.5],
    ['accent-text', 'bg', 4.5],
    ['accent-text', 'surface', 4.5],
    ['accent-text', 'sunken', 4.5],
    ['accent-text', 'accent-soft', 4.5],
    ['accent-edge', 'surface', 3],
    ['focus-colour', 'surface', 3],
    ['focus-colour', 'bg', 3],
  ]
  const failures: string[] = []
  for (const brandColour of [...gridColours(), ...seededColours(20261123, 1000)]) {
    const theme = PortalTheme.parse({ brandColour })
    for (const mode of ['light', 'dark'] as const) {
      const palette = paletteFor(theme, mode)
      for (const [front, back, needs] of pairs)
        if (contrast(palette[front], palette[back]) < needs) failures.push(`${brandColour} ${mode} ${front} on ${back}`)
    }
  }
  expect(failures).toEqual([])
}, 60_000)

test('palettes of 2,000 background colours keep the required contrast of text, controls and accent', () => {
  const failures: string[] = []
  for (const background of seededColours(7, 2_000)) {
    for (const mode of ['light', 'dark'] as const) {
      const palette = paletteFor(PortalTheme.parse({ background, mode }), mode)
      if (contrast(palette.text, palette.bg) < 4.5) failures.push(`${background} text`)
      if (contrast(palette.control, palette.surface) < 3) failures.push(`${background} control`)
      if (contrast(palette['on-accent'], palette.accent) < 4.5) failures.push(`${background} on-accent`)
    }
  }
  expect(failures).toEqual([])
}, 60_000)

test('mix and withLightness return colours within sRGB', () => {
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080')
  expect(withLightness('#ff0000', 2)).toBe('#ffffff')
  expect(withLightness('#ff0000', -1)).toBe('#000000')
  expect(contrastOnAll('#000000', ['#ffffff', '#808080'])).toBeCloseTo(5.32, 1)
})
