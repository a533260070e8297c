import { type Selectable, sql } from 'kysely'
import type { AssetVersionTable } from '#db/schema/assets'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import type { Db, Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId, newId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { editHashOf } from './current-edit.server'
import { copyHold } from './holds.commands.server'
import { originalKey } from './ingest.commands.server'
import { lockAssetAndVersion } from './lock-version.server'
import { makeRenditions } from './make-renditions.jobs.server'
import { type NewVersion, nextNumber } from './versions.commands.server'

/** A version made of another one of the same asset. */
export interface CopiedVersion extends NewVersion {
  number: number
  /** The version that it was made of. */
  fromId: string
}

/**
 * Makes an older version the current one again, as a new version of the same stored bytes: a draft, made by this person. The
 * approved version stays approved until the new one is. Called after `requireBytes`. Throws `asset.unknown`, `version.unknown`,
 * and `version.is_current` when the current version has these bytes and is edited in the same way.
 */
export async function restoreVersion(trx: Tx, by: Person, assetId: string, versionId: string): Promise<CopiedVersion> {
  const { asset, version } = await lockAssetAndVersion(trx, assetId, versionId)
  if (asset.currentVersionId === versionId || (await isAlike(trx, asset.currentVersionId, versionId)))
    throw new DomainError('version.is_current')
  const made = await copyVersion(trx, by, version, { restoredFrom: version.number })
  const subject = { kind: 'asset' as const, id: assetId, name: version.fileName }
  const facts = { versionId: made.versionId, number: made.number, restoredFrom: version.number }
  await record(trx, actorOf(by), 'asset.version_restored', subject, facts)
  return made
}

/** Whether two versions have the same bytes and the same edits. */
async function isAlike(trx: Tx, oneId: string, otherId: string): Promise<boolean> {
  const rows = await trx
    .selectFrom('assetVersion as version')
    .where('version.id', 'in', [oneId, otherId])
    .select(['version.sha256', editHashOf(sql.ref('version.id')).as('edit')])
    .execute()
  return rows.length === 2 && rows[0]?.sha256 === rows[1]?.sha256 && rows[0]?.edit === rows[1]?.edit
}

/**
 * Makes a draft of the bytes of another version of an asset that the caller has locked, makes it the current one and enqueues its
 * renditions.
 */
export async function copyVersion(
  trx: Tx,
  by: Person,
  { extracted, ...columns }: Selectable<AssetVersionTable>,
  { restoredFrom }: { restoredFrom: number | null },
): Promise<CopiedVersion> {
  const { assetId, kind } = columns
  const made = { assetId, versionId: newId(), number: await nextNumber(trx, assetId), fromId: columns.id }
  await trx
    .insertInto('assetVersion')
    .values({
      ...columns,
      extracted: JSON.stringify(extracted),
      ...{ id: made.versionId, number: made.number, state: 'draft', createdBy: by.id, createdAt: sql<Date>`now()` },
      ...{ note: null, restoredFrom },
    })
    .execute()
  // A held file is not let in by being copied.
  await copyHold(trx, columns.id, made.versionId)
  await trx.updateTable('asset').set({ currentVersionId: made.versionId, kind }).where('id', '=', assetId).execute()
  await enqueue(trx, makeRenditions, { versionId: made.versionId })
  return made
}

/**
 * Throws `version.unknown`, and `version.bytes_gone` when the store has lost the bytes of a version. Asked before the transaction, in
 * which there is no I/O; bytes that a version refers to are never removed meanwhile.
 */
export async function requireBytes(db: Db, storage: Storage, versionId: string): Promise<void> {
  const version = isId(versionId)
    ? await db.selectFrom('assetVersion').select('sha256').where('id', '=', versionId).executeTakeFirst()
    : undefined
  if (!version) throw new DomainError('version.unknown')
  if (!(await storage.head(originalKey(version.sha256)))) throw new DomainError('version.bytes_gone')
}
