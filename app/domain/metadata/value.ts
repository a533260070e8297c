import type { ValueStatus } from '#db/schema/metadata'
import type { Localized } from '~/platform/language'
import { CREDIT_NAMES, CREDITS, type Credits, FIELD_ID, type TextField } from './built-in'

/** What is known of a place beside its name. */
export interface PlaceDetails {
  /** ISO 3166-1 alpha-2, in upper case. */
  country?: string
  /** Degrees, WGS 84; both or none. */
  latitude?: number
  longitude?: number
}

/** What a value is, in the one property of its field's type; of a place also its details. */
export interface Content {
  text?: string
  number?: number
  /** `2026-11-30`. */
  day?: string
  flag?: boolean
  termId?: number
  /** Id of another asset. */
  otherId?: string
  /** Id in the register of persons. */
  namedPersonId?: number
  /** Of a place, whose name is `text`. */
  place?: PlaceDetails
}

/** A stored value. */
export interface MetadataValue extends Content {
  fieldId: number
  /** BCP 47 tag; empty for a value without a language. */
  locale: string
  /** Of several values of a field, counted from 0. */
  position: number
  status: ValueStatus
}

/** What a field of an asset becomes in one language: all its values there, in order; none removes it. */
export interface ValueChange {
  assetId: string
  fieldId: number
  locale?: string
  values: readonly Content[]
  /** Without it, `source` in the language of the asset and without a language, or else `approved`. */
  status?: ValueStatus
}

const textValues = (text: string | null | undefined): Content[] => (text ? [{ text }] : [])

/** Returns the changes that set texts in the languages that are given; an empty text removes one. */
export const textChanges = (assetId: string, texts: Partial<Record<TextField, Localized>>): ValueChange[] =>
  Object.entries(texts).flatMap(([key, values]) =>
    Object.entries(values).map(([locale, text]) => ({
      ...{ assetId, fieldId: FIELD_ID[key as TextField], locale, values: textValues(text) },
    })),
  )

/** Returns the changes that set those credits that are given; null removes one. */
export const creditChanges = (assetId: string, credits: Partial<Credits>): ValueChange[] =>
  CREDIT_NAMES.filter((name) => credits[name] !== undefined).map((name) => ({
    ...{ assetId, fieldId: FIELD_ID[CREDITS[name][0]], values: textValues(credits[name]) },
  }))

/** Returns the change that sets the keywords. */
export const keywordChange = (assetId: string, keywords: readonly string[]): ValueChange => ({
  ...{ assetId, fieldId: FIELD_ID.keywords, values: keywords.map((text) => ({ text })) },
})

/** Returns the texts of a field by language, of stored values of one asset. */
export const textsIn = (values: readonly MetadataValue[], fieldId: number): Localized =>
  Object.fromEntries(
    values.filter((value) => value.fieldId === fieldId).map(({ locale, text }) => [locale, text ?? '']),
  )

/** Returns whether two lists of contents are the same, in the same order. */
export const isSame = (a: readonly Content[], b: readonly Content[]): boolean =>
  a.length === b.length && a.every((content, index) => contentKey(content) === contentKey(b[index] ?? {}))

/** Returns a text that is the same for the same content. */
export const contentKey = ({ text, number, day, flag, termId, otherId, namedPersonId, place }: Content): string =>
  JSON.stringify([
    ...[text ?? null, number ?? null, day ?? null, flag ?? null, termId ?? null, otherId ?? null],
    ...[namedPersonId ?? null, place?.country ?? null, place?.latitude ?? null, place?.longitude ?? null],
  ])

/** Returns a text that is the same for content that differs in upper and lower case alone, as keywords do. */
export const foldedKey = (content: Content): string => contentKey(content).toLocaleLowerCase()

/** Returns those of an asset's values that a field has in one language; without one, those without a language. */
export const valuesAt = <Value extends MetadataValue>(
  values: readonly Value[],
  { fieldId, locale = '' }: Pick<ValueChange, 'fieldId' | 'locale'>,
): Value[] => values.filter((value) => value.fieldId === fieldId && value.locale === locale)

/** Returns whether a field would have no value in any language after changes of it; `stored` are its values now. */
export function leavesNone(
  stored: readonly Pick<MetadataValue, 'locale'>[],
  changes: readonly Pick<ValueChange, 'locale' | 'values'>[],
): boolean {
  const left = new Set(stored.map(({ locale }) => locale))
  for (const { locale = '', values } of changes)
    if (values.length > 0) left.add(locale)
    else left.delete(locale)
  return left.size === 0
}
