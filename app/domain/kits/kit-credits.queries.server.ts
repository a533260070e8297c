import { sql } from 'kysely'
import type { DeliverableFile } from '~/domain/delivery/delivery.server'
import { plainFields } from '~/domain/metadata/shown-fields'
import { publicCreditRow, publicFields, publicText } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'
import { pickText } from '~/platform/language'
import { required } from '~/platform/required'
import type { KitCredit } from './kit-documents'

/** Loads the credits of assets; returns a function from files of these assets to their credits, in the same order. */
export async function creditsOf(
  db: Db,
  assetIds: readonly string[],
  locale: string,
): Promise<(files: readonly DeliverableFile[]) => KitCredit[]> {
  const rows = await db
    .selectFrom('asset')
    .leftJoin('assetRights as rights', 'rights.assetId', 'asset.id')
    .where('asset.id', '=', sql<string>`any(${assetIds}::uuid[])`)
    .innerJoinLateral(publicCreditRow('asset.id').as('credit'), (join) => join.onTrue())
    .select(['asset.id', 'asset.sourceLocale', 'credit.creator', 'credit.creditLine', 'credit.copyrightNotice'])
    .select(['credit.licenceName', 'credit.licenceUrl', 'rights.expiresAt'])
    .select([publicText('title').as('titles'), publicText('usage_terms').as('terms')])
    .select(publicFields('asset.kind').as('values'))
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const creditOf = (file: DeliverableFile): KitCredit => {
    const { id, sourceLocale, titles, terms, values, ...credit } = required(byId.get(file.assetId), 'asset of a file')
    return {
      ...credit,
      fileName: file.fileName,
      title: pickText(titles, locale, sourceLocale)?.value ?? file.fileName,
      usageTerms: pickText(terms, locale, sourceLocale)?.value ?? '',
      ...(values.length > 0 && { fields: plainFields(values, locale, sourceLocale) }),
    }
  }
  return (files) => files.map(creditOf)
}
