import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { record } from '~/domain/audit/audit.server'
import { passwordFits } from '~/domain/identity/passwords.server'
import { roleIncludes } from '~/domain/identity/person'
import type { Throttle } from '~/domain/identity/throttle.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { sha256Hex } from '~/platform/ids.server'
import type { Share } from './share'

/** A link that somebody holds the token of. */
export interface HeldShare extends Share {
  creatorMayShare: boolean
}

/** The link behind a token, in whatever state it is; throws `share.unknown`. One query by the token's hash. */
export async function holdShare(db: Db, token: string | undefined): Promise<HeldShare> {
  const row = await db
    .selectFrom('share')
    .innerJoin('person as creator', 'creator.id', 'share.createdBy')
    .where('share.tokenHash', '=', sha256Hex(token ?? ''))
    .select(['share.id', 'share.title', 'share.message', 'share.portalId', 'share.collectionId', 'share.locale'])
    .select(['share.opensAt', 'share.expiresAt', 'share.zone', 'share.neverReason', 'share.passwordVersion'])
    .select(['share.includesFormless', 'share.keepsMetadata'])
    .select(['share.allows', 'share.zipAllowed', 'share.createdAt', 'share.createdBy'])
    // A link in the bin is closed as a revoked one is, until it is restored.
    .select(sql<Date | null>`coalesce(share.revoked_at, share.deleted_at)`.as('revokedAt'))
    .select(['creator.name as creatorName', 'creator.email as creatorEmail', 'creator.role', 'creator.disabledAt'])
    .select(sql<boolean>`share.password_hash is not null`.as('hasPassword'))
    .executeTakeFirst()
  if (!row) throw new DomainError('share.unknown')
  const { role, disabledAt, ...share } = row
  return { ...share, creatorMayShare: !disabledAt && roleIncludes(role, 'editor') }
}

/** The holder of a link as the decision knows them. */
export const holderOf = (share: HeldShare, unlocked: boolean): Viewer => ({
  kind: 'link',
  shareId: share.id,
  opensAt: share.opensAt,
  expiresAt: share.expiresAt,
  revokedAt: share.revokedAt,
  creatorMayShare: share.creatorMayShare,
  unlocked: unlocked || !share.hasPassword,
  allows: share.allows,
  includesFormless: share.includesFormless,
  keepsMetadata: share.keepsMetadata,
})

/** Throws `share.closed` with the reason and the dates while the link is not open; the password is not asked here. */
export function requireOpen(share: HeldShare, now: Date): void {
  const closed = (reason: string) =>
    new DomainError('share.closed', { reason, opensAt: share.opensAt, expiresAt: share.expiresAt })
  if (share.revokedAt) throw closed('link_revoked')
  if (share.expiresAt && share.expiresAt <= now) throw closed('link_expired')
  if (!share.creatorMayShare) throw closed('link_owner')
  if (share.opensAt && share.opensAt > now) throw closed('link_not_yet')
}

/**
 * Passes when the password fits. Wrong ones are counted per link and network, so that one office neither guesses
 * on nor locks out everybody else. Throws `unlock.refused` or `throttled`.
 */
export async function unlockShare(
  db: Db,
  throttles: { byLink: Throttle; byNetwork: Throttle },
  share: HeldShare,
  password: string,
  network: string,
): Promise<void> {
  const here = `${share.id}:${network}`
  await throttles.byNetwork.spend(here)
  await throttles.byLink.spend(share.id)
  const row = await db.selectFrom('share').select('passwordHash').where('id', '=', share.id).executeTakeFirst()
  const fits = await passwordFits(row?.passwordHash, password)
  const actor = { kind: 'link' as const, id: share.id, name: share.title, network }
  const subject = { kind: 'share' as const, id: share.id, name: share.title }
  await inTransaction(db, (trx) => record(trx, actor, fits ? 'share.unlocked' : 'share.unlock_refused', subject))
  if (!fits) throw new DomainError('unlock.refused', { field: 'password' })
  await throttles.byNetwork.giveBack(here)
  await throttles.byLink.giveBack(share.id)
}
