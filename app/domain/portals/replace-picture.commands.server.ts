import { sql } from 'kysely'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayManagePortals } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'

/** A picture of a portal, and the asset that takes its place. */
export interface ReplacedPicture {
  portalId: string
  field: 'logoAssetId' | 'logoDarkAssetId' | 'heroAssetId'
  fromId: string
  toId: string
}

/**
 * Puts an asset in the place of a portal's logo or hero. Returns whether it did: not when the portal is in the bin or has
 * another picture there by now. Throws `role.required`.
 */
export async function replacePicture(
  trx: Tx,
  by: Person,
  { portalId, field, fromId, toId }: ReplacedPicture,
): Promise<boolean> {
  if (!mayManagePortals(by)) throw new DomainError('role.required', { role: 'manager' })
  if (!isId(portalId)) return false
  const replaced = await trx
    .updateTable('portal')
    .set({ [field]: toId, changedAt: sql<Date>`now()` })
    .where('id', '=', portalId)
    .where('deletedAt', 'is', null)
    .where(field, '=', fromId)
    .executeTakeFirst()
  if (!replaced.numUpdatedRows) return false
  await record(trx, actorOf(by), 'portal.changed', { kind: 'portal', id: portalId }, { replaced: 1 })
  return true
}
