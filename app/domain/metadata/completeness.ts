import { KINDS, type Kind } from '~/platform/files/kinds'
import type { Localized } from '~/platform/language'
import { type BuiltInKey, FIELD_ID } from './built-in'
import type { MetadataField } from './field'

/** Something that assets are to say of themselves: a value of one of some fields. */
export interface Need {
  /** `title`, `alt_text`, `credit`, or `field:` and the key of another field; with `.` and a language where that is asked for. */
  name: string
  fieldIds: readonly number[]
  /** Key of the field in whose place a form says it. */
  key: string
  /** Names of the field, by language. */
  labels: Localized
  /** Kinds of assets that have it; null for all. */
  kinds: readonly string[] | null
  /** In which language: a BCP 47 tag, the one that the asset is described in, or any. */
  locale: string | typeof SOURCE | typeof ANY
  /** Whether nothing is approved without it. */
  isRequired: boolean
  /** Whether it is only asked of assets that say it in another language. */
  isTranslation: boolean
  /** Whether it is only asked of assets whose template requires it. */
  isOfTemplate: boolean
}

export const SOURCE = 'source'
export const ANY = 'any'

/** What of an asset decides whether it is complete. */
export interface DescribedAsset {
  kind: string
  sourceLocale: string
  /** The languages in which it has values of fields; `''` for values without one. */
  values: readonly { fieldId: number; locale: string; isDraft: boolean }[]
  /** Ids of the fields that its template requires. */
  required?: readonly number[]
}

/** Kinds that need an alternative text for people who cannot see them (WCAG 2.2, 1.1.1). */
const PICTURES: readonly Kind[] = ['photo', 'vector', 'layered', 'raw']

const CREDIT_IDS = [FIELD_ID.creator, FIELD_ID.credit_line]

/** Fields of which the product has a rule of its own. */
const RULED: ReadonlySet<string> = new Set<BuiltInKey>(['title', 'alt_text'])

type SchemaField = Pick<
  MetadataField,
  | 'id'
  | 'key'
  | 'labels'
  | 'kinds'
  | 'isRequired'
  | 'isRequiredForApproval'
  | 'isLocalizable'
  | 'isPublic'
  | 'isBuiltIn'
  | 'retiredAt'
>

/**
 * Returns what assets need by the schema, in its order. Required are a title in the language of the asset, an alternative text of
 * pictures, a creator or credit line, each field that is required or required for approval, and of an asset whose template requires
 * one of the fields `byTemplate` that one. Those of them that outsiders
 * read and that have languages are needed in each of `locales`, too, and count as complete there when no draft.
 */
export function needsOf(
  fields: readonly SchemaField[],
  locales: readonly string[],
  byTemplate: ReadonlySet<number> = new Set(),
): Need[] {
  const used = fields.filter(({ retiredAt }) => !retiredAt)
  const asked = used.filter((field) => RULED.has(field.key) || field.isRequired || field.isRequiredForApproval)
  const required = [
    ...asked.filter(({ key }) => RULED.has(key)).map((field) => ({ ...baseOf(field), isRequired: true })),
    { ...CREDIT, isRequired: true },
    ...asked.filter(({ key }) => !RULED.has(key)).map((field) => ({ ...baseOf(field), isRequired: true })),
  ]
  const ofTemplates = used.filter((field) => byTemplate.has(field.id) && (!asked.includes(field) || isAltText(field)))
  return [...required, ...ofTemplates.map(templateNeed), ...asked.flatMap((field) => inLocales(field, locales))]
}

const isAltText = ({ id }: SchemaField): boolean => id === FIELD_ID.alt_text

/** Pictures need their alternative text anyway. */
const templateNeed = (field: SchemaField): Need => ({
  ...{ ...baseOf(field), name: `field:${field.key}`, isRequired: true, isOfTemplate: true },
  kinds: isAltText(field) ? KINDS.filter((kind) => !PICTURES.includes(kind)) : field.kinds,
})

