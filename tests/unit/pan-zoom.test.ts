import { describe, expect, test } from 'vitest'
import { formatShare } from '~/routes/versions/format-share'
import { moved, WHOLE, zoomed } from '~/routes/versions/pan-zoom'

describe('the place of pictures that are compared', () => {
  test('keeps the point about which it is zoomed where it is', () => {
    const about = { x: 0.25, y: -0.25 }
    const { scale, x, y } = zoomed(WHOLE, 4, about)
    // A point p of the picture is shown at p · scale + offset.
    expect([about.x * scale + x, about.y * scale + y]).toEqual([about.x, about.y])
  })

  test.each([
    ['smaller than the stage', 0.5, 1],
    ['more than 16 times as large', 40, 16],
  ])('is never %s', (_, wanted, scale) => {
    expect(zoomed(WHOLE, wanted).scale).toBe(scale)
  })

  test('always covers the stage', () => {
    expect(moved(WHOLE, 0.4, -0.4)).toEqual(WHOLE)
    expect(moved(zoomed(WHOLE, 2), 5, -5)).toEqual({ scale: 2, x: 0.5, y: -0.5 })
    expect(zoomed(moved(zoomed(WHOLE, 2), 5, 5), 1)).toEqual(WHOLE)
  })
})

test.each([
  [0, 'en', '0%'],
  [0.03, 'en', '3%'],
  [0.03249, 'en', '3.2%'],
  [0.00000001, 'en', '0.001%'],
  [0.9961, 'en', '99.6%'],
  [1, 'en', '100%'],
  [0.125, 'ar', /^13/],
])('a share of %f in %s is written as %s', (share, locale, written) => {
  const shown = formatShare(share, locale).replace(/\u200e|\u200f|\u061c/g, '')
  if (typeof written === 'string') expect(shown).toBe(written)
  else expect(shown).toMatch(written)
})
