import { sql } from 'kysely'
import { record, recordAll } from '~/domain/audit/audit-log.commands.server'
import { addGuest, guestActor, guestSubject } from '~/domain/guests/guests.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { type Brief, briefState } from './brief'
import { type ListedGuest, MOST_INVITED } from './guest-list'
import { lockBrief } from './lock-brief.server'

interface Invitation {
  guests: readonly ListedGuest[]
  /** Language of their letters. */
  locale: string
  /** When their links end; without it, after some months. */
  expiresAt?: Date
}

/** A guest who was made, and the address that the personal link ends with. */
export interface MadeGuest extends ListedGuest {
  id: string
  token: string
}

/**
 * Makes a personal link for each of a list who has none for this brief that is open, and records `guest.invited`, by which letters
 * are sent. Returns those that were made. Throws `brief.unknown`, `brief.full_guests`, `guest.nobody_given`, `guest.too_many`.
 */
export async function inviteGuests(
  { db, by, secret }: { db: Db; by: Person; secret: string },
  briefId: string,
  { guests, locale, expiresAt }: Invitation,
): Promise<MadeGuest[]> {
  if (guests.length === 0) throw new DomainError('guest.nobody_given', { field: 'guests' })
  if (guests.length > MOST_INVITED) throw new DomainError('guest.too_many', { field: 'guests', count: MOST_INVITED })
  return inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, briefId)
    const known = await openGuests(trx, briefId)
    const fresh = guests.filter(({ email }) => !known.has(email.toLowerCase()))
    requireRoom(brief, known.size + fresh.length)
    const made: MadeGuest[] = []
    for (const { name, email } of fresh) {
      const guest = { name, email, locale, needsCode: brief.needsCode, expiresAt, createdBy: by.id }
      const { id, token } = await addGuest(trx, guest, secret)
      await trx.insertInto('briefGuest').values({ guestId: id, briefId }).execute()
      made.push({ id, token, name, email })
    }
    await recordAll(
      trx,
      actorOf(by),
      'guest.invited',
      made.map((guest) => ({ subject: guestSubject(guest), facts: { briefId } })),
    )
    return made
  })
}

/**
 * Makes a personal link for who came by the open link of a brief and gave name and address. Records `guest.named`, by which the
 * address of the personal link is sent. Throws `brief.unknown`, `brief.closed`, `brief.full_guests`.
 */
export async function nameGuest(
  db: Db,
  briefId: string,
  { name, email, locale }: ListedGuest & { locale: string },
  { secret, now, network }: { secret: string; now: Date; network?: string },
): Promise<MadeGuest> {
  return inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, briefId)
    if (briefState(brief, now) !== 'open') throw new DomainError('brief.closed')
    requireRoom(brief, (await openGuests(trx, briefId)).size + 1)
    const guest = { name, email, locale, needsCode: brief.needsCode, createdBy: null }
    const { id, token } = await addGuest(trx, guest, secret)
    await trx.insertInto('briefGuest').values({ guestId: id, briefId }).execute()
    await record(trx, guestActor({ id, name }, network), 'guest.named', guestSubject({ id, name }), { briefId })
    return { id, token, name, email }
  })
}

/** The addresses, in lower case, of guests whose links have not been revoked. */
async function openGuests(trx: Tx, briefId: string): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('briefGuest')
    .innerJoin('guest', 'guest.id', 'briefGuest.guestId')
    .where('briefGuest.briefId', '=', briefId)
    .where('guest.revokedAt', 'is', null)
    .select(sql<string>`lower(guest.email)`.as('email'))
    .execute()
  return new Set(rows.map(({ email }) => email))
}

function requireRoom({ mostGuests }: Brief, guests: number): void {
  if (mostGuests !== null && guests > mostGuests)
    throw new DomainError('brief.full_guests', { field: 'guests', most: mostGuests })
}
