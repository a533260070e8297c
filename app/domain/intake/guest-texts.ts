import { keywordsOf } from '~/domain/metadata/built-in'
import { checkValue } from '~/domain/metadata/check-value'
import type { MetadataField } from '~/domain/metadata/field'
import { type FieldInput, type FieldInputs, isList } from '~/domain/metadata/field-input'
import { isReference } from '~/domain/metadata/reference'

/** What a guest filled in, by the keys of fields: one text each, with commas between the values of a list. */
export type GuestTexts = Readonly<Record<string, string>>

/** Returns what a guest filled in as the input of a form in the guest's language. */
export function inputsOfTexts(fields: readonly MetadataField[], texts: GuestTexts, locale: string): FieldInputs {
  const inputOf = (field: MetadataField, text: string): FieldInput => {
    if (field.isLocalizable) return { [locale]: text }
    return isList(field) ? keywordsOf(text) : text
  }
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = texts[field.key]?.trim()
      return text ? [[field.key, inputOf(field, text)]] : []
    }),
  )
}

/** Returns the keys of fields whose text is none of their values. */
export const unfitting = (fields: readonly MetadataField[], texts: GuestTexts): string[] =>
  fields
    .filter((field) => {
      const text = texts[field.key]?.trim()
      return text && !isReference(field.type) && !isList(field) && checkValue(field, text).issue
    })
    .map(({ key }) => key)
