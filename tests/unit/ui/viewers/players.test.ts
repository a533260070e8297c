import { expect, test } from 'vitest'
import { chapterAt } from '~/ui/viewers/film/chapter-list'
import { actionOfKey } from '~/ui/viewers/film/keys'
import { stripFrame } from '~/ui/viewers/film/strip'
import { barsOf, waveformPath } from '~/ui/viewers/sound/waveform-path'
import { formatTime, spokenTime } from '~/ui/viewers/time'

test.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [754, '12:34'],
  [3723, '1:02:03'],
  [Number.NaN, '0:00'],
  [Number.POSITIVE_INFINITY, '0:00'],
  [-3, '0:00'],
])('%d seconds are written %s', (seconds, text) => {
  expect(formatTime(seconds)).toBe(text)
})

test.each([
  [72, 'en', '1 minute 12 seconds'],
  [3600, 'de', '1 Stunde'],
  [0, 'en', '0 seconds'],
  [61, 'eu', '1 minutu 1 segundo'],
])('%d seconds are spoken in %s as %s', (seconds, locale, text) => {
  expect(spokenTime(seconds, locale)).toBe(text)
})

test.each([
  [-1, 0],
  [0, 0],
  [0.049, 0],
  [0.05, 1],
  [0.999, 19],
  [1, 19],
  [Number.NaN, 0],
])('at %d of a film its strip shows frame %i', (part, frame) => {
  expect(stripFrame(part)).toBe(frame)
})

const chapters = [
  { start: 0, end: 3, title: 'a' },
  { start: 5, end: 5, title: 'b' },
]
test.each([
  [0, 0],
  [2.9, 0],
  [4, -1],
  [60, 1],
])('at %d seconds chapter %i is played; one without an end lasts to the end', (seconds, index) => {
  expect(chapterAt(chapters, seconds)).toBe(index)
})

const key = (name: string, tagName = 'DIV', ctrlKey = false) => {
  return actionOfKey({ key: name, ctrlKey, metaKey: false, altKey: false, target: { tagName } })
}
test.each([
  ['the space bar on the slider plays', key(' '), 'play'],
  ['the space bar on a button presses that button', key(' ', 'BUTTON'), undefined],
  ['k on a button plays', key('K', 'BUTTON'), 'play'],
  ['arrows on the slider move', key('ArrowRight'), 'forward5'],
  ['arrows on the volume change the volume', key('ArrowRight', 'INPUT'), undefined],
  ['with Control, keys are for the browser', key('f', 'DIV', true), undefined],
  ['other keys do nothing', key('x'), undefined],
])('on the controls of a film %s', (_, action, expected) => {
  expect(action).toBe(expected)
})

test('a bar of a waveform is as high as the loudest of its peaks, and never higher than the drawing', () => {
  expect(barsOf([0.1, 0.9, 0.2, 7], 2)).toEqual([0.9, 1])
  expect(barsOf([0.5], 200)).toEqual([0.5])
  expect(barsOf([])).toEqual([])
  expect(waveformPath([0, 1])).toBe('M0.5 49v2M1.5 2v96')
})
