import type { FieldType } from './field'
import type { FieldInput } from './field-input'
import type { Content } from './value'

/** Types whose values are ids of something else, which is typed by its name. */
export const REFERENCE_TYPES = ['term', 'terms', 'person', 'persons', 'asset'] as const satisfies readonly FieldType[]

/** Returns whether values of the type are typed by names that have to be found. */
export const isReference = (type: FieldType): boolean => REFERENCE_TYPES.some((each) => each === type)

/** Why a name stands for nothing, or for more than one; codes of the `errors` locale file. */
export type ReferenceIssue =
  | 'metadata.no_such_term'
  | 'metadata.no_such_person'
  | 'metadata.person_ambiguous'
  | 'metadata.no_such_asset'
  | 'metadata.asset_ambiguous'

/** What a name stands for. */
export type Reference = { content: Content; issue?: undefined } | { issue: ReferenceIssue; content?: undefined }

/** One more than the values that a field of an asset may have, so that too many are told. */
const MOST_NAMES = 101

/** Returns the names that are typed or chosen: of a field with several, separated by semicolons or lines; else the whole text. */
export function namesIn({ type }: { type: FieldType }, input: FieldInput): string[] {
  const texts = typeof input === 'string' ? [input] : Object.values(input ?? {}).filter((text) => text !== undefined)
  const isMany = type === 'terms' || type === 'persons'
  const parts = isMany ? texts.flatMap((text) => text.split(/[;\n]/)) : texts
  return [...new Set(parts.map((name) => name.normalize('NFC').trim()).filter(Boolean))].slice(0, MOST_NAMES)
}

/** Returns the number that `#12` or `Ana Etxeberria #12` gives; undefined for a name alone. */
export function numberIn(name: string): number | undefined {
  const digits = /(?:^|\s)#([1-9]\d{0,8})$/.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** An id alone, behind a title, or in the address of an asset. */
const ASSET = new RegExp(`^(?:https?://\\S+/|/\\S*/)?(?:.*\\s)?#?(${ID})(?:[?#]\\S*)?$`, 'is')

/** Returns the id of the asset that a text names by its id or address; undefined for a title. */
export const assetIdIn = (text: string): string | undefined => ASSET.exec(text.trim())?.[1]?.toLowerCase()
