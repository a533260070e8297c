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
