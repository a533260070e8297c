import { csvLines } from '~/platform/csv'
import type { KitFile } from './kit'
import type { OmittedFile } from './readme'

/** Credit and terms of a file: one line of CREDITS.csv. */
export interface KitCredit {
  fileName: string
  title: string
  creator: string | null
  creditLine: string | null
  copyrightNotice: string | null
  licenceName: string | null
  licenceUrl: string | null
  usageTerms: string
  expiresAt: Date | null
  /** What else the brand says of it in public, by the keys of fields. */
  fields?: Record<string, string>
}

/**
 * Returns CREDITS.csv (RFC 4180, UTF-8 with BOM for spreadsheets), with a column for each field that a file has; cells that look
 * like formulas are escaped.
 */
export function creditsCsv(credits: KitCredit[]): string {
  const keys = [...new Set(credits.flatMap(({ fields }) => Object.keys(fields ?? {})))]
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
    ...keys.map((key) => credit.fields?.[key] ?? ''),
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
    ...keys,
  ]
  return csvLines([header, ...rows], { first: true })
}

/** Returns LICENCES.txt: each licence with its files, its terms as the brand wrote them. */
export function licencesText(credits: KitCredit[]): string {
  const groups = new Map<string, { terms: KitCredit; under: KitCredit[] }>()
  for (const credit of credits) {
    const key = [credit.licenceName ?? '', credit.licenceUrl ?? '', credit.usageTerms].join('\n')
    const group = groups.get(key) ?? { terms: credit, under: [] }
    group.under.push(credit)
    groups.set(key, group)
  }
  const parts = [...groups.values()].map(({ terms: { licenceName, licenceUrl, usageTerms }, under }) => {
    const head = [licenceName ?? '—', licenceUrl, usageTerms].filter(Boolean).join('\n')
    const lines = under.map((credit) => `  ${credit.fileName} — ${credit.creditLine ?? credit.creator ?? '—'}`)
    return `${head}\n\n${lines.join('\n')}\n`
  })
  return parts.join('\n----\n\n')
}

/**
 * Returns MANIFEST.json: the facts of every file with the SHA-256 of its bytes, and what is left out. Contains no creation
 * time, so that equal kits have equal bytes.
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
