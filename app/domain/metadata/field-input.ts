import { z } from 'zod'
import { DomainError } from '~/platform/errors'
import { LOCALES, type Localized } from '~/platform/language'
import { FIELD_ID } from './built-in'
import { checkValue, type ValueIssue } from './check-value'
import { type MetadataField, mostLengthOf } from './field'
import { placeOfInput, writePlace } from './place'
import { isReference } from './reference'
import type { Content, ValueChange } from './value'

/** What a form gives of a field: one text, several, or one in each language. */
export type FieldInput = string | readonly string[] | Localized | undefined
/** By the keys of fields. */
export type FieldInputs = Readonly<Record<string, FieldInput>>

/** Values of one field of one asset. */
const MOST_VALUES = 100

/** Returns whether the field has several values. */
export const hasMany = ({ type }: Pick<MetadataField, 'type'>): boolean => type === 'terms' || type === 'persons'

/** Returns whether the field has several values; keywords do. */
export const isList = (field: Pick<MetadataField, 'id' | 'type'>): boolean =>
  hasMany(field) || field.id === FIELD_ID.keywords

const textSchema = (field: MetadataField) =>
  z
    .string()
    .trim()
    .max(mostLengthOf(field))
    .optional()
    .superRefine((text, context) => {
      const issue = text ? checkValue(field, text).issue : undefined
      if (issue) context.addIssue({ code: 'custom', message: issue })
    })

/** Returns the schema of a form's input of one field. */
export function inputSchema(field: MetadataField): z.ZodType<FieldInput> {
  const text = textSchema(field)
  if (field.isLocalizable) return z.strictObject(Object.fromEntries(LOCALES.map((locale) => [locale, text])))
  if (field.type === 'place') return placeSchema(field)
  // Names, or ids, in one text or chosen one by one.
  if (hasMany(field)) return z.array(z.string().trim().max(4000)).max(MOST_VALUES).optional()
  if (isReference(field.type)) return z.string().trim().max(mostLengthOf(field)).optional()
  return text
}

const PLACE_PARTS: Partial<Record<ValueIssue, string>> = {
  ...{ 'place.name': 'name', 'place.country': 'country', 'place.position': 'position' },
}

/** A place by its parts, as one text. Errors are beside its parts. */
const placeSchema = (field: MetadataField): z.ZodType<FieldInput> =>
  z
    .strictObject({
      name: z.string().trim().max(mostLengthOf(field)).optional(),
      country: z.string().max(2).optional(),
      position: z.string().trim().max(60).optional(),
    })
    .optional()
    .transform((input, context) => {
      const { content, issue } = placeOfInput(input ?? {}) ?? {}
      if (issue) context.addIssue({ code: 'custom', message: issue, path: [PLACE_PARTS[issue] ?? 'name'] })
      return content && writePlace(content)
    })

/**
 * Returns the schema of a form's inputs of the fields, by their keys; errors are beside each field and language. A form that was
 * opened before a field was retired may still send one of `gone`, which nobody reads.
 */
export const inputsSchema = (
  fields: readonly MetadataField[],
  gone: readonly MetadataField[] = [],
): z.ZodType<FieldInputs> =>
  z
    .strictObject({
      ...Object.fromEntries(gone.map((field) => [field.key, inputSchema(field).optional()])),
      ...Object.fromEntries(fields.map((field) => [field.key, inputSchema(field)])),
    })
    .superRefine((inputs: FieldInputs, context) => {
      for (const field of fields)
        if (field.isRequired && isEmpty(inputs[field.key]))
          context.addIssue({ code: 'custom', path: [field.key, ...partOf(field)], message: 'form.required' })
    })

/** Where the error of an empty field stands. */
function partOf({ isLocalizable, type }: MetadataField): string[] {
  if (isLocalizable) return ['en']
  return type === 'place' ? ['name'] : []
}

const textsOf = (input: FieldInput): string[] =>
  (typeof input === 'string' ? [input] : Object.values(input ?? {})).filter((text): text is string => !!text)

const isEmpty = (input: FieldInput): boolean => textsOf(input).length === 0

/**
 * Returns the changes that set the fields to their inputs, in every language of the product; one without an input is removed.
 * Names of terms, persons and assets are left out: `referenceChanges` sets them. Throws `form.invalid` beside a field whose input is none of its values.
 */
export const inputChanges = (assetId: string, fields: readonly MetadataField[], inputs: FieldInputs): ValueChange[] =>
  fields.flatMap((field) => {
    if (isReference(field.type)) return []
    const input = inputs[field.key]
    const change = { assetId, fieldId: field.id }
    if (!field.isLocalizable) return [{ ...change, values: contentsOf(field, textsOf(input)) }]
    const byLocale: Localized = typeof input === 'object' && !isTexts(input) ? input : {}
    return LOCALES.map((locale) => ({
      ...{ ...change, locale },
      values: contentsOf(field, [byLocale[locale] ?? ''].filter(Boolean)),
    }))
  })

const isTexts = (input: readonly string[] | Localized): input is readonly string[] => Array.isArray(input)

function contentsOf(field: MetadataField, texts: readonly string[]): Content[] {
  return [...new Set(texts)].slice(0, hasMany(field) ? MOST_VALUES : 1).map((text) => {
    const { content } = checkValue(field, text)
    if (!content) throw new DomainError('form.invalid', { field: `fields.${field.key}` })
    return content
  })
}

/** Returns the text that a form shows of a value. */
export const textOfContent = (content: Content): string => {
  const { text, number, day, flag, termId, otherId, namedPersonId, place } = content
  if (flag !== undefined) return flag ? 'yes' : 'no'
  if (place) return writePlace(content)
  return text ?? day ?? otherId ?? String(number ?? termId ?? namedPersonId ?? '')
}
