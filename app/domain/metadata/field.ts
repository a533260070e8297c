import type { FieldType } from '#db/schema/metadata'
import { type Localized, pickText } from '~/platform/language'
import { CREDIT_NAMES, CREDITS, FIELD_ID } from './built-in'

export type { FieldType }

/** A field of the schema, with its group. */
export interface MetadataField {
  id: number
  /** Part of forms, imports and exports; never changes. */
  key: string
  type: FieldType
  /** Key of its group. */
  group: string
  /** By BCP 47 tag; empty for a built-in field that has the name of the product. */
  labels: Localized
  help: Localized
  /** Kinds of assets that have it; null for all. */
  kinds: string[] | null
  isRequired: boolean
  isRequiredForApproval: boolean
  isLocalizable: boolean
  isPublic: boolean
  isSearchable: boolean
  isFacet: boolean
  allowsCorrections: boolean
  mostLength: number | null
  tags: string[]
  vocabularyId: number | null
  isBuiltIn: boolean
  retiredAt: Date | null
}

export interface MetadataGroup {
  id: number
  key: string
  labels: Localized
}

/** Returns whether assets of this kind have the field. */
export const appliesTo = ({ kinds }: Pick<MetadataField, 'kinds'>, kind: string): boolean =>
  kinds === null || kinds.includes(kind)

const CREDIT_IDS: ReadonlySet<number> = new Set(CREDIT_NAMES.map((name) => FIELD_ID[CREDITS[name][0]]))

/** Returns whether the field is of the credit or licence, which are set together with embargo and expiry. */
export const isCredit = ({ id }: Pick<MetadataField, 'id'>): boolean => CREDIT_IDS.has(id)

/** Greatest length in characters of a text whose field has none of its own. */
const MOST_TEXT: Partial<Record<FieldType, number>> = {
  ...{ text: 1000, rich_text: 20_000, person: 300, persons: 4000, asset: 2000, place: 300 },
}

/** Returns the greatest length of what is typed into a field, in characters. */
export const mostLengthOf = ({ type, mostLength }: Pick<MetadataField, 'type' | 'mostLength'>): number =>
  mostLength ?? MOST_TEXT[type] ?? 100

/** Returns the name of a field in a language; undefined for a built-in one that has the name of the product. */
export const labelOf = (
  { key, labels, isBuiltIn }: Pick<MetadataField, 'key' | 'labels' | 'isBuiltIn'>,
  locale: string,
): string | undefined => pickText(labels, locale, 'en')?.value ?? (isBuiltIn ? undefined : key)
