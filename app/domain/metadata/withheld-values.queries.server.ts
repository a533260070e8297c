import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { type Content, contentKey, isSame } from './value'

/** Returns the keys of the fields whose changes wait for approval; none for an asset that is not approved. */
export async function pendingFields(db: Db, assetId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('metadataPending as pending')
    .innerJoin('asset', 'asset.id', 'pending.assetId')
    .innerJoin('metadataField as field', 'field.id', 'pending.fieldId')
    .where('pending.assetId', '=', assetId)
    .where('asset.approvedVersionId', 'is not', null)
    .orderBy('field.id')
    .select('field.key')
    .execute()
  return rows.map(({ key }) => key)
}

/** A field of an approved asset whose change waits: what outsiders get, and what they would get. */
export interface PendingChange {
  fieldId: number
  locale: string
  before: Content[]
  after: Content[]
}

interface Row extends PendingChange {
  assetId: string
}

const contentsIn = (table: 'metadata_value' | 'metadata_approved_value') => sql<Content[]>`coalesce((select jsonb_agg(
    jsonb_strip_nulls(jsonb_build_object('text', v.text, 'number', v.number, 'day', v.day, 'flag', v.flag,
      'termId', v.term_id, 'otherId', v.other_id, 'namedPersonId', v.named_person_id, 'place', v.place)) order by v.position)
  from ${sql.table(table)} v
  where v.asset_id = place.asset_id and v.field_id = place.field_id and v.locale = place.locale), '[]')`

/** Returns the changes of each asset that wait for approval or were sent back, by field and language, without what is the same again. */
export async function pendingChanges(db: Db, assetIds: readonly string[]): Promise<Map<string, PendingChange[]>> {
  const changes = new Map<string, PendingChange[]>(assetIds.map((id) => [id, []]))
  if (assetIds.length === 0) return changes
  const { rows } = await sql<Row>`select place.asset_id, place.field_id, place.locale,
      ${contentsIn('metadata_approved_value')} as before, ${contentsIn('metadata_value')} as after
    from (select distinct p.asset_id, p.field_id, v.locale from metadata_pending p
      cross join lateral (select locale from metadata_value c where c.asset_id = p.asset_id and c.field_id = p.field_id
        union select locale from metadata_approved_value a where a.asset_id = p.asset_id and a.field_id = p.field_id) v
      where p.asset_id = any(${assetIds}::uuid[])) place
    order by place.asset_id, place.field_id, place.locale`.execute(db)
  for (const { assetId, ...change } of rows)
    if (!isSame(change.before, change.after)) changes.get(assetId)?.push(change)
  return changes
}

/** Returns a text that differs when the changes do, by which a decision refers to what was looked at. */
export const changesKey = (changes: readonly PendingChange[]): string =>
  JSON.stringify(changes.map(({ fieldId, locale, after }) => [fieldId, locale, after.map(contentKey)]))

/** Why changed values were sent back. */
export interface ReturnedChanges {
  note: string
  at: Date
  byName: string | null
}

/** Returns why the changed values of an asset were sent back; undefined when they wait, or nothing is changed. */
export async function returnedChanges(db: Db, assetId: string): Promise<ReturnedChanges | undefined> {
  const row = await db
    .selectFrom('metadataPending as pending')
    .leftJoin('person', 'person.id', 'pending.returnedBy')
    .where('pending.assetId', '=', assetId)
    .where('pending.returnedAt', 'is not', null)
    .select(['pending.returnNote as note', 'pending.returnedAt as at', 'person.name as byName'])
    .limit(1)
    .executeTakeFirst()
  return row?.at ? { note: row.note ?? '', at: row.at, byName: row.byName } : undefined
}
