/**
 * Basque as the Unicode CLDR writes it, made here because Chromium carries no Basque: it would fall back to English, and
 * the page would say something else than the server has written.
 */
const MONTHS = [
  ...['urtarrilaren', 'otsailaren', 'martxoaren', 'apirilaren', 'maiatzaren', 'ekainaren'],
  ...['uztailaren', 'abuztuaren', 'irailaren', 'urriaren', 'azaroaren', 'abenduaren'],
]
/** German writes figures as Basque does, and every browser knows it. */
const FIGURES = 'de'
/** Units of CLDR by their Basque names; they do not change with the number. */
const UNITS: Record<string, string> = {
  ...{ byte: 'byte', kilobyte: 'kB', megabyte: 'MB', gigabyte: 'GB', terabyte: 'TB' },
  ...{ second: 'segundo', minute: 'minutu', hour: 'ordu' },
}

/** `1.234,5` */
export const basqueNumber = (value: number, options: Intl.NumberFormatOptions = {}): string =>
  new Intl.NumberFormat(FIGURES, options).format(value)

/** `1,5 MB`, `5 segundo`; `unit` is one of ECMA-402. */
export const basqueUnit = (value: number, unit: string, maximumFractionDigits?: number): string =>
  `${basqueNumber(value, { maximumFractionDigits })} ${UNITS[unit] ?? unit}`

/** `2027(e)ko ekainaren 30(a)`, and with the time `2027(e)ko ekainaren 30(a) (18:00 CEST)`. */
export function basqueDate(instant: Date, timeZone: string, withTime: boolean): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone, timeZoneName: 'short' },
  })
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const day = `${part.year}(e)ko ${MONTHS[Number(part.month) - 1]} ${Number(part.day)}(a)`
  return withTime ? `${day} (${part.hour}:${part.minute} ${part.timeZoneName})` : day
}
