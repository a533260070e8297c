import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { closedReason } from '~/domain/access/closed-reason'
import { record } from '~/domain/audit/audit.server'
import { type AttemptLimit, countAttempt, takeBackAttempt } from '~/domain/identity/growing-delay.server'
import { passwordFits } from '~/domain/identity/passwords.server'
import { mayShare } from '~/domain/identity/permissions'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { sha256Hex } from '~/platform/ids.server'
import { prepared } from '~/platform/prepared.server'
import type { Share } from './share'

/** A link that somebody holds the token of. */
export interface ShareByToken extends Share {
  creatorMayShare: boolean
}

/** The link behind a token, in whatever state it is; throws `share.unknown`. One query by the token's hash. */
export async function findShareByToken(db: Db, token: string | undefined): Promise<ShareByToken> {
  const row = await db
    .selectFrom('share')
    .modifyFront(prepared)
    .innerJoin('person as creator', 'creator.id', 'share.createdBy')
    .where('share.tokenHash', '=', sha256Hex(token ?? ''))
    .select(['share.id', 'share.title', 'share.message', 'share.portalId', 'share.collectionId', 'share.locale'])
    .select(['share.opensAt', 'share.expiresAt', 'share.zone', 'share.neverReason', 'share.passwordVersion'])
    .select(['share.includesOriginalOnly', 'share.keepsMetadata'])
    .select(['share.allows', 'share.zipAllowed', 'share.createdAt', 'share.createdBy'])
    // A link that is in the bin, or whose collection is, is closed as a revoked one is, until that is restored.
    .select(
      sql<Date | null>`coalesce(share.revoked_at, share.deleted_at,
        (select c.deleted_at from collection c where c.id = share.collection_id))`.as('revokedAt'),
    )
    .select(['creator.name as creatorName', 'creator.email as creatorEmail', 'creator.role', 'creator.disabledAt'])
    .select(sql<boolean>`share.password_hash is not null`.as('hasPassword'))
    .executeTakeFirst()
  if (!row) throw new DomainError('share.unknown')
  const { role, disabledAt, ...share } = row
  return { ...share, creatorMayShare: !disabledAt && mayShare({ id: share.createdBy, role }) }
}

export type LinkViewer = Extract<Viewer, { kind: 'link' }>

/** The holder of a link as the decision knows them. */
export const viewerOfShare = (share: ShareByToken, unlocked: boolean): LinkViewer => ({
  kind: 'link',
  shareId: share.id,
  opensAt: share.opensAt,
  expiresAt: share.expiresAt,
  revokedAt: share.revokedAt,
  creatorMayShare: share.creatorMayShare,
  unlocked: unlocked || !share.hasPassword,
  allows: share.allows,
  includesOriginalOnly: share.includesOriginalOnly,
  keepsMetadata: share.keepsMetadata,
})

/** Throws `share.closed` with the reason and the dates while the link is not open; the password is not asked here. */
export function requireOpen(share: ShareByToken, now: Date): void {
  const reason = closedReason(share, now)
  if (reason) throw new DomainError('share.closed', { reason, opensAt: share.opensAt, expiresAt: share.expiresAt })
}

/** Who gives a password. */
export interface Guesser {
  network: string
  /** Of a browser that has opened the link before: its failures are counted apart from those of strangers. */
  deviceId?: string
}

/**
 * What counts against a wrong password. The waits of one network or device reach 30 s; those of all strangers together
 * 10 s, which one network alone cannot keep up. So a link takes at most about 60 guesses at once and 8,700 a day, twice that
 * with those of browsers that have passed before.
 */
export function unlockLimits(shareId: string, { network, deviceId }: Guesser): AttemptLimit[] {
  const [own, all] = deviceId ? [`device:${deviceId}`, 'devices'] : [`network:${network}`, 'networks']
  return [
    { key: `unlock:${shareId}:${own}`, free: 5 },
    { key: `unlock:${shareId}:${all}`, free: 50, longest: 10 },
  ]
}

/**
 * Passes when the password fits. Throws `unlock.refused`, with the `seconds` that the next attempt must wait when it must,
 * or `throttled`.
 */
export async function unlockShare(db: Db, share: ShareByToken, password: string, guesser: Guesser): Promise<void> {
  const limits = unlockLimits(share.id, guesser)
  const seconds = await countAttempt(db, limits)
  const row = await db.selectFrom('share').select('passwordHash').where('id', '=', share.id).executeTakeFirst()
  const fits = await passwordFits(row?.passwordHash, password)
  const actor = { kind: 'link' as const, id: share.id, name: share.title, network: guesser.network }
  const subject = { kind: 'share' as const, id: share.id, name: share.title }
  await inTransaction(db, async (trx) => {
    await record(trx, actor, fits ? 'share.unlocked' : 'share.unlock_refused', subject)
    if (fits) await takeBackAttempt(trx, limits)
  })
  if (!fits) throw new DomainError('unlock.refused', { field: 'password', ...(seconds > 0 && { seconds }) })
}
