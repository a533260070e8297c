import { keywordsOf } from '~/domain/metadata/built-in'
import { checkValue } from '~/domain/metadata/check-value'
import type { MetadataField } from '~/domain/metadata/field'
import { isList, textOfContent } from '~/domain/metadata/field-input'
import { type Content, foldedKey, isSame } from '~/domain/metadata/value'
import type { Operation, OperationName, RefusedBecause } from './bulk-edit'

/** Values of one field of one asset in one language. */
export const MOST_VALUES = 100

/** Returns the values that an operation names, or why there are none. */
export function givenValues(operation: Pick<Operation, 'act' | 'value'>, field: MetadataField): Operated {
  if (operation.act === 'clear' || operation.act === 'replace') return { values: [] }
  const texts = isList(field) ? keywordsOf(operation.value, MOST_VALUES + 1) : [operation.value.trim()].filter(Boolean)
  const checked = texts.map((text) => checkValue(field, text))
  const issue = checked.find(({ issue }) => issue)?.issue
  if (issue) return { refused: issue === 'form.too_long' ? 'too_long' : 'invalid' }
  return { values: checked.flatMap(({ content }) => content ?? []) }
}

/** Returns what can be done with a field of its type. */
export function operationsOn(field: Pick<MetadataField, 'id' | 'type'>): OperationName[] {
  const isText = field.type === 'text' || field.type === 'rich_text'
  return [
    'set',
    ...(isText || isList(field) ? (['append'] as const) : []),
    ...(isList(field) ? (['remove'] as const) : []),
    'clear',
    ...(isText || field.type === 'place' ? (['replace'] as const) : []),
  ]
}

export type Operated =
  | { values: readonly Content[]; refused?: undefined }
  | { refused: RefusedBecause; values?: undefined }

/**
 * Returns what becomes of the values of a field in one language, or why that cannot be. `given` are the values that the
 * operation names, checked before.
 */
export function operate(
  operation: Operation,
  field: MetadataField,
  { before, given, keyOf = foldedKey }: OperatedOn,
): Operated {
  const values = OPERATE[operation.act](operation, field, { before, given, keyOf })
  if (isSame(before, values)) return { values: before }
  if (values.length > MOST_VALUES) return { refused: 'too_many' }
  const issue = values
    .map((value) => value.text !== undefined && checkValue(field, textOfContent(value)).issue)
    .find(Boolean)
  if (issue) return { refused: issue === 'form.too_long' ? 'too_long' : 'invalid' }
  return { values }
}

interface OperatedOn {
  before: readonly Content[]
  given: readonly Content[]
  /** Returns a text that is the same for values that are one. */
  keyOf?: (value: Content) => string
}

type Operate = (operation: Operation, field: MetadataField, on: Required<OperatedOn>) => readonly Content[]

const OPERATE: Record<OperationName, Operate> = {
  set: (_operation, _field, { given }) => given,
  clear: () => [],
  remove: (_operation, _field, { before, given, keyOf }) => {
    const gone = new Set(given.map(keyOf))
    return before.filter((value) => !gone.has(keyOf(value)))
  },
  append: (_operation, field, { before, given, keyOf }) => {
    if (!isList(field)) return appended(before, given)
    const known = new Set(before.map(keyOf))
    return [...before, ...given.filter((value) => !known.has(keyOf(value)))]
  },
  replace: (operation, _field, { before, keyOf }) =>
    distinct(
      before.flatMap((value) => replaced(operation, value)),
      keyOf,
    ),
}

/** A text gets another behind it, once. */
function appended(before: readonly Content[], given: readonly Content[]): readonly Content[] {
  const [text = '', added = ''] = [before[0]?.text, given[0]?.text]
  if (!text) return given
  return !added || text === added || text.endsWith(` ${added}`) ? before : [{ text: `${text} ${added}` }]
}

function replaced({ find, replacement, matchesCase }: Operation, value: Content): Content[] {
  if (!find || value.text === undefined) return [value]
  const text = value.text.replace(
    new RegExp(escaped(find.normalize('NFC')), matchesCase ? 'gu' : 'giu'),
    () => replacement,
  )
  if (text === value.text) return [value]
  const clean = text.replace(/ {2,}/g, ' ').trim()
  return clean ? [{ ...(value.place && { place: value.place }), text: clean }] : []
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

function distinct(values: readonly Content[], keyOf: (value: Content) => string): Content[] {
  const known = new Set<string>()
  return values.filter((value) => !known.has(keyOf(value)) && known.add(keyOf(value)))
}
