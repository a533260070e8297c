import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'
import type { TextField } from './asset'

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
