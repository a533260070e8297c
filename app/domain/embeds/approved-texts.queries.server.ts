import { sql } from 'kysely'
import { publicNames } from '~/domain/metadata/keywords'
import { keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { publicCreditRow, publicKeywords, publicText } from '~/domain/metadata/value-sql.server'
import { writtenFields } from '~/domain/metadata/written-fields.queries.server'
import type { Db } from '~/platform/db.server'
import type { EmbeddedTexts } from '~/platform/embedding/embedded-texts'
import { type Localized, pickText } from '~/platform/language'

/**
 * Returns the approved texts and rights of assets as they are written into files, by asset: each text in the given language or
 * the best one in its place. The only place where values are read for writing.
 */
export async function approvedTexts(
  db: Db,
  assetIds: readonly string[],
  language: string,
): Promise<Map<string, EmbeddedTexts>> {
  const rows = await db
    .selectFrom('asset')
    .leftJoin('assetRights as rights', 'rights.assetId', 'asset.id')
    .innerJoinLateral(publicCreditRow('asset.id').as('credit'), (join) => join.onTrue())
    .where('asset.id', '=', sql<string>`any(${[...new Set(assetIds)]}::uuid[])`)
    .select(['asset.id', 'asset.sourceLocale', publicKeywords.as('keywords'), 'credit.creator', 'credit.creditLine'])
    .select(['credit.copyrightNotice', 'credit.licenceUrl'])
    .select(sql<string | null>`to_char(rights.expires_at at time zone 'UTC', 'YYYY-MM-DD')`.as('expiresOn'))
    .select([publicText('title').as('titles'), publicText('description').as('descriptions')])
    .select([publicText('alt_text').as('altTexts'), publicText('usage_terms').as('terms')])
    .execute()
  const meanings = await keywordMeanings(
    db,
    rows.flatMap(({ keywords }) => keywords),
  )
  const written = await writtenFields(db, assetIds)
  return new Map(
    rows.map((row) => {
      const { creators, ...ofBrand } = written(row.id)
      // A file names one language, so that all texts follow that of the title.
      const chosen = pickText(row.titles, language, row.sourceLocale)?.locale ?? language
      const text = (texts: Localized) => pickText(texts, chosen, row.sourceLocale)?.value
      return [
        row.id,
        {
          language: chosen,
          ...{ title: text(row.titles), description: text(row.descriptions), altText: text(row.altTexts) },
          ...{ usageTerms: text(row.terms), keywords: publicNames(meanings, row.keywords, chosen) },
          creators: row.creator ? [row.creator] : (creators ?? []),
          ...ofBrand,
          ...{ creditLine: row.creditLine ?? undefined, copyrightNotice: row.copyrightNotice ?? undefined },
          ...{ licenceUrl: row.licenceUrl ?? undefined, expiresOn: row.expiresOn ?? undefined },
        },
      ]
    }),
  )
}
