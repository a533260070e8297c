import { record } from '~/domain/audit/audit-log.commands.server'
import { type AttemptLimit, countAttempt, takeBackAttempt } from '~/domain/identity/growing-delay.commands.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { Guest } from './guest'
import { isCode } from './guest-code.server'
import { guestActor, guestSubject } from './guests.commands.server'

interface Verifying {
  secret: string
  network: string
  now: Date
}

/** Wrong codes: at most about 150 a day, of a million that there are. */
const triesOf = ({ id }: Guest, network: string): AttemptLimit[] => [
  { key: `guest-code:${id}:${network}`, free: 5, longest: 600 },
  { key: `guest-code:${id}`, free: 20, longest: 600 },
]

/** Letters: three at once, then ever fewer, because whoever has the link can ask for them. */
const lettersOf = ({ id }: Guest): AttemptLimit[] => [{ key: `guest-code-letter:${id}`, free: 3, longest: 3600 }]

/** Records that a guest asks for a code, by which a letter is sent. Throws `throttled`. */
export async function askForCode(db: Db, guest: Guest, network: string): Promise<void> {
  await countAttempt(db, lettersOf(guest))
  await inTransaction(db, (trx) => record(trx, guestActor(guest, network), 'guest.code_asked', guestSubject(guest)))
}

/** Checks the code from a letter. Throws `guest.code_wrong`, and `throttled` while the next attempt must wait. */
export async function verifyGuest(db: Db, guest: Guest, code: string, { secret, network, now }: Verifying) {
  const limits = triesOf(guest, network)
  const seconds = await countAttempt(db, limits)
  if (!isCode(secret, guest.id, code, now))
    throw new DomainError('guest.code_wrong', { field: 'code', ...(seconds > 0 && { seconds }) })
  await inTransaction(db, async (trx) => {
    await record(trx, guestActor(guest, network), 'guest.verified', guestSubject(guest))
    await takeBackAttempt(trx, limits)
  })
}
