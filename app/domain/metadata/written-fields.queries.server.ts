import type { Db } from '~/platform/db.server'
import type { EmbeddedPlace } from '~/platform/embedding/embedded-texts'
import type { MetadataField } from './field'
import { listFields } from './fields.queries.server'
import { namesOfPersons } from './named-person-names.queries.server'
import type { MetadataValue } from './value'
import { valuesOf } from './values.queries.server'

/** What fields of the brand have for properties of files; absent where the brand has no field for one. */
export interface WrittenFields {
  creators?: string[]
  personsShown?: string[]
  placesCreated?: EmbeddedPlace[]
  placesShown?: EmbeddedPlace[]
}

/** The properties by the tags that a field names. */
const PERSONS = { 'xmp-dc:creator': 'creators', 'xmp-iptcext:personinimage': 'personsShown' } as const
const PLACES = { 'xmp-iptcext:locationcreated': 'placesCreated', 'xmp-iptcext:locationshown': 'placesShown' } as const

/** Returns what public fields of persons and places that name a tag have of assets, as it was approved. */
export async function writtenFields(db: Db, assetIds: readonly string[]): Promise<(assetId: string) => WrittenFields> {
  const fields = (await listFields(db)).filter((field) => field.isPublic && !field.retiredAt && !field.isBuiltIn)
  const written = fields.filter((field) => propertyOf(field, PERSONS) ?? propertyOf(field, PLACES))
  if (written.length === 0) return () => ({})
  const values = await valuesOf(db, assetIds, { isPublic: true, fields: written.map(({ id }) => id) })
  const ids = [...values.values()].flat().flatMap(({ namedPersonId }) => namedPersonId ?? [])
  const names = await namesOfPersons(db, [...new Set(ids)])
  return (assetId) => {
    const texts: WrittenFields = {}
    for (const field of written) {
      const own = (values.get(assetId) ?? []).filter(({ fieldId }) => fieldId === field.id)
      const persons = propertyOf(field, PERSONS)
      const places = propertyOf(field, PLACES)
      if (persons) texts[persons] = [...(texts[persons] ?? []), ...own.flatMap((value) => nameOf(value, names))]
      else if (places) texts[places] = [...(texts[places] ?? []), ...own.flatMap(placeOf)]
    }
    return texts
  }
}

const IS_OF: Partial<Record<MetadataField['type'], object>> = { person: PERSONS, persons: PERSONS, place: PLACES }

function propertyOf<Property extends string>(
  { type, tags }: MetadataField,
  properties: Readonly<Record<string, Property>>,
): Property | undefined {
  if (IS_OF[type] !== properties) return undefined
  return tags.map((tag) => properties[tag.toLowerCase()]).find((property) => property !== undefined)
}

const nameOf = ({ namedPersonId }: MetadataValue, names: ReadonlyMap<number, { name: string }>): string[] => {
  const name = names.get(namedPersonId ?? 0)?.name
  return name === undefined ? [] : [name]
}

/** Without its position, which is for staff. */
const placeOf = ({ text, place }: MetadataValue): EmbeddedPlace[] =>
  text ? [{ name: text, ...(place?.country && { countryCode: place.country }) }] : []
