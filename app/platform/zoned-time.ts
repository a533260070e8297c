/**
 * The instant of a wall-clock time (`2026-12-24T18:00`) in an IANA zone.
 * A time skipped by a clock change means the moment after the gap; one that happens twice means the first.
 */
export function instantOf(local: string, zone: string): Date {
  const wanted = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`)
  if (Number.isNaN(wanted)) throw new RangeError(`not a date and time: ${local}`)
  const offsets = [offsetAt(wanted - 86_400_000, zone), offsetAt(wanted + 86_400_000, zone)]
  const fitting = offsets.map((offset) => wanted - offset).filter((at) => at + offsetAt(at, zone) === wanted)
  return new Date(fitting.length ? Math.min(...fitting) : wanted - offsets[0]!)
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/
/** Earlier and later years mean a slip of the finger, and are beyond what every part of a page can show. */
const YEARS = { first: 1900, last: 9999 }

/** Whether text is a wall-clock time of a day that there is, as `instantOf` takes it: `2026-12-24T18:00`, seconds or not. */
export function isLocalDateTime(text: string): boolean {
  const [year, month, day, hour, minute, second = 0] = (LOCAL.exec(text)?.slice(1) ?? []).map((part) =>
    Number(part ?? 0),
  )
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined)
    return false
  if (year < YEARS.first || year > YEARS.last || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59)
    return false
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The wall-clock time of an instant in a zone, as `datetime-local` fields want it: `2026-12-24T18:00`. */
export function localOf(instant: Date, zone: string): string {
  return new Date(instant.getTime() + offsetAt(instant.getTime(), zone)).toISOString().slice(0, 16)
}

/** Milliseconds that local time is ahead of UTC at an instant. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((each) => each.type === type)!.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(at / 1000) * 1000
}

/** Whether text names an IANA time zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
