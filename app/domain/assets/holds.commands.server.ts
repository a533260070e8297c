import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { brokenRules, type HoldReason } from '~/domain/folders/ingest-rules'
import { rulesFor } from '~/domain/folders/ingest-rules.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { mayReleaseHeld } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockAssetAndVersion } from './lock-version.server'

/** Holds a version that broke rules, in the transaction in which it arrives. Does nothing when it broke none. */
export async function holdVersion(
  trx: Tx,
  by: Actor,
  version: { assetId: string; versionId: string; fileName: string },
  reasons: readonly HoldReason[],
): Promise<void> {
  if (reasons.length === 0) return
  const { assetId, versionId, fileName } = version
  await trx
    .insertInto('versionHold')
    .values({ versionId, reasons: JSON.stringify(reasons) })
    .onConflict((oc) =>
      oc.column('versionId').doUpdateSet({ reasons: JSON.stringify(reasons), releasedAt: null, releasedBy: null }),
    )
    .execute()
  const facts = { versionId, rules: reasons.map(({ rule }) => rule).join(', ') }
  await record(trx, by, 'asset.held', { kind: 'asset', id: assetId, name: fileName }, facts)
}

/** Makes a version that was made of the bytes of a held one held for the same reasons. */
export async function copyHold(trx: Tx, from: string, to: string): Promise<void> {
  await sql`insert into version_hold (version_id, reasons)
    select ${to}::uuid, reasons from version_hold where version_id = ${from} and released_at is null`.execute(trx)
}

/**
 * Lets a held version in: it can be submitted and approved like any other. Throws `role.required`, `asset.unknown`,
 * `version.unknown`, `version.not_held`.
 */
export async function releaseHold(db: Db, by: Person, assetId: string, versionId: string): Promise<void> {
  if (!mayReleaseHeld(by)) throw new DomainError('role.required', { role: 'manager' })
  await inTransaction(db, async (trx) => {
    const { version } = await lockAssetAndVersion(trx, assetId, versionId)
    const { numUpdatedRows } = await trx
      .updateTable('versionHold')
      .set({ releasedAt: sql<Date>`now()`, releasedBy: by.id })
      .where('versionId', '=', versionId)
      .where('releasedAt', 'is', null)
      .executeTakeFirst()
    if (!numUpdatedRows) throw new DomainError('version.not_held')
    const subject = { kind: 'asset' as const, id: assetId, name: version.fileName }
    await record(trx, actorOf(by), 'asset.hold_released', subject, { number: version.number })
  })
}

/**
 * Holds the assets that were moved to a folder and break its rules, as far as nobody has approved their current version. No
 * scan is made and no profile is read: where the folder asks for one, they wait for a manager.
 */
export async function holdMoved(
  trx: Tx,
  by: Actor,
  assetIds: readonly string[],
  folderId: string | null,
): Promise<void> {
  const rules = await rulesFor(trx, folderId)
  if (!rules || assetIds.length === 0) return
  const rows = await trx
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .where('asset.id', '=', sql<string>`any(${assetIds}::uuid[])`)
    .where('version.state', '<>', 'approved')
    .where(sql<boolean>`not exists (select 1 from version_hold h where h.version_id = version.id)`)
    .select(['asset.id as assetId', 'version.id as versionId', 'version.fileName', 'version.kind'])
    .select(['version.extension', 'version.width', 'version.height'])
    .execute()
  for (const { assetId, versionId, ...file } of rows)
    await holdVersion(trx, by, { assetId, versionId, fileName: file.fileName }, brokenRules(rules, file))
}
