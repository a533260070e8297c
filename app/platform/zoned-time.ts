import { fromDate, parseDateTime, toCalendarDateTime, toZoned } from '@internationalized/date'

/**
 * Returns the instant of a wall-clock time (`2026-12-24T18:00`) in an IANA zone; throws `RangeError` for text that is none.
 * A time skipped by a clock change means the moment after the gap; one that happens twice means the first.
 */
export function instantOf(local: string, zone: string): Date {
  if (!isLocalDateTime(local)) throw new RangeError(`not a date and time: ${local}`)
  return toZoned(parseDateTime(local), zone, 'compatible').toDate()
}

/** The library takes a day 00 too. */
const LOCAL = /^\d{4}-\d{2}-(?!00)\d{2}T\d{2}:\d{2}(:\d{2})?$/
/** Years outside this range are typing errors, and not every part of a page can display them. */
const YEARS = { first: 1900, last: 9999 }

/**
 * Returns whether text is an existing wall-clock time in the format of `instantOf`: `2026-12-24T18:00`, seconds
 * optional.
 */
export function isLocalDateTime(text: string): boolean {
  if (!LOCAL.test(text)) return false
  try {
    const { year } = parseDateTime(text)
    return year >= YEARS.first && year <= YEARS.last
  } catch {
    return false
  }
}

/** Returns the wall-clock time of an instant in a zone, as `datetime-local` fields want it: `2026-12-24T18:00`. */
export function localOf(instant: Date, zone: string): string {
  return toCalendarDateTime(fromDate(instant, zone)).toString().slice(0, 16)
}

/** Returns whether text names an IANA time zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
