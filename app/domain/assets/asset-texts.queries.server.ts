import { FIELD_ID, type TextField } from '~/domain/metadata/built-in'
import { meanTheSame } from '~/domain/metadata/keywords.queries.server'
import { isSame, textChanges, textsIn, type ValueChange } from '~/domain/metadata/value'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'
import type { StatedMetadata } from './stated-metadata'

export interface AssetTextsByLocale {
  title: Localized
  description: Localized
  altText: Localized
  usageTerms: Localized
}

/** Returns the texts of an asset in every language. */
export async function textsOf(db: Db, assetId: string): Promise<AssetTextsByLocale> {
  const values = (await valuesOf(db, [assetId])).get(assetId) ?? []
  const of = (field: TextField): Localized => textsIn(values, FIELD_ID[field])
  return { title: of('title'), description: of('description'), altText: of('alt_text'), usageTerms: of('usage_terms') }
}

/** Returns what of given texts and keywords an asset does not have yet; undefined when it has all of them. */
export async function missingTexts(
  db: Db,
  assetId: string,
  { texts = {}, keywords }: Pick<StatedMetadata, 'texts' | 'keywords'>,
): Promise<Pick<StatedMetadata, 'texts' | 'keywords'> | undefined> {
  const known = (await valuesOf(db, [assetId])).get(assetId) ?? []
  const isMissing = ({ fieldId, locale = '', values }: ValueChange) =>
    !isSame(
      known.filter((value) => value.fieldId === fieldId && value.locale === locale),
      values,
    )
  const left: StatedMetadata['texts'] = {}
  for (const [name, values] of Object.entries(texts) as [TextField, Localized][])
    for (const [locale, text] of Object.entries(values))
      if (text && textChanges(assetId, { [name]: { [locale]: text } }).some(isMissing))
        left[name] = { ...left[name], [locale]: text }
  const held = known.flatMap(({ fieldId, text }) => (fieldId === FIELD_ID.keywords && text ? [text] : []))
  const others = keywords && !(await meanTheSame(db, held, keywords)) ? keywords : undefined
  return Object.keys(left).length > 0 || others ? { texts: left, keywords: others } : undefined
}
