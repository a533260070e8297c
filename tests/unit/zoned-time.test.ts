import { expect, test } from 'vitest'
import { instantOf, isLocalDateTime, localOf } from '~/platform/zoned-time'

test.each([
  ['winter in Madrid (UTC+1)', '2026-12-24T18:00', 'Europe/Madrid', '2026-12-24T17:00:00.000Z'],
  ['summer in Madrid (UTC+2)', '2026-06-30T18:00', 'Europe/Madrid', '2026-06-30T16:00:00.000Z'],
  ['UTC', '2026-06-30T18:00', 'UTC', '2026-06-30T18:00:00.000Z'],
  ['a zone with a half-hour offset', '2026-06-30T18:00', 'Asia/Kolkata', '2026-06-30T12:30:00.000Z'],
  [
    'an hour skipped by summer time, read as the instant after the gap',
    '2026-03-29T02:30',
    'Europe/Madrid',
    '2026-03-29T01:30:00.000Z',
  ],
  ['an hour that occurs twice, read as the first', '2026-10-25T02:30', 'Europe/Madrid', '2026-10-25T00:30:00.000Z'],
  ['a zone west of Greenwich', '2026-01-01T00:00', 'America/New_York', '2026-01-01T05:00:00.000Z'],
  ['a zone at UTC+14', '2026-01-01T00:00', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
])('instantOf a local time: %s', (_, local, zone, instant) => {
  expect(instantOf(local, zone).toISOString()).toBe(instant)
})

test('localOf returns the local time that instantOf was given', () => {
  for (const zone of ['Europe/Madrid', 'America/St_Johns', 'Asia/Kathmandu', 'UTC'])
    expect(localOf(instantOf('2026-07-14T09:45', zone), zone)).toBe('2026-07-14T09:45')
})

test('instantOf throws RangeError for a text that is no date', () => {
  expect(() => instantOf('soon', 'UTC')).toThrow(RangeError)
})

test.each([
  ['2026-12-24T18:00', true],
  ['2026-12-24T18:00:59', true],
  ['2028-02-29T00:00', true],
  ['9999-12-31T23:59', true],
  ['2026-02-29T10:00', false],
  ['2026-02-31T10:00', false],
  ['2026-04-31T10:00', false],
  ['2026-13-01T10:00', false],
  ['2026-00-10T10:00', false],
  ['2026-01-00T10:00', false],
  ['2026-01-01T24:00', false],
  ['2026-01-01T10:60', false],
  ['2026-01-01T10:00:60', false],
  ['0000-01-01T10:00', false],
  ['1899-12-31T10:00', false],
  ['2026-1-1T10:00', false],
  ['2026-01-01 10:00', false],
  ['2026-01-01T10:00Z', false],
  ['', false],
])('isLocalDateTime(%j) is %s', (text, there) => {
  expect(isLocalDateTime(text)).toBe(there)
  if (there) expect(instantOf(text, 'Europe/Madrid')).toBeInstanceOf(Date)
})
