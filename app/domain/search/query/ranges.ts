import type { RangeField } from './fields'

/**
 * From `from`, included, to `to`, excluded, in the unit of its field: pixels, bytes, seconds, pages, milliseconds since 1970.
 * Open where an end is absent.
 */
export interface Range {
  from?: number
  to?: number
}

/** What one value stands for: `2026-03` for a month, `2000` pixels for one number, `1.5mb` for about as many bytes. */
interface Span {
  from: number
  to: number
}

type ReadSpan = (text: string) => Span | undefined

/**
 * Returns the range that a value says: `>2000`, `>=2000`, `<30s`, `1mb..20mb`, `2026-01..2026-06`, `..5`, `2026`, and
 * `10..<20`, in which the end is not included.
 */
export const parseRange = (field: RangeField, text: string): Range | undefined =>
  rangeOf(text, (each) => spanOf(field, each))

/** The same of days, in milliseconds since 1970. */
export const parseDays = (text: string): Range | undefined => rangeOf(text, days)

/** The same of any numbers. */
export const parseNumbers = (text: string): Range | undefined => rangeOf(text, anyNumber)

function rangeOf(text: string, read: ReadSpan): Range | undefined {
  const compared = /^(>=|<=|>|<)(.+)$/s.exec(text)
  if (compared) return compare(compared[1], read(compared[2] ?? ''))
  const between = /^(.*?)\.\.(<?)(.*)$/s.exec(text)
  if (!between) return read(text)
  const [, first = '', without, last = ''] = between
  const [start, end] = [read(first), read(last)]
  if ((first && !start) || (last && !end) || !(start || end)) return undefined
  return { ...(start && { from: start.from }), ...(end && { to: without ? end.from : end.to }) }
}

function compare(sign: string | undefined, span: Span | undefined): Range | undefined {
  if (!span) return undefined
  if (sign === '>') return { from: span.to }
  if (sign === '>=') return { from: span.from }
  return { to: sign === '<' ? span.from : span.to }
}

function spanOf(field: RangeField, text: string): Span | undefined {
  if (field === 'created') return days(text)
  if (field === 'duration') return duration(text)
  return field === 'size' ? bytes(text) : wholeNumber(text)
}

function wholeNumber(text: string): Span | undefined {
  if (!/^\d{1,9}(px)?$/.test(text)) return undefined
  const from = Number.parseInt(text, 10)
  return { from, to: from + 1 }
}

/** A number with a decimal point or comma, and a sign. */
function anyNumber(text: string): Span | undefined {
  if (!/^[+\-−]?\d{1,16}([.,]\d{1,15})?$/.test(text)) return undefined
  const from = Number(text.replace(',', '.').replace('−', '-'))
  return { from, to: nextAfter(from) }
}

/** Returns the least double that is greater than a finite one (IEEE 754, nextUp). */
function nextAfter(number: number): number {
  if (number === 0) return Number.MIN_VALUE
  const bits = new BigInt64Array(new Float64Array([number]).buffer)
  bits[0] = (bits[0] ?? 0n) + (number > 0 ? 1n : -1n)
  return new Float64Array(bits.buffer)[0] ?? number
}

/** Decimal multiples, as the product shows sizes. */
const UNITS: Record<string, number> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 }

function bytes(text: string): Span | undefined {
  const [, digits, unit = 'b'] = /^(\d{1,9}(?:\.\d{1,3})?)(b|kb|mb|gb|tb)?$/i.exec(text) ?? []
  if (digits === undefined) return undefined
  const each = UNITS[unit.toLowerCase()] ?? 1
  const from = Math.round(Number(digits) * each)
  return { from, to: from + 1 }
}

const SECONDS: Record<string, number> = { s: 1, sec: 1, m: 60, min: 60, h: 3600 }

function duration(text: string): Span | undefined {
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/.exec(text)
  if (clock) {
    const from = Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
    return { from, to: from + 1 }
  }
  const [, digits, unit = 's'] = /^(\d{1,6}(?:\.\d)?)(s|sec|m|min|h)?$/i.exec(text) ?? []
  if (digits === undefined) return undefined
  const each = SECONDS[unit.toLowerCase()] ?? 1
  const from = Number(digits) * each
  return { from, to: from + (digits.includes('.') ? each / 10 : each) }
}

/** A year, a month or a day, in UTC. */
function days(text: string): Span | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? []
  if (!year) return undefined
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)]
  const from = Date.UTC(y, m, d)
  // 2026-02-31 is no day; years below 100 are those of the last century to Date.
  if (y < 100 || new Date(from).getUTCMonth() !== m || new Date(from).getUTCDate() !== d) return undefined
  const to = day ? Date.UTC(y, m, d + 1) : month ? Date.UTC(y, m + 1, 1) : Date.UTC(y + 1, 0, 1)
  return { from, to }
}
