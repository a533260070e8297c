import { record } from '~/domain/audit/audit-log.commands.server'
import { type AttemptLimit, countAttempt, takeBackAttempt } from '~/domain/identity/growing-delay.commands.server'
import { passwordFits } from '~/domain/identity/passwords.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { ShareByToken } from './shares.queries.server'

/** Where an attempt to unlock a share comes from. */
export interface Guesser {
  network: string
  /** Id of a browser that has unlocked the share before: its failures are counted apart from those of strangers. */
  deviceId?: string
}

/**
 * Returns the limits that count a wrong password. The waits of one network or device reach 30 s; those of all strangers
 * together 10 s, which a single network cannot sustain. So a share gets at most about 60 guesses at once and 8,700 a day,
 * twice that including browsers that have unlocked it before.
 */
function unlockLimits(shareId: string, { network, deviceId }: Guesser): AttemptLimit[] {
  const [own, all] = deviceId ? [`device:${deviceId}`, 'devices'] : [`network:${network}`, 'networks']
  return [
    { key: `unlock:${shareId}:${own}`, free: 5 },
    { key: `unlock:${shareId}:${all}`, free: 50, longest: 10 },
  ]
}

/**
 * Checks the password of a share. Throws `unlock.refused` when it is wrong, with `seconds` if the next attempt must wait,
 * and `throttled` with the `seconds` left while it must.
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
