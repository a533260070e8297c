import { type CheckedValue, checkValue } from './check-value'
import type { MetadataField } from './field'
import { textOfContent } from './field-input'
import type { NewType } from './field-settings'
import { isReference } from './reference'
import type { MetadataValue } from './value'

/** What a field becomes. */
export interface Target {
  type: NewType
  isLocalizable: boolean
}

/** Returns whether the type of a field can be changed: not of a built-in one, and not where values are ids of something else. */
export const isConvertible = ({ isBuiltIn, type }: Pick<MetadataField, 'isBuiltIn' | 'type'>): boolean =>
  !isBuiltIn && !isReference(type)

/** Returns what a value becomes, or why it cannot. Where a place becomes a text, its name stays: a position is not for everybody. */
export function converted(
  value: MetadataValue,
  { type }: Pick<Target, 'type'>,
  { mostLength }: Pick<MetadataField, 'mostLength'>,
): CheckedValue {
  const limit = type === 'text' || type === 'rich_text' ? mostLength : null
  const text = value.place && type !== 'place' ? (value.text ?? '') : textOfContent(value)
  return checkValue({ type, mostLength: limit }, text)
}

/** A value, and as what it stays; the type is not changed yet. */
export interface KeptValue {
  from: MetadataValue
  to: MetadataValue
}

/**
 * Returns which values of one asset stay in a field with or without languages: a value without one gets the language of the
 * asset; where there are to be none, that in the language of the asset stays, or else the first.
 */
export function inLanguages(
  values: readonly MetadataValue[],
  isLocalizable: boolean,
  sourceLocale: string,
): KeptValue[] {
  if (isLocalizable) return values.map((from) => ({ from, to: { ...from, locale: from.locale || sourceLocale } }))
  const locales = [...new Set(values.map(({ locale }) => locale))].sort()
  const kept = [sourceLocale, ''].find((locale) => locales.includes(locale)) ?? locales[0]
  return values
    .filter(({ locale }) => locale === kept)
    .map((from) => ({ from, to: { ...from, locale: '', status: 'source' } }))
}
