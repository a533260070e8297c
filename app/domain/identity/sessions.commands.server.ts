import { sql } from 'kysely'
import { record } from '~/domain/audit/audit-log.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { sha256Hex } from '~/platform/ids.server'
import { actorOf } from './actor'
import type { Person } from './person'

/** Ends one session of `by`; throws `session.unknown` when `by` has no such session. */
export async function endSession(db: Db, by: Person, key: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const ended = await trx.deleteFrom('session').where('id', '=', key).where('userId', '=', by.id).executeTakeFirst()
    if (!ended.numDeletedRows) throw new DomainError('session.unknown')
    await record(trx, actorOf(by), 'person.session_ended', { kind: 'person', id: by.id, name: by.name })
  })
}

/** Ends all sessions of `by` except this one; returns how many. */
export async function endOtherSessions(db: Db, by: Person, sessionId: string | undefined): Promise<number> {
  return inTransaction(db, async (trx) => {
    const count = await deleteSessions(trx, by.id, sessionId)
    const subject = { kind: 'person' as const, id: by.id, name: by.name }
    if (count) await record(trx, actorOf(by), 'person.sessions_ended', subject, { sessions: count })
    return count
  })
}

/** Deletes the sessions of a person, except the one with this id; returns how many. */
export async function deleteSessions(trx: Tx, personId: string, except?: string): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('session')
    .where('userId', '=', personId)
    .where('id', '<>', except ? sha256Hex(except) : '')
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Deletes sessions that have ended, with the browser details stored with them. */
export async function clearSessions(db: Db): Promise<void> {
  const isOver = sql<boolean>`expires_at <= now() or created_at <= now() - interval '30 days'`
  await inTransaction(db, (trx) => trx.deleteFrom('session').where(isOver).execute())
}
