import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockShare } from './lock-share.server'
import { openToken } from './sealed-token.server'

/**
 * Returns the token of a share to a person who may manage it, and records that in the audit log. Throws `share.unknown`,
 * `role.required`, `share.address_not_kept` for a share made before addresses were stored, and `share.address_unreadable`
 * when it was sealed with another secret.
 */
export async function revealToken(db: Db, by: Person, id: string, secret: string): Promise<string> {
  return inTransaction(db, async (trx) => {
    const share = await lockShare(trx, by, id)
    const row = await trx.selectFrom('share').select('tokenSealed').where('id', '=', id).executeTakeFirstOrThrow()
    if (!row.tokenSealed) throw new DomainError('share.address_not_kept')
    const token = openToken(secret, row.tokenSealed, id)
    if (!token) throw new DomainError('share.address_unreadable')
    await record(trx, actorOf(by), 'share.address_copied', { kind: 'share', id, name: share.title })
    return token
  })
}
