import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayApprove } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { publishChanges } from '~/domain/metadata/withheld-values.commands.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockById } from '~/platform/lock.server'
import { loadReadiness } from './readiness.queries.server'

/**
 * Approves the changed texts of an approved asset without another version: outsiders get them from now on. Throws `role.required`,
 * `asset.unknown`, `review.not_ready` when something is missing that an approval needs, `review.not_waiting` when nothing waits.
 */
export async function approveValues(db: Db, by: Person, assetId: string): Promise<void> {
  if (!mayApprove(by)) throw new DomainError('role.required', { role: 'manager' })
  await inTransaction(db, async (trx) => {
    const asset = await lockById(trx.selectFrom('asset').select('id').where('deletedAt', 'is', null), assetId)
    if (!asset) throw new DomainError('asset.unknown')
    const missing = (await loadReadiness(trx, [assetId])).get(assetId)?.missing ?? []
    if (missing.length > 0) throw new DomainError('review.not_ready', { missing })
    const [published] = await publishChanges(trx, [assetId])
    if (!published) throw new DomainError('review.not_waiting')
    await record(trx, actorOf(by), 'asset.texts_approved', { kind: 'asset', id: assetId })
  })
}
