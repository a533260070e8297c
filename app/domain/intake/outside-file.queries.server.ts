import { sql } from 'kysely'
import { looksLike } from '~/domain/duplicates/duplicates.queries.server'
import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'

/** Where an asset that came from outside is from, for those who review it. */
export interface OutsideFile {
  fileId: string
  guestName: string
  guestEmail: string
  /** Language in which the guest reads. */
  guestLocale: string
  briefId: string
  briefTitle: Localized
  briefLocale: string
  slot: string | null
  message: string
  submittedAt: Date
  /** What was accepted, and what was said about AI; null where nothing was asked. */
  agreement: { name: string; number: number } | null
  madeWithAi: boolean | null
  /** Whether accepted files of the brief enter a collection. */
  collectionId: string | null
  /** Whether it is the first version that the guest sent of it. */
  isFirst: boolean
}

/** A rejection is taken back by restoring the asset. */
const IN_REVIEW = ['taken', 'rejected'] as const

/** Returns where the current version of an asset came from; undefined for one that staff brought. */
export async function outsideFileOf(db: Db, assetId: string): Promise<OutsideFile | undefined> {
  return db
    .selectFrom('submissionFile as file')
    .innerJoin('asset', 'asset.currentVersionId', 'file.versionId')
    .innerJoin('submission', 'submission.id', 'file.submissionId')
    .innerJoin('guest', 'guest.id', 'file.guestId')
    .innerJoin('brief', 'brief.id', 'file.briefId')
    .leftJoin('briefSlot as slot', 'slot.id', 'file.slotId')
    .where('asset.id', '=', assetId)
    .where('asset.deletedAt', 'is', null)
    .where('file.state', 'in', IN_REVIEW)
    .where('file.isRelease', '=', false)
    .select([
      'file.id as fileId',
      'guest.name as guestName',
      'guest.email as guestEmail',
      'guest.locale as guestLocale',
    ])
    .select(['brief.id as briefId', 'brief.sourceLocale as briefLocale', 'brief.collectionId', 'slot.title as slot'])
    .select(['submission.message', 'submission.submittedAt', 'submission.madeWithAi'])
    .select([
      sql<Localized>`coalesce((select jsonb_object_agg(t.locale, t.value) from brief_text t
        where t.brief_id = brief.id and t.field = 'title'), '{}')`.as('briefTitle'),
      sql<OutsideFile['agreement']>`(select jsonb_build_object('name', a.name, 'number', v.number)
        from agreement_version v join agreement a on a.id = v.agreement_id
        where v.id = submission.agreement_version_id)`.as('agreement'),
      sql<boolean>`file.replaces_id is null`.as('isFirst'),
    ])
    .executeTakeFirst()
}

/** The names of the guests who brought the current versions of assets, by the assets' ids. */
export async function bringersOf(db: Db, assetIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('submissionFile as file')
    .innerJoin('asset', 'asset.currentVersionId', 'file.versionId')
    .innerJoin('guest', 'guest.id', 'file.guestId')
    .where('asset.id', '=', sql<string>`any(${assetIds}::uuid[])`)
    .where('file.state', 'in', IN_REVIEW)
    .select(['asset.id', 'guest.name'])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Why an asset may be an earlier version of a file. */
export type TargetReason = 'looks' | 'name'

const MOST_PROPOSED = 6

/**
 * Returns assets that a file from outside may be a new version of, the likeliest first: those whose pictures look like it or whose
 * bytes are the same, and those that have, or had, a file of the same name without its ending and number.
 */
export async function likelyTargets(db: Db, assetId: string): Promise<{ assetId: string; reason: TargetReason }[]> {
  const alike = await looksLike(db, assetId)
  const { rows: named } = await sql<{ assetId: string }>`
    select distinct on (other.id) other.id as "assetId"
    from asset_version own
    join asset on asset.current_version_id = own.id
    join asset_source source on ${stem('source.file_name')} = ${stem('own.file_name')}
    join asset other on other.id = source.asset_id and other.deleted_at is null and other.id <> asset.id
    where asset.id = ${assetId}::uuid and length(${stem('own.file_name')}) > 3
    order by other.id limit ${MOST_PROPOSED}`.execute(db)
  const proposed = [
    ...alike.map((id) => ({ assetId: id, reason: 'looks' as const })),
    ...named.map((row) => ({ assetId: row.assetId, reason: 'name' as const })),
  ]
  const seen = new Set<string>()
  return proposed.filter(({ assetId: id }) => !seen.has(id) && !!seen.add(id)).slice(0, MOST_PROPOSED)
}

/** SQL: a file name in small letters without its ending, and without what tells versions apart: `_v2`, `-final`, ` (1)`. */
const stem = (column: string) =>
  sql`regexp_replace(regexp_replace(lower(${sql.raw(column)}), '\\.[a-z0-9]{1,5}$', ''),
    '([ _-]*(v?[0-9]{1,2}|final|\\([0-9]+\\)))+$', '')`
