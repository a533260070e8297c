import type { z } from 'zod'
import { record } from '~/domain/audit/audit-log.commands.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { Locale } from '~/platform/language'
import { actorOf } from './actor'
import { countAttempt, forgetAttempts } from './growing-delay.commands.server'
import type { LibraryLookInput } from './library-look'
import { hashPassword, passwordFits } from './passwords.server'
import type { ChangedPassword, Person } from './person'
import { deleteSessions } from './sessions.commands.server'

/**
 * Changes a person's own password and ends all their other sessions. Throws `password.wrong` when the current one is wrong,
 * and `throttled` after several failures, so that passwords cannot be guessed on a screen left signed in.
 */
export async function changePassword(
  db: Db,
  by: Person,
  { currentPassword, newPassword }: z.output<typeof ChangedPassword>,
  sessionId: string | undefined,
): Promise<void> {
  const limits = [{ key: `password:${by.id}`, free: 5 }]
  await countAttempt(db, limits)
  const found = await db.selectFrom('person').select('passwordHash').where('id', '=', by.id).executeTakeFirst()
  if (!(await passwordFits(found?.passwordHash, currentPassword)))
    throw new DomainError('password.wrong', { field: 'currentPassword' })
  const passwordHash = await hashPassword(newPassword)
  await inTransaction(db, async (trx) => {
    await forgetAttempts(trx, limits)
    await trx.updateTable('person').set({ passwordHash }).where('id', '=', by.id).execute()
    // A link to reset the password was made for the old one.
    await trx.deleteFrom('passwordToken').where('personId', '=', by.id).execute()
    const sessions = await deleteSessions(trx, by.id, sessionId)
    await record(trx, actorOf(by), 'person.password_changed', subject(by), { sessions })
  })
}

/** Sets the language of a person's letters. */
export async function chooseLetterLocale(db: Db, by: Person, locale: Locale): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.updateTable('person').set({ locale }).where('id', '=', by.id).execute()
    await record(trx, actorOf(by), 'person.language_changed', subject(by), { locale })
  })
}

/** Keeps how a person looks at the library; what is not given stays. */
export async function chooseLibraryLook(
  db: Db,
  by: Person,
  { view, density, panel, columns }: LibraryLookInput,
): Promise<void> {
  await db
    .updateTable('person')
    .set({ libraryView: view, libraryDensity: density, libraryPanel: panel, libraryColumns: columns })
    .where('id', '=', by.id)
    .execute()
}

const subject = ({ id, name }: Person) => ({ kind: 'person' as const, id, name })
