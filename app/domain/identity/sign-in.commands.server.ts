import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { actorOf } from './actor'
import { type AttemptLimit, countAttempt, forgetAttempts, takeBackAttempt } from './growing-delay.commands.server'
import { passwordFits } from './passwords.server'
import type { Person, SignIn } from './person'
import { type Device, openSession, type Sessions } from './sessions.server'

/** Where a sign-in attempt comes from. */
export interface SignInAttempt extends Device {
  /** Id of a browser that has signed in with this address before: its failures are counted apart from those of strangers. */
  deviceId?: string
  /** The session of this browser before; it ends when the new one begins. */
  sessionId?: string
}

/**
 * Returns the limits that count a wrong password. A stranger waits up to 30 s between attempts on one address; all strangers
 * together up to 10 s, which a single network cannot sustain, so they get at most about 60 guesses at once and 8,700 a day.
 * A browser that has signed in before has its own count, so that strangers cannot lock its owner out. The last limit slows
 * down a network that tries one password on many addresses.
 */
function signInLimits(email: string, { network, deviceId }: Pick<SignInAttempt, 'network' | 'deviceId'>) {
  if (deviceId) return [{ key: `sign-in:${email}:device:${deviceId}`, free: 5 }] satisfies AttemptLimit[]
  return [
    { key: `sign-in:${email}:network:${network}`, free: 5 },
    { key: `sign-in:${email}:networks`, free: 50, longest: 10 },
    { key: `sign-in:network:${network}`, free: 40, longest: 10 },
  ] satisfies AttemptLimit[]
}

/**
 * Opens a session for the right password; returns the person and the Set-Cookie value. Throws `sign_in.refused` for an
 * unknown address, a wrong password, a disabled or an invited person, alike and after the same time; `throttled` with the
 * `seconds` to wait.
 */
export async function signIn(
  db: Db,
  sessions: Sessions,
  { email, password }: Pick<z.output<typeof SignIn>, 'email' | 'password'>,
  attempt: SignInAttempt,
): Promise<{ person: Person; cookie: string }> {
  const limits = signInLimits(email, attempt)
  await countAttempt(db, limits)
  const found = await db
    .selectFrom('person')
    .select(['id', 'email', 'name', 'role', 'passwordHash', 'disabledAt'])
    .where('email', '=', email)
    .executeTakeFirst()
  const fits = await passwordFits(found?.passwordHash, password)
  if (!found || !fits || found.disabledAt) {
    const actor: Actor = { kind: 'visitor', name: email, network: attempt.network }
    await inTransaction(db, (trx) => record(trx, actor, 'person.sign_in_refused'))
    throw new DomainError('sign_in.refused')
  }
  const person = { id: found.id, email: found.email, name: found.name, role: found.role }
  const [own, ...shared] = limits
  await inTransaction(db, async (trx) => {
    await forgetAttempts(trx, own ? [own] : [])
    await takeBackAttempt(trx, shared)
    await record(trx, actorOf(person, attempt.network), 'person.signed_in')
  })
  return { person, cookie: await openSession(sessions, person.id, attempt, attempt.sessionId) }
}

/** Ends the session and returns the Set-Cookie value that clears its cookie. */
export async function signOut(db: Db, sessions: Sessions, person: Person, sessionId: string): Promise<string> {
  await sessions.invalidateSession(sessionId)
  await inTransaction(db, (trx) => record(trx, actorOf(person), 'person.signed_out'))
  return sessions.createBlankSessionCookie().serialize()
}
