import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'
import type { TextField } from './asset'
import { type StatedMetadata, textRows } from './stated-metadata'

export interface AssetTextsByLocale {
  title: Localized
  description: Localized
  altText: Localized
  usageTerms: Localized
}

/** Returns the texts of an asset in every language. */
export async function textsOf(db: Db, assetId: string): Promise<AssetTextsByLocale> {
  const rows = await db
    .selectFrom('assetText')
    .select(['field', 'locale', 'value'])
    .where('assetId', '=', assetId)
    .execute()
  const of = (field: TextField): Localized =>
    Object.fromEntries(rows.filter((row) => row.field === field).map((row) => [row.locale, row.value]))
  return { title: of('title'), description: of('description'), altText: of('alt_text'), usageTerms: of('usage_terms') }
}

/** Returns what of given texts and keywords an asset does not have yet; undefined when it has all of them. */
export async function missingTexts(
  db: Db,
  assetId: string,
  { texts = {}, keywords }: Pick<StatedMetadata, 'texts' | 'keywords'>,
): Promise<Pick<StatedMetadata, 'texts' | 'keywords'> | undefined> {
  const given = textRows(assetId, texts)
  const known = await db
    .selectFrom('assetText')
    .select(['field', 'locale', 'value'])
    .where('assetId', '=', assetId)
    .execute()
  const has = new Map(known.map(({ field, locale, value }) => [`${field} ${locale}`, value]))
  const differing = given.filter(({ field, locale, value }) => has.get(`${field} ${locale}`) !== value)
  const asset =
    keywords && (await db.selectFrom('asset').select('keywords').where('id', '=', assetId).executeTakeFirst())
  const others = keywords && asset && JSON.stringify(asset.keywords) !== JSON.stringify(keywords) ? keywords : undefined
  if (differing.length === 0 && !others) return undefined
  const left: StatedMetadata['texts'] = {}
  for (const { field, locale, value } of differing) left[field] = { ...left[field], [locale]: value }
  return { texts: left, keywords: others }
}
