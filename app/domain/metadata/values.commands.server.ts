import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import type { Tx } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'
import { FIELD_ID, WRITTEN_INTO_FILES } from './built-in'
import { renewCredit } from './renew-credit.jobs.server'
import { type Content, contentKey, isSame, type MetadataValue, type ValueChange, valuesAt } from './value'
import { type ChangeSource, keepChanges, type MadeChange } from './value-history.commands.server'
import { valuesOf } from './values.queries.server'
import { withholdChanges } from './withheld-values.commands.server'

/**
 * Sets fields of assets as the changes say, each in one language, and keeps all else. Locks the assets in the order of their
 * ids, writes only what differs, keeps for outsiders what was approved where changes wait for that, marks translations of
 * changed texts as stale, keeps that in the history, and enqueues new renditions where a credit changed. Returns the
 * changes that changed anything. Checks neither permission nor the rules of the fields: `inputChanges` and `referenceChanges` do the latter.
 */
export async function setValues(
  trx: Tx,
  by: Actor,
  changes: readonly ValueChange[],
  source?: ChangeSource,
): Promise<MadeChange[]> {
  if (changes.length === 0) return []
  const assetIds = [...new Set(changes.map(({ assetId }) => assetId))]
  const assets = await lockAssets(trx, assetIds)
  const sourceOf = new Map(assets.map(({ id, sourceLocale }) => [id, sourceLocale]))
  const stored = await valuesOf(trx, assetIds, { fields: [...new Set(changes.map(({ fieldId }) => fieldId))] })
  const differing = changes.flatMap((change): MadeChange[] => {
    const before = valuesAt(stored.get(change.assetId) ?? [], change)
    return sourceOf.has(change.assetId) && !isUnchanged(before, change) ? [{ ...change, before }] : []
  })
  if (differing.length === 0) return []
  await withholdChanges(trx, differing)
  await sql`delete from metadata_value v using jsonb_to_recordset(${JSON.stringify(differing.map(keyOf))}::jsonb)
      as gone(asset_id uuid, field_id smallint, locale text)
    where v.asset_id = gone.asset_id and v.field_id = gone.field_id and v.locale = gone.locale`.execute(trx)
  await insertValues(
    trx,
    differing.map((change) => ({ ...change, sourceLocale: sourceOf.get(change.assetId) ?? '' })),
  )
  await markStale(trx, differing, sourceOf)
  await keepChanges(trx, by, differing, source)
  await renewCredits(trx, differing)
  return differing
}

/** Locks assets in the order of their ids, as `setValues` does, for those who read values to change them. */
export async function lockAssets(
  trx: Tx,
  assetIds: readonly string[],
): Promise<{ id: string; sourceLocale: string }[]> {
  const { rows } = await sql<{ id: string; sourceLocale: string }>`select id, source_locale from asset
    where id = any(${assetIds}::uuid[]) order by id for no key update`.execute(trx)
  return rows
}

/** A change with the language that its asset is described in. */
export interface NewValues extends ValueChange {
  sourceLocale: string
}

/** Inserts values; what is there already in the same place is kept. */
export async function insertValues(trx: Tx, changes: readonly NewValues[]): Promise<void> {
  const rows = changes.flatMap(({ assetId, fieldId, locale = '', values, status, sourceLocale }) =>
    values.map(({ text, number, day, flag, termId, otherId, namedPersonId, place }, position) => ({
      ...{ asset_id: assetId, field_id: fieldId, locale, position },
      ...{ text, number, day, flag, term_id: termId, other_id: otherId, named_person_id: namedPersonId, place },
      status: status ?? (locale === '' || locale === sourceLocale ? 'source' : 'approved'),
    })),
  )
  if (rows.length === 0) return
  await sql`insert into metadata_value
      (asset_id, field_id, locale, position, text, number, day, flag, term_id, other_id, named_person_id, place, status)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as added(asset_id uuid, field_id smallint, locale text, position smallint, text text, number float8, day date,
        flag boolean, term_id integer, other_id uuid, named_person_id integer, place jsonb, status text)
    on conflict do nothing`.execute(trx)
}

/** An asset that gets what another has and it lacks. */
export interface Adoption {
  fromId: string
  toId: string
}

const NOT_ADOPTED = new Set([...WRITTEN_INTO_FILES, FIELD_ID.licence_name, FIELD_ID.licence_url])

/** Copies the values that `toId` has in no form, each field in each language, and adds keywords; credits stay as they are. */
export async function adoptValues(trx: Tx, by: Actor, { fromId, toId }: Adoption): Promise<void> {
  const stored = await valuesOf(trx, [fromId, toId])
  const [from, to] = [stored.get(fromId) ?? [], stored.get(toId) ?? []]
  const changes = new Map<string, ValueChange>()
  for (const value of from) {
    const { fieldId, locale, status } = value
    const change = { assetId: toId, fieldId, locale }
    const kept = valuesAt(to, change)
    // A link to the asset itself would lead nowhere.
    const values = valuesAt(from, change).filter(({ otherId }) => otherId !== toId)
    const key = `${fieldId} ${locale}`
    if (NOT_ADOPTED.has(fieldId) || changes.has(key)) continue
    if (fieldId === FIELD_ID.keywords) changes.set(key, { ...change, values: joined(kept, values) })
    else if (kept.length === 0) changes.set(key, { ...change, values, status })
  }
  await setValues(trx, by, [...changes.values()])
}

function joined(kept: readonly Content[], added: readonly Content[]): Content[] {
  const known = new Set(kept.map(contentKey))
  return [...kept, ...added.filter((content) => !known.has(contentKey(content)))]
}

/** Marks the translations of texts that were changed in the language of their asset, but for those that were changed with them. */
async function markStale(
  trx: Tx,
  changes: readonly ValueChange[],
  sourceOf: ReadonlyMap<string, string>,
): Promise<void> {
  const written = new Set(changes.map((change) => JSON.stringify(keyOf(change))))
  const sources = changes.filter(({ assetId, locale, values }) => {
    return locale && locale === sourceOf.get(assetId) && values.length > 0
  })
  if (sources.length === 0) return
  const translations = await valuesOf(trx, [...new Set(sources.map(({ assetId }) => assetId))], {
    fields: [...new Set(sources.map(({ fieldId }) => fieldId))],
  })
  const stale = sources.flatMap(({ assetId, fieldId, locale: source }) =>
    (translations.get(assetId) ?? [])
      .filter((value) => value.fieldId === fieldId && value.locale !== source && value.status === 'approved')
      .map(({ locale }) => keyOf({ assetId, fieldId, locale, values: [] }))
      .filter((key) => !written.has(JSON.stringify(key))),
  )
  if (stale.length === 0) return
  await sql`update metadata_value v set status = 'stale' from jsonb_to_recordset(${JSON.stringify(stale)}::jsonb)
      as old(asset_id uuid, field_id smallint, locale text)
    where v.asset_id = old.asset_id and v.field_id = old.field_id and v.locale = old.locale`.execute(trx)
}

const isUnchanged = (before: readonly MetadataValue[], { values, status }: ValueChange): boolean =>
  isSame(before, values) && (status === undefined || before.every((value) => value.status === status))

const keyOf = ({ assetId, fieldId, locale = '' }: ValueChange) => ({ asset_id: assetId, field_id: fieldId, locale })

async function renewCredits(trx: Tx, changes: readonly ValueChange[]): Promise<void> {
  const changed = changes.filter(({ fieldId }) => WRITTEN_INTO_FILES.includes(fieldId)).map(({ assetId }) => assetId)
  for (const assetId of new Set(changed)) await enqueue(trx, renewCredit, { assetId })
}
