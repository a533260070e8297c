import type { Db } from '~/platform/db.server'
import { LOCALES } from '~/platform/language'
import type { FileTag, TagValue } from '~/platform/metadata/tags/file-tag'
import { checkValue } from './check-value'
import type { MetadataField } from './field'
import { hasMany } from './field-input'
import { fieldsOfKind } from './fields.queries.server'
import { findReferences } from './find-references.queries.server'
import { isReference } from './reference'
import { tagValuesFor, typedOfTag } from './tagged-values'
import { type Content, contentKey, type ValueChange } from './value'

/** Values of one field of one asset. */
const MOST_VALUES = 100

interface TaggedAsset {
  assetId: string
  kind: string
  sourceLocale: string
}

/**
 * Returns what the tags of a file say for fields of the brand: of each field the first of its tags that the file has. What is no
 * value of the field is left out, and so are names that stand for nothing: a file adds neither terms nor persons.
 */
export async function taggedValues(
  db: Db,
  { assetId, kind, sourceLocale }: TaggedAsset,
  file: readonly FileTag[],
): Promise<(ValueChange & { sourceLocale: string })[]> {
  const fields = (await fieldsOfKind(db, kind)).filter(({ isBuiltIn, tags }) => !isBuiltIn && tags.length > 0)
  const changes: (ValueChange & { sourceLocale: string })[] = []
  for (const field of fields) {
    const tagged = tagValuesFor(field, file)
    if (tagged.length === 0) continue
    const change = { assetId, fieldId: field.id, sourceLocale }
    if (field.isLocalizable) changes.push(...textsIn(field, tagged, change))
    else changes.push({ ...change, values: await contentsOf(db, field, tagged) })
  }
  return changes.filter(({ values }) => values.length > 0)
}

async function contentsOf(db: Db, field: MetadataField, tagged: readonly TagValue[]): Promise<Content[]> {
  const typed = [...new Set(tagged.map((value) => typedOfTag(field.type, value)).filter(Boolean))]
  const found = isReference(field.type) ? await findReferences(db, field, typed.slice(0, MOST_VALUES)) : undefined
  const contents = typed.flatMap((text) => (found ? found.get(text) : checkValue(field, text))?.content ?? [])
  const distinct = [...new Map(contents.map((content) => [contentKey(content), content])).values()]
  return distinct.slice(0, hasMany(field) ? MOST_VALUES : 1)
}

/** One text in each language; one of which no language is stated is in that of the asset. */
function textsIn(
  field: MetadataField,
  tagged: readonly TagValue[],
  change: { assetId: string; fieldId: number; sourceLocale: string },
): (ValueChange & { sourceLocale: string })[] {
  const texts = new Map<string, Content>()
  for (const value of tagged) {
    const stated = typeof value === 'object' && 'lang' in value ? value.lang.slice(0, 2).toLowerCase() : ''
    const locale = LOCALES.find((each) => each === stated) ?? change.sourceLocale
    const { content } = checkValue(field, typedOfTag(field.type, value))
    if (content && !texts.has(locale)) texts.set(locale, content)
  }
  return [...texts].map(([locale, content]) => ({ ...change, locale, values: [content] }))
}
