import { sql } from 'kysely'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId, newId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { originalKey } from './ingest.commands.server'
import { lockAssetAndVersion } from './lock-version.server'
import { makeRenditions } from './make-renditions.jobs.server'
import { type NewVersion, nextNumber } from './versions.commands.server'

/**
 * Makes an older version the current one again, as a new version of the same stored bytes: a draft, made by this person. The
 * approved version stays approved until the new one is. Throws `asset.unknown`, `version.unknown`, `version.is_current` when
 * the current version has these bytes, `version.bytes_gone` when the store has lost them.
 */
export async function restoreVersion(
  { db, storage }: { db: Db; storage: Storage },
  by: Person,
  assetId: string,
  versionId: string,
): Promise<NewVersion & { number: number }> {
  await requireBytes(db, storage, versionId)
  return inTransaction(db, async (trx) => {
    const { asset, version } = await lockAssetAndVersion(trx, assetId, versionId)
    const current = await trx
      .selectFrom('assetVersion')
      .select('sha256')
      .where('id', '=', asset.currentVersionId)
      .executeTakeFirst()
    if (asset.currentVersionId === versionId || current?.sha256 === version.sha256)
      throw new DomainError('version.is_current')
    const made = { assetId, versionId: newId(), number: await nextNumber(trx, assetId) }
    const { extracted, ...columns } = version
    await trx
      .insertInto('assetVersion')
      .values({
        ...columns,
        extracted: JSON.stringify(extracted),
        ...{ id: made.versionId, number: made.number, state: 'draft', createdBy: by.id, createdAt: sql<Date>`now()` },
        ...{ note: null, restoredFrom: version.number },
      })
      .execute()
    await trx
      .updateTable('asset')
      .set({ currentVersionId: made.versionId, kind: version.kind })
      .where('id', '=', assetId)
      .execute()
    const subject = { kind: 'asset' as const, id: assetId, name: version.fileName }
    const facts = { versionId: made.versionId, number: made.number, restoredFrom: version.number }
    await record(trx, actorOf(by), 'asset.version_restored', subject, facts)
    await enqueue(trx, makeRenditions, { versionId: made.versionId })
    return made
  })
}

/** Asked before the transaction, in which there is no I/O; bytes that a version refers to are never removed meanwhile. */
async function requireBytes(db: Db, storage: Storage, versionId: string): Promise<void> {
  const version = isId(versionId)
    ? await db.selectFrom('assetVersion').select('sha256').where('id', '=', versionId).executeTakeFirst()
    : undefined
  if (!version) throw new DomainError('version.unknown')
  if (!(await storage.head(originalKey(version.sha256)))) throw new DomainError('version.bytes_gone')
}
