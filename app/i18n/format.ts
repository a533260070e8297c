import { basqueDate, basqueNumber, basqueUnit } from './basque'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Returns a file size in powers of 1000: `24 MB`, `1.4 GB`; below ten units with one decimal. */
export function formatBytes(bytes: number, locale: string): string {
  let value = Math.max(0, bytes)
  let step = 0
  // 999.5 would be rounded to 1000 of the smaller unit.
  while (value >= 999.5 && step < UNITS.length - 1) {
    value /= 1000
    step++
  }
  const maximumFractionDigits = step > 0 && value < 9.95 ? 1 : 0
  return formatUnit(value, UNITS[step] ?? 'terabyte', locale, {
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits,
  })
}

/** Returns a number with the separators of the language: `4,096`. */
export const formatNumber = (value: number, locale: string): string =>
  locale === 'eu' ? basqueNumber(value) : numbers(locale, {}).format(value)

/** Returns a share of 1 as a percentage: `54%`. */
export const formatPercent = (share: number, locale: string): string =>
  locale === 'eu'
    ? `%\u00a0${basqueNumber(share * 100, { maximumFractionDigits: 0 })}`
    : numbers(locale, { style: 'percent' }).format(share)

/** Returns a list as a part of a sentence: `a, b and c`. */
export const formatList = (names: readonly string[], locale: string): string =>
  locale === 'eu'
    ? [...(names.length > 1 ? [names.slice(0, -1).join(', ')] : []), ...names.slice(-1)].join(' eta ')
    : new Intl.ListFormat(latin(locale)).format(names)

/** Returns a number with its unit, spelled out by default: `5 seconds`. `unit` is one of ECMA-402. */
export function formatUnit(
  value: number,
  unit: string,
  locale: string,
  {
    unitDisplay = 'long',
    maximumFractionDigits,
  }: { unitDisplay?: 'long' | 'short'; maximumFractionDigits?: number } = {},
): string {
  if (locale === 'eu') return basqueUnit(value, unit, maximumFractionDigits)
  const options = { style: 'unit', unit, unitDisplay, maximumFractionDigits } as const
  return numbers(locale, options).format(value)
}

/** Returns a day and time with the name of the zone: `30 June 2027 at 18:00 CEST`. `zone` is an IANA name. */
export function formatDateTime(instant: Date | string | number, zone: string, locale: string): string {
  if (locale === 'eu') return basqueDate(new Date(instant), zone, true)
  return dates(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(new Date(instant))
}

/** Returns a day, `30 June 2027`, in `zone` (UTC by default). */
export function formatDate(instant: Date | string | number, locale: string, zone = 'UTC'): string {
  if (locale === 'eu') return basqueDate(new Date(instant), zone, false)
  const options = { year: 'numeric', month: 'long', day: 'numeric', timeZone: zone } as const
  return dates(locale, options).format(new Date(instant))
}

/** Returns a time of day with seconds, `18:04:09`, in the same format for every language. `zone` is an IANA name. */
export const formatClock = (instant: Date | string | number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: zone }).format(new Date(instant))

/**
 * Caches formatters: making one takes longer than fifty uses. The cache holds one per combination of language, zone and
 * unit in use.
 */
const kept = <T>(formatters: Map<string, T>, locale: string, options: object, make: () => T): T => {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  if (formatters.size > 1000) formatters.clear()
  const made = make()
  formatters.set(key, made)
  return made
}
const numberFormats = new Map<string, Intl.NumberFormat>()
const numbers = (locale: string, options: Intl.NumberFormatOptions) =>
  kept(numberFormats, locale, options, () => new Intl.NumberFormat(latin(locale), options))
const dateFormats = new Map<string, Intl.DateTimeFormat>()
const dates = (locale: string, options: Intl.DateTimeFormatOptions) =>
  kept(dateFormats, locale, options, () => new Intl.DateTimeFormat(latin(locale), options))

/**
 * Returns a camera's time, which has no zone: `5 February 2018, 15:11`. `local` is `YYYY-MM-DDTHH:mm`; other text is
 * returned unchanged.
 */
export function formatCameraTime(local: string, locale: string): string {
  const instant = new Date(`${local}Z`)
  if (Number.isNaN(instant.getTime())) return local
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' } as const
  return `${formatDate(instant, locale)}, ${dates(locale, options).format(instant)}`
}

/**
 * Fixes the digits, since server and browser have different locale data and their texts must match. English uses
 * European formats.
 */
const latin = (locale: string): string => `${locale === 'en' ? 'en-GB' : locale}-u-nu-latn`
