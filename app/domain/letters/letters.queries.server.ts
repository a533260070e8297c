import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { RefusedAddress, UnsentLetter } from './letter'

const MOST_LISTED = 100

/** Returns letters that were tried and not sent, the newest first, and how many there are. */
export async function unsentLetters(db: Db): Promise<{ letters: UnsentLetter[]; total: number }> {
  const unsent = db.selectFrom('letter').where('state', '<>', 'sent').where('error', 'is not', null)
  const letters = await unsent
    .select(['key', 'address', 'subject', 'attempts', 'error', 'createdAt', 'triedAt'])
    .select(sql<UnsentLetter['state']>`state`.as('state'))
    .orderBy('createdAt', 'desc')
    .limit(MOST_LISTED)
    .execute()
  const { total } = await unsent.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  return { letters, total }
}

/** Returns how the mail server refused the last letter to an address; undefined where it did not, or none was tried. */
export async function refusalOfAddress(db: Db, address: string): Promise<RefusedAddress | undefined> {
  const last = await db
    .selectFrom('letter')
    .where('address', '=', address)
    .where('state', 'in', ['sent', 'refused'])
    .orderBy(sql`coalesce(tried_at, created_at)`, 'desc')
    .limit(1)
    .select(['state', 'error'])
    .select(sql<Date>`coalesce(tried_at, created_at)`.as('at'))
    .executeTakeFirst()
  return last?.state === 'refused' ? { error: last.error, at: last.at } : undefined
}
