import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { seal, unseal } from '~/platform/sealed.server'
import { lockShare } from './lock-share.server'

const PURPOSE = 'share token'

/** The token of a link as its row keeps it, so that its address can be copied again. `secret` is that of the sessions. */
export const sealToken = (secret: string, token: string, shareId: string): string =>
  seal(secret, PURPOSE, token, shareId)

/**
 * Returns the token of a link to a person who may manage it, and writes down that it was given. Throws `share.unknown`,
 * `role.required`, `share.address_not_kept` for a link made before addresses were kept, and `share.address_unreadable`
 * when it was sealed under another secret.
 */
export async function revealToken(db: Db, by: Person, id: string, secret: string): Promise<string> {
  return inTransaction(db, async (trx) => {
    const share = await lockShare(trx, by, id)
    const row = await trx.selectFrom('share').select('tokenSealed').where('id', '=', id).executeTakeFirstOrThrow()
    if (!row.tokenSealed) throw new DomainError('share.address_not_kept')
    const token = unseal(secret, PURPOSE, row.tokenSealed, id)
    if (!token) throw new DomainError('share.address_unreadable')
    await record(trx, actorOf(by), 'share.address_copied', { kind: 'share', id, name: share.title })
    return token
  })
}
