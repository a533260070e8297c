import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contrast } from '~/domain/portals/colour'
import { PortalTheme } from '~/domain/portals/theme'
import { paletteFor } from '~/domain/portals/theme-palette'

const sheet = readFileSync(new URL('../../../app/ui/styles/tokens.css', import.meta.url), 'utf8')
const tokens = [...sheet.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)]
const light = Object.fromEntries(tokens.map(([, token, colour]) => [token!, colour!]))
const dark = Object.fromEntries(tokens.map(([, token, , colour]) => [token!, colour!]))

test('each colour of the tokens is declared once, with its light and its dark value', () => {
  expect(tokens).toHaveLength(23)
  expect(Object.keys(light)).toHaveLength(23)
  expect(sheet.match(/#[0-9a-f]{3,8}\b/g)).toHaveLength(46)
})

test('a portal theme without background colour uses the default palette', () => {
  const shared = [
    'bg',
    'surface',
    'sunken',
    'text',
    'muted',
    'faint',
    'border',
    'control',
    'ok',
    'warn-soft',
    'bad',
    'info',
  ]
  for (const [mode, house] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    const palette: Record<string, string> = paletteFor(PortalTheme.parse({}), mode)
    for (const token of shared) expect([mode, token, palette[token]]).toEqual([mode, token, house[token]])
  }
})

test.each([
  ['text', 'bg', 7],
  ['text', 'sunken', 7],
  ['muted', 'sunken', 4.5],
  ['faint', 'sunken', 4.5],
  ['faint', 'surface', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['accent-text', 'accent-soft', 4.5],
  ['accent-text', 'bg', 4.5],
  ['accent', 'surface', 3],
  ['focus-colour', 'sunken', 3],
  ['control', 'surface', 3],
  ['ok', 'ok-soft', 4.5],
  ['warn', 'warn-soft', 4.5],
  ['bad', 'bad-soft', 4.5],
  ['bad', 'surface', 4.5],
  ['info', 'info-soft', 4.5],
])('the colour %s on %s has a contrast of at least %d in both modes', (front, back, needs) => {
  for (const house of [light, dark]) expect(contrast(house[front]!, house[back]!)).toBeGreaterThanOrEqual(needs)
})
