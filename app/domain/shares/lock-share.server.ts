import { mayManageShare } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import type { Share } from './share'
import { findShare } from './shares.queries.server'

/**
 * Locks a share until `trx` ends and then reads it, so that a command never uses a state from before a concurrent change.
 * Throws `share.unknown`, or `role.required` when `by` may not manage it.
 */
export async function lockShare(trx: Tx, by: Person, id: string): Promise<Share> {
  if (isId(id)) await trx.selectFrom('share').select('id').where('id', '=', id).forUpdate().execute()
  const share = await findShare(trx, id)
  if (!share) throw new DomainError('share.unknown')
  if (!mayManageShare(by, share)) throw new DomainError('role.required', { role: 'manager' })
  return share
}
