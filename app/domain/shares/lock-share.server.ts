import { mayManageShare } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockAndFind } from '~/platform/lock.server'
import type { Share } from './share'
import { findShare } from './shares.queries.server'

/**
 * Locks a share until `trx` ends and then reads it, so that a command never uses a state from before a concurrent change.
 * Throws `share.unknown`, or `role.required` when `by` may not manage it.
 */
export async function lockShare(trx: Tx, by: Person, id: string): Promise<Share> {
  const share = await lockAndFind(trx, id, { table: 'share', find: findShare, unknown: 'share.unknown' })
  if (!mayManageShare(by, share)) throw new DomainError('role.required', { role: 'manager' })
  return share
}
