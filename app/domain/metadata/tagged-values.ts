import { type FileTag, type TagValue, tagText } from '~/platform/metadata/tags/file-tag'
import type { MetadataField } from './field'
import { writePlace } from './place'

/** Returns the values of the first of a field's tags that a file has; none when it has none of them. */
export function tagValuesFor({ tags }: Pick<MetadataField, 'tags'>, file: readonly FileTag[]): readonly TagValue[] {
  const byName = new Map(file.map(({ name, values }) => [name.toLowerCase(), values]))
  const name = tags.find((tag) => byName.get(tag.toLowerCase())?.some((value) => tagText(value).trim()))
  return (name && byName.get(name.toLowerCase())) || []
}

/** Returns what a value of a tag says for a field of the type, as it would be typed. */
export function typedOfTag(type: MetadataField['type'], value: TagValue): string {
  if (type === 'person' || type === 'persons') return nameOf(value)
  if (type === 'place') return placeOf(value)
  const text = tagText(value).trim()
  return type === 'date' ? text.replace(/^(\d{4}):(\d{2}):(\d{2}).*$/s, '$1-$2-$3') : text
}

const fieldsOf = (value: TagValue): Record<string, TagValue[]> =>
  typeof value === 'object' && 'fields' in value ? value.fields : {}

const textOf = (fields: Record<string, TagValue[]>, ...names: string[]): string =>
  names
    .flatMap((name) => fields[name] ?? [])
    .map((value) => tagText(value).trim())
    .find(Boolean) ?? ''

/** A name alone, or that of a structure of IPTC: Person Shown in the Image with Details, Image Creator of PLUS. */
function nameOf(value: TagValue): string {
  const fields = fieldsOf(value)
  return (
    textOf(fields, 'PersonName', 'ImageCreatorName') || (Object.keys(fields).length > 0 ? '' : tagText(value).trim())
  )
}

/** A name alone, or the Location structure of IPTC. */
function placeOf(value: TagValue): string {
  const fields = fieldsOf(value)
  if (Object.keys(fields).length === 0) return tagText(value).trim()
  const within = [textOf(fields, 'Sublocation'), textOf(fields, 'City')].filter(Boolean).join(', ')
  const text = textOf(fields, 'LocationName') || within || textOf(fields, 'ProvinceState', 'CountryName')
  const country = textOf(fields, 'CountryCode').toUpperCase()
  return text && writePlace({ text, ...(/^[A-Z]{2}$/.test(country) && { place: { country } }) })
}
