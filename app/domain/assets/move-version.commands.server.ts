import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { lockById } from '~/platform/lock.server'
import { type CopiedVersion, copyVersion } from './restore-version.commands.server'

/**
 * Makes a draft of the stored bytes of a version of another asset, as the next version of the asset `targetId`. Throws
 * `asset.unknown`, `version.unknown`.
 */
export async function moveToAsset(
  trx: Tx,
  by: Person,
  { versionId, targetId }: { versionId: string; targetId: string },
): Promise<CopiedVersion> {
  const target = await lockById(trx.selectFrom('asset').select('id').where('deletedAt', 'is', null), targetId)
  if (!target) throw new DomainError('asset.unknown', { field: 'targetId' })
  const version = isId(versionId)
    ? await trx.selectFrom('assetVersion').selectAll().where('id', '=', versionId).executeTakeFirst()
    : undefined
  if (!version) throw new DomainError('version.unknown')
  const made = await copyVersion(trx, by, { ...version, assetId: targetId }, { restoredFrom: null })
  const subject = { kind: 'asset' as const, id: targetId, name: version.fileName }
  await record(trx, actorOf(by), 'asset.version_added', subject, { versionId: made.versionId, number: made.number })
  return made
}
