import { expect, test } from 'vitest'
import { FONTS, PortalTheme } from '~/domain/portals/theme'
import { compileTheme } from '~/domain/portals/theme-css'

const levels = (theme: Parameters<typeof compileTheme>[0], level: string) =>
  compileTheme(theme)
    .report.pairs.filter((pair) => pair.level === level)
    .map((pair) => `${pair.mode} ${pair.front}/${pair.back}`)

test('compileTheme returns the same sheet and hash for the same theme, and another hash for another theme', () => {
  const [first, again] = [compileTheme(PortalTheme.parse({})), compileTheme({})]
  expect(again).toEqual(first)
  expect(first.hash).toMatch(/^[0-9a-f]{16}$/)
  expect(compileTheme({ brandColour: '#3a5bda' }).hash).not.toBe(first.hash)
  expect(compileTheme({ scrim: 41 }).hash).not.toBe(first.hash)
})

test('the default theme has no contrast errors or warnings in either mode', () => {
  const { report } = compileTheme({})
  expect(report.publishable).toBe(true)
  expect(report.pairs.filter((pair) => pair.level === 'block' || pair.level === 'warn')).toEqual([])
  expect(new Set(report.pairs.map((pair) => pair.mode))).toEqual(new Set(['light', 'dark']))
  for (const pair of report.pairs) expect(pair.pass).toBe(pair.ratio >= pair.needs)
})

test.each([
  ['grey text on a white background', { background: '#ffffff', text: '#8a8a8a' }, ['light text/bg']],
  [
    'dark text on a dark background',
    { background: '#101820', text: '#333333', mode: 'dark' as const },
    ['dark text/bg'],
  ],
])('a theme with %s is not publishable', (_, theme, blocked) => {
  expect(compileTheme(theme).report.publishable).toBe(false)
  expect(levels(theme, 'block')).toEqual(expect.arrayContaining(blocked))
})

test('a theme whose body text has a contrast between AA and AAA gets a warning and is publishable', () => {
  const theme = { background: '#ffffff', text: '#6b6b6b' }
  expect(compileTheme(theme).report.publishable).toBe(true)
  expect(levels(theme, 'warn')).toContain('light text/bg')
})

test('a theme whose accent is too pale for its background gets an accent edge and is publishable', () => {
  const { css, report } = compileTheme({ brandColour: '#ffee88' })
  expect(report.publishable).toBe(true)
  expect(levels({ brandColour: '#ffee88' }, 'edged')).toEqual(['light accent/surface'])
  expect(css).toContain('--accent-edge:light-dark(#85877e,')
})

test.each([
  ['light', /color-scheme:light/, /dark/],
  ['dark', /color-scheme:dark/, /light/],
])('a theme of mode %s compiles to that mode alone', (mode, has, hasNot) => {
  const { css } = compileTheme({ mode: mode as 'light' })
  expect(css).toMatch(has)
  expect(css).not.toMatch(hasNot)
})

test('a theme of mode follow leaves the choice of mode to the page, and holds each colour once with both values', () => {
  const { css } = compileTheme({ mode: 'follow', background: '#fff8e7' })
  expect(css).toContain('--bg:light-dark(#fff8e7,#131412);')
  expect(css).not.toContain('color-scheme')
  expect(css.match(/--bg:/g)).toHaveLength(1)
})

test('radius, scrim, hero focus and fonts of a theme are in its sheet', () => {
  const { css } = compileTheme({ radius: 'round', scrim: 35, heroFocus: { x: 20, y: 80 }, displayFont: 'fraunces' })
  expect(css).toContain('--radius-m:20px')
  expect(css).toContain('--scrim:35%;--hero-x:20%;--hero-y:80%')
  expect(css).toContain('--font-display:"Fraunces Variable"')
  for (const font of FONTS) expect(compileTheme({ textFont: font }).css).toContain('"Noto Sans Arabic Variable"')
})

test.each([
  ['a colour that closes the rule', { brandColour: '#fff}body{display:none' }],
  ['a font that is not bundled', { displayFont: 'x";}*{color:red' }],
  ['a scrim over 80', { scrim: 81 }],
  ['a focus outside the picture', { heroFocus: { x: 101, y: 0 } }],
  ['a named colour', { background: 'red' }],
])('PortalTheme refuses %s', (_, theme) => {
  expect(PortalTheme.safeParse(theme).success).toBe(false)
  expect(() => compileTheme(theme as never)).toThrow()
})

test('PortalTheme normalises short and upper-case colours', () => {
  expect(PortalTheme.parse({ brandColour: '#FC0' }).brandColour).toBe('#ffcc00')
})
