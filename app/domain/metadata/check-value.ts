import { type FieldType, type MetadataField, mostLengthOf } from './field'
import { type PlaceIssue, readPlace } from './place'
import type { Content } from './value'

/** Why something is no value of a field; a code of the `errors` locale file. */
export type ValueIssue = 'form.number' | 'form.date' | 'form.invalid_value' | 'form.too_long' | PlaceIssue

export type CheckedValue = { content: Content; issue?: undefined } | { issue: ValueIssue; content?: undefined }

/** Greatest size of a number: all whole numbers up to it are exact. */
const MOST = Number.MAX_SAFE_INTEGER

/**
 * Returns what was typed, pasted or read from a file as the content of a value of the field, or why it is none. All ways in
 * use this one. `text` is not empty; of a term or person it is the id, of a link to an asset that asset's id.
 */
export function checkValue(field: Pick<MetadataField, 'type' | 'mostLength'>, text: string): CheckedValue {
  const clean = text.normalize('NFC').trim()
  if ([...clean.slice(0, 50_000)].length > mostLengthOf(field)) return { issue: 'form.too_long' }
  return CHECKS[field.type](clean)
}

const checkText = (text: string): CheckedValue => ({ content: { text } })

const CHECKS: Record<FieldType, (text: string) => CheckedValue> = {
  text: checkText,
  rich_text: checkText,
  number: checkNumber,
  date: checkDay,
  boolean: checkFlag,
  term: checkTerm,
  terms: checkTerm,
  person: checkPerson,
  persons: checkPerson,
  place: readPlace,
  asset: (text) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
      ? { content: { otherId: text.toLowerCase() } }
      : { issue: 'form.invalid_value' },
}

/** As programs write them, too: `1e-7`. A decimal comma is one, as nothing else is separated by commas here. */
function checkNumber(text: string): CheckedValue {
  const number = /^[+\-−]?\d{1,16}([.,]\d{1,20})?(e[+-]?\d{1,2})?$/i.test(text)
    ? Number(text.replace(',', '.').replace('−', '-'))
    : Number.NaN
  return Number.isFinite(number) && Math.abs(number) <= MOST ? { content: { number } } : { issue: 'form.number' }
}

/** A day of the calendar, as ISO 8601: `2026-11-30`. */
function checkDay(text: string): CheckedValue {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? ''
  const time = Date.parse(`${day}T00:00:00Z`)
  const isDay = text.length === day.length || /^T00:00:00(\.0+)?Z?$/.test(text.slice(day.length))
  const isReal = isDay && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) && day >= '0001'
  return isReal ? { content: { day } } : { issue: 'form.date' }
}

const FLAGS: Partial<Record<string, boolean>> = {
  ...{ yes: true, true: true, '1': true, on: true },
  ...{ no: false, false: false, '0': false, off: false },
}

function checkFlag(text: string): CheckedValue {
  const flag = FLAGS[text.toLowerCase()]
  return flag === undefined ? { issue: 'form.invalid_value' } : { content: { flag } }
}

const numberOf = (text: string): number | undefined => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined)

function checkTerm(text: string): CheckedValue {
  const termId = numberOf(text)
  return termId === undefined ? { issue: 'form.invalid_value' } : { content: { termId } }
}

function checkPerson(text: string): CheckedValue {
  const namedPersonId = numberOf(text)
  return namedPersonId === undefined ? { issue: 'form.invalid_value' } : { content: { namedPersonId } }
}
