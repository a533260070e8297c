import { describe, expect, test } from 'vitest'
import {
  formatBytes,
  formatCameraTime,
  formatDate,
  formatDateTime,
  formatList,
  formatNumber,
  formatPercent,
  formatUnit,
} from '~/i18n/format'
import { askedLocale, localeCookie, localeOf, preferredLocale } from '~/i18n/locale'
import { fixedT } from '~/i18n/server'

const ask = (url: string, headers: Record<string, string> = {}) =>
  localeOf(new Request(`http://localhost${url}`, { headers }))

describe('the language of a response', () => {
  test.each([
    ['the lng parameter wins over cookie and browser', '/?lng=eu', { cookie: 'lng=fr', 'accept-language': 'de' }, 'eu'],
    ['a region in the lng parameter is ignored', '/?lng=ar-EG', {}, 'ar'],
    ['the lng cookie wins over the browser', '/', { cookie: 'a=b; lng=fr', 'accept-language': 'de' }, 'fr'],
    [
      'unknown languages in parameter and cookie are ignored',
      '/?lng=xx',
      { cookie: 'lng=zz', 'accept-language': 'de' },
      'de',
    ],
    [
      'a language tag of thousands of characters is ignored',
      `/?lng=eu${'-a'.repeat(3900)}`,
      { 'accept-language': 'de' },
      'de',
    ],
    [
      'a language cookie of thousands of characters is ignored',
      '/',
      { cookie: `lng=eu${'-a'.repeat(5000)}`, 'accept-language': 'de' },
      'de',
    ],
    ['a cookie whose name only ends in lng is ignored', '/', { cookie: 'mylng=fr' }, 'en'],
    ['Accept-Language decides by quality values', '/', { 'accept-language': 'pt, es-MX;q=0.8, en;q=0.9' }, 'en'],
    ['English is used when no accepted language is supported', '/', { 'accept-language': 'pt, ja' }, 'en'],
    ['English is used without any preference', '/', {}, 'en'],
  ])('%s', (_, url, headers, locale) => expect(ask(url, headers as Record<string, string>)).toBe(locale))

  test.each([
    ['de-CH, fr;q=0.9', 'de'],
    ['fr;q=0.5, es;q=0.7', 'es'],
    ['fr;q=0, *;q=0.1', 'en'],
    ['EU', 'eu'],
    ['de;q=oops, ar', 'ar'],
    [',;,', undefined],
    [null, undefined],
  ])('Accept-Language %s selects %s', (header, locale) => expect(preferredLocale(header)).toBe(locale))

  test('a chosen language is stored in an HttpOnly cookie for a year', () => {
    expect(askedLocale(new Request('http://localhost/?lng=de-AT'))).toBe('de')
    expect(localeCookie('de', true)).toBe('lng=de; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure')
  })
})

describe('translated texts', () => {
  test('come in the requested language, with plural forms', () => {
    expect(fixedT('en', 'common')('error.home')).toBe('Go to the start page')
    expect(fixedT('en', 'ui')('errorSummary.title', { count: 1 })).toBe('One thing needs your attention')
    expect(fixedT('en', 'ui')('errorSummary.title', { count: 3 })).toBe('3 things need your attention')
    expect(fixedT('ar', 'common')('product')).toBe('Vitrine')
  })

  test('use the first existing key of several', () => {
    expect(fixedT('en', 'common')(['error.999.title', 'error.404.title'])).toBe('Nothing here')
  })
})

describe('formatting of numbers and dates', () => {
  test.each([
    [0, 'en', '0 bytes'],
    [999, 'en', '999 bytes'],
    [1000, 'en', '1 kB'],
    [1450, 'en', '1.5 kB'],
    [999_600, 'en', '1 MB'],
    [24_300_000, 'en', '24 MB'],
    [1_400_000_000, 'de', '1,4 GB'],
    [24_300_000, 'fr', '24 Mo'],
  ])('%d bytes in %s are formatted as %s', (bytes, locale, text) =>
    expect(formatBytes(bytes, locale).replace(/[\u00a0\u202f]/g, ' ')).toBe(text),
  )

  test('every language uses Western digits', () => {
    for (const locale of ['en', 'es', 'eu', 'fr', 'de', 'ar'])
      expect(formatBytes(24_300_000, locale) + formatDate('2027-06-30T12:00:00Z', locale)).toMatch(/24.*30|24.*2027/s)
  })

  test('an instant is formatted in its time zone, with the name of the zone', () => {
    const told = formatDateTime('2027-06-30T22:30:00Z', 'Europe/Madrid', 'en')
    expect(told).toMatch(/^1 July 2027 at 00:30 (CEST|GMT\+2)$/)
    expect(formatDate('2027-06-30T22:30:00Z', 'en', 'Europe/Madrid')).toBe('1 July 2027')
    expect(formatCameraTime('2018-02-05T15:11', 'en')).toBe('5 February 2018, 15:11')
    expect(formatCameraTime('no time', 'en')).toBe('no time')
    expect(formatDate('2027-06-30T22:30:00Z', 'en')).toBe('30 June 2027')
  })

  test('our Basque formats equal those of Intl (CLDR)', () => {
    const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
    for (let month = 0; month < 12; month++) {
      const instant = new Date(Date.UTC(2026, month, 3 + month, 16, 5))
      const day = { year: 'numeric', month: 'long', day: 'numeric' } as const
      for (const timeZone of ['UTC', 'Europe/Madrid', 'Asia/Kolkata']) {
        const date = new Intl.DateTimeFormat('eu', { ...day, timeZone }).format(instant)
        expect(formatDate(instant, 'eu', timeZone)).toBe(plain(date))
        const clock = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short', timeZone } as const
        const moment = new Intl.DateTimeFormat('eu', { ...day, ...clock }).format(instant)
        expect(formatDateTime(instant, timeZone, 'eu')).toBe(plain(moment))
      }
    }
    for (const share of [0, 0.54, 1])
      expect(formatPercent(share, 'eu')).toBe(new Intl.NumberFormat('eu', { style: 'percent' }).format(share))
    for (const names of [[], ['a'], ['a', 'b'], ['a, x', 'b', 'c']])
      expect(formatList(names, 'eu')).toBe(new Intl.ListFormat('eu').format(names))
    for (const value of [0, 1, 1.5, 999, 4096, 1234567.5]) {
      expect(formatNumber(value, 'eu')).toBe(new Intl.NumberFormat('eu').format(value))
      for (const unit of ['byte', 'megabyte', 'second', 'minute', 'hour']) {
        const unitDisplay = unit === 'megabyte' ? 'short' : 'long'
        const told = new Intl.NumberFormat('eu', { style: 'unit', unit, unitDisplay }).format(value)
        expect(plain(formatUnit(value, unit, 'eu', { unitDisplay }))).toBe(plain(told))
      }
    }
  })
})
