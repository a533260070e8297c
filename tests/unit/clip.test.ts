import { describe, expect, test } from 'vitest'
import { clipSettings, isMadeAtOnce } from '~/domain/presets/clip'
import { settingsHash } from '~/domain/presets/preset-recipe.server'
import { filmTime, parseFilmTime } from '~/platform/film-time'

describe('a position in a film', () => {
  test.each<[string, number | undefined]>([
    ['0', 0],
    ['62.5', 62_500],
    [' 1:02.5 ', 62_500],
    ['0:01:02.500', 62_500],
    ['1:02,5', 62_500],
    ['١:٠٢٫٥', 62_500],
    ['1:02.5009', 62_500],
    ['10:00:00', 36_000_000],
    ['1:60', undefined],
    ['1:60:00', undefined],
    ['25:00:00', undefined],
    ['', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['1:2:3:4', undefined],
    ['0x10', undefined],
    ['9'.repeat(400), undefined],
  ])('%j is %s milliseconds', (text, ms) => expect(parseFilmTime(text)).toBe(ms))

  test.each([0, 999, 1000, 62_500, 3_599_999, 3_600_000, 36_061_001])('of %i ms is written as it is read', (ms) => {
    expect(parseFilmTime(filmTime(ms))).toBe(ms)
  })

  test('that is no number is written as the beginning', () => expect(filmTime(Number.NaN)).toBe('0:00'))
})

describe('the form of a clip', () => {
  test('asks for a part within lines, which has a recipe of its own', () => {
    const settings = clipSettings({ from: '1:00', to: '1:08.5', form: 'mp4-720' })
    expect(settings).toMatchObject({ format: 'mp4', clip: { from: 60_000, to: 68_500, lines: 720 } })
    const { clip, ...whole } = settings
    const other = clipSettings({ from: '1:00', to: '1:08.6', form: 'mp4-720' })
    expect(new Set([settings, whole, other].map((each) => settingsHash(null, each))).size).toBe(3)
  })

  test.each<[string, Record<string, string>, string]>([
    ['ends before it begins', { from: '5', to: '4', form: 'gif' }, 'clip.order'],
    ['has no length', { from: '5', to: '5', form: 'gif' }, 'clip.order'],
    ['begins at no number', { from: 'NaN', to: '4', form: 'gif' }, 'clip.time'],
    ['has no end', { from: '1', form: 'gif' }, 'clip.time'],
    ['has ten hours', { from: '0', to: '10:00:00', form: 'mp4-1080' }, 'clip.too_long'],
    ['is a GIF of sixteen seconds', { from: '0', to: '16', form: 'gif' }, 'clip.too_long'],
    ['has a form that is not offered', { from: '0', to: '1', form: '__proto__' }, 'rendition.unknown'],
    ['has no form', { from: '0', to: '1' }, 'rendition.unknown'],
  ])('is refused when it %s', (_, fields, code) => {
    expect(() => clipSettings(fields)).toThrow(expect.objectContaining({ code }))
  })

  test('lets a minute be made beside other films, and more wait for its turn', () => {
    expect(isMadeAtOnce({ from: 5000, to: 65_000, lines: 720 })).toBe(true)
    expect(isMadeAtOnce({ from: 5000, to: 65_001, lines: 720 })).toBe(false)
  })
})
