/**
 * Basque formats by the Unicode CLDR, implemented here because Chromium has no Basque locale data: it would fall back
 * to English, and its text would differ from the server's.
 */
const MONTHS = [
  ...['urtarrilaren', 'otsailaren', 'martxoaren', 'apirilaren', 'maiatzaren', 'ekainaren'],
  ...['uztailaren', 'abuztuaren', 'irailaren', 'urriaren', 'azaroaren', 'abenduaren'],
]
/** German formats numbers like Basque, and every browser supports it. */
const FIGURES = 'de'
/** Basque names of CLDR units; they have no plural. */
const UNITS: Record<string, string> = {
  ...{ byte: 'byte', kilobyte: 'kB', megabyte: 'MB', gigabyte: 'GB', terabyte: 'TB' },
  ...{ second: 'segundo', minute: 'minutu', hour: 'ordu', day: 'egun' },
}

/** Returns a number, `1.234,5`. */
export const basqueNumber = (value: number, options: Intl.NumberFormatOptions = {}): string =>
  new Intl.NumberFormat(FIGURES, options).format(value)

/** Returns a number with its unit, `1,5 MB`, `5 segundo`; `unit` is one of ECMA-402. */
export const basqueUnit = (value: number, unit: string, maximumFractionDigits?: number): string =>
  `${basqueNumber(value, { maximumFractionDigits })} ${UNITS[unit] ?? unit}`

/** Returns `2027(e)ko ekainaren 30(a)`, or with the time `2027(e)ko ekainaren 30(a) (18:00 CEST)`. */
export function basqueDate(instant: Date, timeZone: string, withTime: boolean): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone, timeZoneName: 'short' },
  })
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const day = `${part.year}(e)ko ${MONTHS[Number(part.month) - 1]} ${Number(part.day)}(a)`
  return withTime ? `${day} (${part.hour}:${part.minute} ${part.timeZoneName})` : day
}
