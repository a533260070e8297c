import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { fieldsOfKind } from '~/domain/metadata/fields.queries.server'
import { taggedValues } from '~/domain/metadata/tagged-values.queries.server'
import { valuesAt } from '~/domain/metadata/value'
import { setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { FileTag } from '~/platform/metadata/tags/file-tag'
import { differenceOf, placeOf, type SaidValues } from './file-difference'
import { fileDifferences, saidBy } from './file-differences.queries.server'
import { lockAssetAndVersion } from './lock-version.server'

/** A version that an asset has just got, and the one that was current before. */
interface Arrived {
  asset: { id: string; kind: string; sourceLocale: string; currentVersionId: string; approvedVersionId: string | null }
  versionId: string
  /** What its file says in the built-in fields, and all its tags. */
  said: readonly SaidValues[]
  tags: readonly FileTag[]
}

/** Notes where the file of a new version says something else than its asset, and takes what nobody had changed. */
export async function noteDifferences(trx: Tx, by: Actor, { asset, versionId, said, tags }: Arrived): Promise<void> {
  const known = new Set((await fieldsOfKind(trx, asset.kind)).map(({ id }) => id))
  const stored = (await valuesOf(trx, [asset.id])).get(asset.id) ?? []
  const tagged = async (found: readonly FileTag[]): Promise<SaidValues[]> => {
    const { id: assetId, kind, sourceLocale } = asset
    const values = await taggedValues(trx, { assetId, kind, sourceLocale }, found)
    return values.map(({ fieldId, locale = '', values }) => ({ fieldId, locale, values: [...values] }))
  }
  const former = await saidBy(trx, asset.currentVersionId)
  const before = former && [...former.said, ...(await tagged(former.tags))]
  const open = new Set(
    (await fileDifferences(trx, asset.id)).filter(({ state }) => state === 'open').map((each) => placeOf(each)),
  )
  const rows = [...said, ...(await tagged(tags))].flatMap((each) => {
    const state = differenceOf({
      ...{ fieldId: each.fieldId, said: each.values, stored: valuesAt(stored, each) },
      before: before && (before.find((other) => placeOf(other) === placeOf(each))?.values ?? []),
      ...{ wasOpen: open.has(placeOf(each)), isApproved: asset.approvedVersionId !== null },
    })
    return state && known.has(each.fieldId) ? [{ ...each, state }] : []
  })
  if (rows.length === 0) return
  await sql`insert into file_difference (version_id, field_id, locale, said, state)
    select ${versionId}::uuid, field_id, locale, said, state
    from jsonb_to_recordset(${JSON.stringify(
      rows.map(({ fieldId, locale, values, state }) => ({ field_id: fieldId, locale, said: values, state })),
    )}::jsonb) as noted(field_id smallint, locale text, said jsonb, state text)`.execute(trx)
  const newer = rows.filter(({ state }) => state === 'newer')
  await setValues(
    trx,
    by,
    newer.map(({ fieldId, locale, values }) => ({ assetId: asset.id, fieldId, locale, values })),
    { versionId },
  )
}

/** Which differences of which version are decided: one by its place, or all. */
export interface Decision {
  versionId: string
  act: 'take' | 'keep'
  place: string
}

/**
 * Takes what the file of the current version says, or keeps what the asset has, for one difference or all that are open. What is
 * decided is not asked again for this version. Throws `asset.unknown`, `version.unknown`, and `asset.changed_meanwhile` when
 * another version has arrived.
 */
export async function decideDifferences(
  db: Db,
  by: Person,
  assetId: string,
  { versionId, act, place }: Decision,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { asset } = await lockAssetAndVersion(trx, assetId, versionId)
    if (asset.currentVersionId !== versionId) throw new DomainError('asset.changed_meanwhile')
    const open = (await fileDifferences(trx, assetId)).filter(
      (each) => each.state === 'open' && (place === 'all' || placeOf(each) === place),
    )
    if (open.length === 0) return
    await trx
      .updateTable('fileDifference')
      .set({ state: act === 'take' ? 'taken' : 'kept', decidedAt: sql<Date>`now()`, decidedBy: by.id })
      .where('versionId', '=', versionId)
      .where('state', '=', 'open')
      .where(sql<string>`field_id || ':' || locale`, 'in', open.map(placeOf))
      .execute()
    if (act === 'keep') return
    const changes = open.map(({ fieldId, locale, values }) => ({ assetId, fieldId, locale, values }))
    await setValues(trx, actorOf(by), changes, { versionId })
    await record(trx, actorOf(by), 'asset.described', { kind: 'asset', id: assetId })
  })
}
