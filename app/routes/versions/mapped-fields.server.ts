import { type SaidValues, saysTheSame } from '~/domain/assets/file-difference'
import { labelOf, type MetadataField } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { valuesAt } from '~/domain/metadata/value'
import { valueTexts } from '~/domain/metadata/value-texts.queries.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import type { Db } from '~/platform/db.server'
import { type FileTag, type TagValue, tagText } from '~/platform/metadata/tags/file-tag'
import { mapTags } from '~/platform/metadata/tags/iptc-properties'

/** A property of the standard that a file states. */
export interface MappedRow {
  property: string
  tag: string
  values: TagValue[]
  /** The field that it fills; undefined when there is none. */
  field?: { key: string; label?: string }
  /** What the asset has there, where that is something else. */
  ours?: string
}

/** Returns the properties that the tags of a file state, with the fields that they fill and what these have. */
export async function mappedRows(
  db: Db,
  { assetId, tags, said }: { assetId: string; tags: readonly FileTag[]; said: readonly SaidValues[] },
  locale: string,
): Promise<MappedRow[]> {
  const fields = (await listFields(db)).filter(({ retiredAt }) => !retiredAt)
  const stored = (await valuesOf(db, [assetId])).get(assetId) ?? []
  const textOf = await valueTexts(db, [stored], { locale })
  const ours = (field: MetadataField, values: readonly TagValue[]): string | undefined => {
    const own = stored.filter(({ fieldId }) => fieldId === field.id)
    const stated = said.filter(({ fieldId }) => fieldId === field.id)
    const differing = stated.filter((each) => !saysTheSame(field.id, each.values, valuesAt(stored, each)))
    if (stated.length > 0)
      return differing.length > 0 ? differing.map((each) => textOf(valuesAt(stored, each))).join(' · ') : undefined
    const text = textOf(own)
    return text === values.map(tagText).join('; ') ? undefined : text
  }
  return mapTags(tags).map(({ property: { property, key }, tag, values }) => {
    const field = fields.find((each) => each.key === key) ?? fields.find((each) => each.tags.includes(tag))
    return {
      ...{ property, tag, values },
      ...(field && { field: { key: field.key, label: labelOf(field, locale) }, ours: ours(field, values) }),
    }
  })
}
