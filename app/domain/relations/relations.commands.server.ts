import { sql } from 'kysely'
import { assetName } from '~/domain/assets/asset-name.queries.server'
import type { Actor, AuditType } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf, personIdOf } from '~/domain/identity/actor'
import { mayEditAssets } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import type { Relation } from './relation'

/**
 * Says what an asset is to another; saying it again changes nothing. Throws `role.required`, `asset.unknown`,
 * `relation.self`, and `relation.circular` when the other one is that to it already, directly or by way of others.
 */
export async function addRelation(db: Db, by: Person, relation: Relation): Promise<void> {
  requireEditor(by)
  const { fromId, toId, kind } = relation
  if (!isId(fromId) || !isId(toId)) throw new DomainError('asset.unknown')
  if (fromId === toId) throw new DomainError('relation.self', { field: 'other' })
  await inTransaction(db, async (trx) => {
    // One at a time, since two relations that are each fine can be a circle together.
    await sql`select pg_advisory_xact_lock(hashtext('asset_relation'))`.execute(trx)
    await requireBoth(trx, relation)
    if (await leadsTo(trx, relation)) throw new DomainError('relation.circular', { field: 'other' })
    const added = await trx
      .insertInto('assetRelation')
      .values({ fromId, kind, toId, createdBy: by.id })
      .onConflict((oc) => oc.doNothing())
      .returning('fromId')
      .executeTakeFirst()
    if (added) await note(trx, by, 'asset.related', relation)
  })
}

/** Notes that an asset is the release for others, which came with it from outside; those it is said of already stay as they are. */
export async function addReleases(trx: Tx, by: Actor, fromId: string, toIds: readonly string[]): Promise<void> {
  if (toIds.length === 0) return
  const added = await trx
    .insertInto('assetRelation')
    .values(toIds.map((toId) => ({ fromId, kind: 'release_for' as const, toId, createdBy: personIdOf(by) })))
    .onConflict((oc) => oc.doNothing())
    .returning('toId')
    .execute()
  for (const { toId } of added) await note(trx, by, 'asset.related', { fromId, kind: 'release_for', toId })
}

/** Takes back what an asset is to another; does nothing when it is not said. Throws `role.required`. */
export async function removeRelation(db: Db, by: Person, relation: Relation): Promise<void> {
  requireEditor(by)
  const { fromId, toId, kind } = relation
  if (!isId(fromId) || !isId(toId)) throw new DomainError('asset.unknown')
  await inTransaction(db, async (trx) => {
    const removed = await trx
      .deleteFrom('assetRelation')
      .where('fromId', '=', fromId)
      .where('kind', '=', kind)
      .where('toId', '=', toId)
      .executeTakeFirst()
    if (removed.numDeletedRows) await note(trx, by, 'asset.unrelated', relation)
  })
}

/**
 * Gives `toId` the relations that `fromId` has, without those between the two and those that would be circular. `fromId`
 * keeps its own, which are hidden while it is in the bin. Returns how many.
 */
export async function copyRelations(
  trx: Tx,
  by: Person,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('asset_relation'))`.execute(trx)
  const rows = await trx
    .selectFrom('assetRelation')
    .select(['fromId', 'kind', 'toId'])
    .where((eb) => eb.or([eb('fromId', '=', fromId), eb('toId', '=', fromId)]))
    .execute()
  let copied = 0
  for (const row of rows) {
    const relation: Relation = {
      kind: row.kind,
      fromId: row.fromId === fromId ? toId : row.fromId,
      toId: row.toId === fromId ? toId : row.toId,
    }
    if (relation.fromId === relation.toId || (await leadsTo(trx, relation))) continue
    const added = await trx
      .insertInto('assetRelation')
      .values({ ...relation, createdBy: by.id })
      .onConflict((oc) => oc.doNothing())
      .returning('fromId')
      .executeTakeFirst()
    if (added) copied++
  }
  return copied
}

/** Returns whether the relations of this kind lead from `toId` to `fromId`, so that one more would close a circle. */
async function leadsTo(trx: Tx, { fromId, kind, toId }: Relation): Promise<boolean> {
  const { rows } = await sql`
    with recursive reached(id) as (
      select ${toId}::uuid
      union select r.to_id from asset_relation r join reached on r.from_id = reached.id where r.kind = ${kind}
    ) select 1 from reached where id = ${fromId}::uuid`.execute(trx)
  return rows.length > 0
}

async function requireBoth(trx: Tx, { fromId, toId }: Relation): Promise<void> {
  const rows = await trx
    .selectFrom('asset')
    .select('id')
    .where('id', 'in', [fromId, toId])
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .forShare()
    .execute()
  if (rows.length < 2) throw new DomainError('asset.unknown')
}

async function note(trx: Tx, by: Person | Actor, type: AuditType, { fromId, kind, toId }: Relation): Promise<void> {
  const facts = { relation: kind, other: await assetName(trx, toId), otherId: toId }
  await record(trx, actorOf(by), type, { kind: 'asset', id: fromId }, facts)
}

function requireEditor(by: Person): void {
  if (!mayEditAssets(by)) throw new DomainError('role.required', { role: 'editor' })
}
