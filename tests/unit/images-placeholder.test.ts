import { rgbaToThumbHash } from 'thumbhash'
import { expect, test } from 'vitest'
import { placeholderCss } from '~/platform/images/placeholder'

const hashOf = (colourAt: (x: number, y: number) => [number, number, number, number]): string => {
  const pixels = Array.from({ length: 32 * 24 }, (_, at) => colourAt(at % 32, Math.floor(at / 32))).flat()
  return Buffer.from(rgbaToThumbHash(32, 24, Uint8Array.from(pixels))).toString('base64')
}

test.each<[string, (x: number, y: number) => [number, number, number, number]]>([
  ['one colour', () => [51, 102, 153, 255]],
  ['a sky over land', (_, y) => (y < 12 ? [140, 190, 240, 255] : [60, 90, 40, 255])],
  ['a logo on transparency', (x) => [220, 60, 20, x > 10 && x < 22 ? 255 : 0]],
])('the placeholder of %s is CSS of plain gradients, without URL or closing tag', (_, colourAt) => {
  const css = placeholderCss(hashOf(colourAt))
  const colour = String.raw`(#[0-9a-f]{6}|rgb\(\d+ \d+ \d+ / [\d.]+\))`
  const gradient = String.raw`radial-gradient\(circle at \d+% \d+%,${colour},transparent 75%\)`
  expect(css).toMatch(new RegExp(`^(${gradient},){4}${colour}$`))
})

test('the placeholder of one colour is that colour', () => {
  const css = placeholderCss(hashOf(() => [51, 102, 153, 255]))
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(css.slice(-7).slice(at, at + 2), 16))
  expect(Math.max(Math.abs(r! - 51), Math.abs(g! - 102), Math.abs(b! - 153))).toBeLessThan(12)
})
