import { describe, expect, test } from 'vitest'
import { waitAfter } from '~/domain/identity/growing-delay.commands.server'
import { deviceIdIn, newDeviceMark } from '~/domain/identity/known-device.server'

test('the delay doubles with each failure beyond the free ones, up to a maximum', () => {
  const waits = Array.from({ length: 10 }, (_, failures) => waitAfter(failures + 1, { free: 2 }))
  expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 30, 30, 30])
  expect(waitAfter(1_000_000, { free: 2, longest: 10 })).toBe(10)
})

test('the growing delay bounds the attempts per day: 2,900 for one client, 8,700 for all', () => {
  const dayOf = (limit: { free: number; longest?: number }) => {
    let [seconds, failures] = [0, 0]
    while (seconds < 86_400) seconds += waitAfter(++failures, limit)
    return failures
  }
  expect(dayOf({ free: 5 })).toBeLessThan(2_900)
  expect(dayOf({ free: 50, longest: 10 })).toBeLessThan(8_700)
})

describe('the cookie of a known device', () => {
  const secret = 'a secret of thirty-two characters'
  const mark = newDeviceMark(secret, 'share:1')

  test('contains an id that only its own secret and share read, and differs each time', () => {
    expect(deviceIdIn(secret, 'share:1', mark)).toBe(mark.split('.')[0])
    expect(newDeviceMark(secret, 'share:1')).not.toBe(mark)
  })

  test.each<[string, string, string, unknown]>([
    ['of another share', secret, 'share:2', mark],
    ['signed with another secret', 'another secret of many characters', 'share:1', mark],
    ['with a changed id', secret, 'share:1', mark.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))],
    ['without a MAC', secret, 'share:1', mark.split('.')[0]],
    ['with a character appended', secret, 'share:1', `${mark}A`],
    ['that is absent', secret, 'share:1', null],
  ])('is rejected: a cookie %s', (_, by, what, given) => {
    expect(deviceIdIn(by, what, given)).toBeUndefined()
  })
})
