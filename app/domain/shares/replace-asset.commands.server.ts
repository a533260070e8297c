import { pinWithSameBytes } from '~/domain/assets/lock-pinnable.server'
import type { StoredPin } from '~/domain/assets/pin'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayManageShare } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockById } from '~/platform/lock.server'

/** One asset of a share, and the one that takes its place. */
export interface ReplacedInShare {
  shareId: string
  fromId: string
  toId: string
}

/** What a replacement changed: what putting the asset back needs. */
export interface ShareReplacement extends StoredPin {
  position: number
  /** Whether the share had the other asset already, so that this one was only taken out. */
  hadBoth: boolean
}

/**
 * Puts an asset in the place of another, which the share no longer delivers; its address and terms stay. A pin goes on
 * to the same bytes if the asset that comes has them in an approved version; else that one is followed. Returns what it changed; undefined when the share is in the bin or revoked, or no longer has the asset. Throws `role.required`.
 */
export async function replaceInShare(
  trx: Tx,
  by: Person,
  { shareId, fromId, toId }: ReplacedInShare,
): Promise<ShareReplacement | undefined> {
  const share = await lock(trx, shareId)
  if (!share) return undefined
  if (!mayManageShare(by, share)) throw new DomainError('role.required', { role: 'manager' })
  const rows = await positionsOf(trx, shareId, [fromId, toId])
  const from = rows.find(({ assetId }) => assetId === fromId)
  if (!from) return undefined
  const hadBoth = rows.length > 1
  const pin = { pinnedVersionId: from.pinnedVersionId, pinnedAt: from.pinnedAt }
  if (hadBoth) await trx.deleteFrom('shareAsset').where('shareId', '=', shareId).where('assetId', '=', fromId).execute()
  else await putInPlace(trx, { shareId, fromId, toId }, await pinWithSameBytes(trx, toId, pin))
  await noteChange(trx, by, shareId)
  return { position: from.position, hadBoth, ...pin }
}

/**
 * Undoes a replacement as far as the share still has the asset that came; returns whether it changed anything. Throws
 * `role.required`.
 */
export async function undoInShare(
  trx: Tx,
  by: Person,
  { shareId, fromId, toId }: ReplacedInShare,
  { position, hadBoth, ...pin }: ShareReplacement,
): Promise<boolean> {
  const share = await lock(trx, shareId)
  if (share && !mayManageShare(by, share)) throw new DomainError('role.required', { role: 'manager' })
  const rows = share ? await positionsOf(trx, shareId, [fromId, toId]) : []
  const isThere = (id: string) => rows.some(({ assetId }) => assetId === id)
  if (!share || isThere(fromId) || !isThere(toId)) return false
  // Positions of a share need not differ: of two at one place the lower id comes first.
  if (hadBoth)
    await trx
      .insertInto('shareAsset')
      .values({ shareId, assetId: fromId, position, ...pin })
      .execute()
  else await putInPlace(trx, { shareId, fromId: toId, toId: fromId }, pin)
  await noteChange(trx, by, shareId)
  return true
}

const lock = (trx: Tx, id: string) =>
  lockById(
    trx.selectFrom('share').select(['id', 'createdBy']).where('deletedAt', 'is', null).where('revokedAt', 'is', null),
    id,
  )

const positionsOf = (trx: Tx, shareId: string, ids: string[]) =>
  trx
    .selectFrom('shareAsset')
    .select(['assetId', 'position', 'pinnedVersionId', 'pinnedAt'])
    .where('shareId', '=', shareId)
    .where('assetId', 'in', ids)
    .execute()

const putInPlace = (trx: Tx, { shareId, fromId, toId }: ReplacedInShare, pin: StoredPin) =>
  trx
    .updateTable('shareAsset')
    .set({ assetId: toId, ...pin })
    .where('shareId', '=', shareId)
    .where('assetId', '=', fromId)
    .execute()

const noteChange = (trx: Tx, by: Person, id: string) =>
  record(trx, actorOf(by), 'share.changed', { kind: 'share', id }, { replaced: 1 })