/** Returns what a portal in `locales` needs of assets for outsiders to read all of them: `needsOf`, and every public text in each language. */
export function portalNeeds(fields: readonly SchemaField[], locales: readonly string[]): Need[] {
  const needs = needsOf(fields, locales)
  const known = new Set(needs.map(({ name }) => name))
  const translations = fields
    .filter(({ retiredAt }) => !retiredAt)
    .flatMap((field) => inLocales(field, locales))
    .map((need) => ({ ...need, isTranslation: true }))
  return [...needs, ...translations.filter(({ name }) => !known.has(name))]
}

/** The credit: a creator stands in for a credit line. */
const CREDIT: Need = {
  ...{ name: 'credit', key: 'credit_line', fieldIds: CREDIT_IDS, labels: {}, kinds: null, locale: ANY },
  ...{ isRequired: false, isTranslation: false, isOfTemplate: false },
}

const nameOf = (key: string): string => (RULED.has(key) ? key : `field:${key}`)

const kindsOf = ({ key, kinds }: SchemaField): readonly string[] | null => (key === 'alt_text' ? PICTURES : kinds)

const baseOf = (field: SchemaField): Need => ({
  ...{ name: nameOf(field.key), key: field.key, fieldIds: [field.id], labels: field.labels, kinds: kindsOf(field) },
  ...{ locale: field.key === 'title' ? SOURCE : ANY, isRequired: false, isTranslation: false, isOfTemplate: false },
})

const inLocales = (field: SchemaField, locales: readonly string[]): Need[] =>
  field.isLocalizable && field.isPublic
    ? locales.map((locale) => ({ ...baseOf(field), name: `${nameOf(field.key)}.${locale}`, locale }))
    : []

/**
 * Returns the needs that a name in a query means: `credit`, `alt_text`, `alt_text.eu`, the key of any field, also with a language;
 * `required` for what nothing is approved without, `anything` for all of `needs`. None for other names.
 */
export function needsNamed(name: string, fields: readonly SchemaField[], needs: readonly Need[]): Need[] {
  if (name === 'anything') return [...needs]
  if (name === 'required') return needs.filter(({ isRequired }) => isRequired)
  const known = needs.filter((need) => need.name === name)
  if (known.length > 0) return known
  const [key = '', locale] = name.split('.', 2)
  const field = fields.find((each) => each.key === key && !each.retiredAt)
  if (!field || (locale && !field.isLocalizable)) return []
  return [locale ? { ...baseOf(field), name: `${nameOf(key)}.${locale}`, locale } : baseOf(field)]
}

const saidOf = ({ fieldIds }: Need, { values }: DescribedAsset): DescribedAsset['values'] =>
  values.filter(({ fieldId }) => fieldIds.includes(fieldId))

/** Returns whether something is asked of an asset. */
export function concerns(need: Need, asset: DescribedAsset): boolean {
  const isOfKind = need.kinds === null || need.kinds.includes(asset.kind)
  if (need.isOfTemplate && !need.fieldIds.some((id) => asset.required?.includes(id))) return false
  return isOfKind && !(need.isTranslation && saidOf(need, asset).length === 0)
}

/** Returns whether an asset should say something and does not. `lacks` is the same in SQL. */
export function isMissing(need: Need, asset: DescribedAsset): boolean {
  if (!concerns(need, asset)) return false
  const said = saidOf(need, asset)
  if (need.locale === ANY) return said.length === 0
  if (need.locale === SOURCE) return !said.some(({ locale }) => locale === asset.sourceLocale)
  return !said.some(({ locale, isDraft }) => locale === need.locale && !isDraft)
}

/** How much of what an asset needs is there. */
export interface Completeness {
  /** How many of its needs are met, and how many it has; it has at least a title and a credit. */
  met: number
  count: number
  missing: Need[]
}

/** Returns how complete an asset is. */
export function completenessOf(needs: readonly Need[], asset: DescribedAsset): Completeness {
  const own = needs.filter((need) => concerns(need, asset))
  const missing = own.filter((need) => isMissing(need, asset))
  return { met: own.length - missing.length, count: own.length, missing }
}
