/**
 * Year, month, day and optionally time, as EXIF (`2026:05:04 09:30:00`), XMP (ISO 8601) and IIM (`20260504
 * 093000+0100`) write them.
 */
const TIME = /^\s*(\d{4})(?:[:/.-]?(\d\d)(?:[:/.-]?(\d\d)(?:[T\s]+(\d\d):?(\d\d))?)?)?/

/**
 * Returns a camera's time as `2026-11-23T09:30`, without its zone; only the day, month or year if no more is known;
 * undefined for anything else, such as the zeros of a camera whose clock was never set.
 */
export function clockTime(text: string | undefined): string | undefined {
  const [, year = '', month = '', day = '', hour = '', minute = ''] = TIME.exec(text ?? '') ?? []
  if (!(Number(year) > 0)) return undefined
  if (!isWithin(month, 1, 12)) return year
  if (!isWithin(day, 1, daysIn(Number(year), Number(month)))) return `${year}-${month}`
  if (!isWithin(hour, 0, 23) || !isWithin(minute, 0, 59)) return `${year}-${month}-${day}`
  return `${year}-${month}-${day}T${hour}:${minute}`
}

const isWithin = (text: string, least: number, most: number): boolean =>
  text !== '' && Number(text) >= least && Number(text) <= most

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
