import { lockAssetAndVersion } from '~/domain/assets/lock-version.server'
import { moveVersions } from '~/domain/assets/versions.commands.server'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayApprove } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { TRANSITIONS } from './review'

/**
 * Withdraws the approval of an older version, which only pins deliver: from then on they deliver nothing. Throws
 * `role.required`, `asset.unknown`, `version.unknown`, and `version.not_older` for the version that is delivered where nothing
 * is pinned, or one that is not approved.
 */
export async function withdrawVersion(db: Db, by: Person, assetId: string, versionId: string): Promise<void> {
  if (!mayApprove(by)) throw new DomainError('role.required', { role: TRANSITIONS.withdraw.role })
  await inTransaction(db, async (trx) => {
    const { asset, version } = await lockAssetAndVersion(trx, assetId, versionId)
    if (asset.approvedVersionId === versionId) throw new DomainError('version.not_older')
    const { from, to, audit } = TRANSITIONS.withdraw
    if (!(await moveVersions(trx, [versionId], from, to))) throw new DomainError('version.not_older')
    const step = await trx
      .insertInto('reviewStep')
      .values({ versionId, fromState: version.state, toState: to, byPerson: by.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    const facts = { number: version.number, stepId: step.id }
    await record(trx, actorOf(by), audit, { kind: 'asset', id: assetId, name: version.fileName }, facts)
  })
}
