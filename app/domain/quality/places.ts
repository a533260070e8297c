import { FIELD_ID } from '~/domain/metadata/built-in'
import { ANY, concerns, type DescribedAsset, isMissing, type Need, SOURCE } from '~/domain/metadata/completeness'
import type { MetadataField } from '~/domain/metadata/field'
import { type Content, contentKey } from '~/domain/metadata/value'

/** A field in one language, or without one: what one control of a form is for. */
export interface Place {
  key: string
  /** BCP 47 tag; empty for a field without languages. */
  locale: string
}

/** Returns the name of a place: `alt_text.eu`, `credit_line`. */
export const placeName = ({ key, locale }: Place): string => (locale ? `${key}.${locale}` : key)

type PlaceField = Pick<MetadataField, 'id' | 'key' | 'isLocalizable'>

/** Returns what an asset lacks of its needs as places of `fields`, which are those that it has; each once. */
export const missingPlaces = (needs: readonly Need[], asset: DescribedAsset, fields: readonly PlaceField[]): Place[] =>
  placesOf(
    needs.filter((need) => isMissing(need, asset)),
    asset,
    fields,
  )

/** Returns the places in which an asset says what is asked of it, whether or not it does; each once. */
export function placesOf(needs: readonly Need[], asset: DescribedAsset, fields: readonly PlaceField[]): Place[] {
  const places = needs.flatMap((need) =>
    need.fieldIds.flatMap((id) => {
      const field = fields.find((each) => each.id === id)
      if (!field || !concerns(need, asset)) return []
      const locale = need.locale === ANY || need.locale === SOURCE ? asset.sourceLocale : need.locale
      return [{ key: field.key, locale: field.isLocalizable ? locale : '' }]
    }),
  )
  return distinct(places)
}

/** Fields that files get after they were uploaded, in their order; each that the kind has. */
const AFTER_UPLOAD: readonly number[] = [
  ...[FIELD_ID.title, FIELD_ID.alt_text, FIELD_ID.keywords, FIELD_ID.creator, FIELD_ID.credit_line],
]
/** Kinds without a picture have no alternative text. */
const WITHOUT_ALT_TEXT: ReadonlySet<string> = new Set(['audio', 'font', 'archive'])

/** Returns the places that are filled after an upload: title, alternative text, keywords, credit, and what else is missing. */
export function placesAfterUpload(
  needs: readonly Need[],
  asset: DescribedAsset,
  fields: readonly PlaceField[],
): Place[] {
  const usual = AFTER_UPLOAD.flatMap((id) => fields.find((field) => field.id === id) ?? [])
    .filter(({ id }) => id !== FIELD_ID.alt_text || !WITHOUT_ALT_TEXT.has(asset.kind))
    .map(({ key, isLocalizable }) => ({ key, locale: isLocalizable ? asset.sourceLocale : '' }))
  return distinct([
    ...usual,
    ...missingPlaces(
      needs.filter(({ isRequired }) => isRequired),
      asset,
      fields,
    ),
  ])
}

const distinct = (places: readonly Place[]): Place[] => [
  ...new Map(places.map((place) => [placeName(place), place])).values(),
]

/** Returns a text that differs when the values of a place do. */
export const valuesKey = (values: readonly Content[]): string => JSON.stringify(values.map(contentKey))
