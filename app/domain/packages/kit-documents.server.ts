import { sql } from 'kysely'
import type { Deliverable } from '~/domain/access/delivery.server'
import { csvLines } from '~/platform/csv'
import type { Db } from '~/platform/db.server'
import { type Localized, pickText } from '~/platform/language'
import type { KitFile } from './package'
import type { OmittedFile } from './readme'

/** Who made a file and on what terms: one line of CREDITS.csv. */
export interface Credit {
  fileName: string
  title: string
  creator: string | null
  creditLine: string | null
  copyrightNotice: string | null
  licenceName: string | null
  licenceUrl: string | null
  usageTerms: string
  expiresAt: Date | null
}

/** Loads the credits of assets, and returns those of files of them, in the order of the files. */
export async function creditsOf(
  db: Db,
  assetIds: readonly string[],
  locale: string,
): Promise<(files: readonly Deliverable[]) => Credit[]> {
  const texts = (field: string) => sql<Localized>`coalesce((select jsonb_object_agg(t.locale, t.value) from asset_text t
    where t.asset_id = asset.id and t.field = ${field} and t.status in ('source', 'approved')), '{}')`
  const rows = await db
    .selectFrom('asset')
    .leftJoin('assetRights as rights', 'rights.assetId', 'asset.id')
    .where('asset.id', '=', sql<string>`any(${assetIds}::uuid[])`)
    .select(['asset.id', 'asset.sourceLocale', 'rights.creator', 'rights.creditLine', 'rights.copyrightNotice'])
    .select(['rights.licenceName', 'rights.licenceUrl', 'rights.expiresAt'])
    .select([texts('title').as('titles'), texts('usage_terms').as('terms')])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const creditOf = (file: Deliverable): Credit => {
    const { id, sourceLocale, titles, terms, ...credit } = byId.get(file.assetId)!
    return {
      ...credit,
      fileName: file.fileName,
      title: pickText(titles, locale, sourceLocale)?.value ?? file.fileName,
      usageTerms: pickText(terms, locale, sourceLocale)?.value ?? '',
    }
  }
  return (files) => files.map(creditOf)
}

/** CREDITS.csv (RFC 4180, UTF-8 with BOM so that spreadsheets read it); cells that look like formulas are defused. */
export function creditsCsv(credits: Credit[]): string {
  const rows = credits.map((credit) => [
    credit.fileName,
    credit.title,
    credit.creator ?? '',
    credit.creditLine ?? '',
    credit.copyrightNotice ?? '',
    credit.licenceName ?? '',
    credit.licenceUrl ?? '',
    credit.usageTerms,
    credit.expiresAt?.toISOString() ?? '',
  ])
  const header = [
    'file',
    'title',
    'creator',
    'credit_line',
    'copyright',
    'licence',
    'licence_url',
    'usage_terms',
    'expires_at',
  ]
  return csvLines([header, ...rows], { first: true })
}

/** LICENCES.txt: each licence with the files under it, in the words of the brand. */
export function licencesText(credits: Credit[]): string {
  const groups = new Map<string, Credit[]>()
  for (const credit of credits) {
    const key = [credit.licenceName ?? '', credit.licenceUrl ?? '', credit.usageTerms].join('\n')
    groups.set(key, [...(groups.get(key) ?? []), credit])
  }
  const parts = [...groups.values()].map((group) => {
    const { licenceName, licenceUrl, usageTerms } = group[0]!
    const head = [licenceName ?? '—', licenceUrl, usageTerms].filter(Boolean).join('\n')
    const lines = group.map((credit) => `  ${credit.fileName} — ${credit.creditLine ?? credit.creator ?? '—'}`)
    return `${head}\n\n${lines.join('\n')}\n`
  })
  return parts.join('\n----\n\n')
}

/**
 * MANIFEST.json: what every file is, with the SHA-256 of its bytes, and what is left out. Holds no time of making, so the same
 * kit is the same bytes.
 */
export function manifestJson(
  title: string,
  files: KitFile[],
  { omitted, withheld }: { omitted: OmittedFile[]; withheld: number },
): string {
  const listed = files.map((file) => ({
    name: file.name,
    sha256: file.sha256,
    bytes: file.byteSize,
    mediaType: file.mediaType,
    rendition: file.rendition,
    asset: file.assetId,
    version: file.versionId,
  }))
  return `${JSON.stringify({ title, files: listed, leftOut: omitted, withheld }, null, 2)}\n`
}
