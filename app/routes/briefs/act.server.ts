import { GUEST_DAYS } from '~/domain/guests/guest'
import { extendGuest, revokeGuest } from '~/domain/guests/guests.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Brief } from '~/domain/intake/brief'
import { inviteGuests } from '~/domain/intake/brief-guests.commands.server'
import { closeBrief, openBrief } from '~/domain/intake/briefs.commands.server'
import { findBrief, guestsOfBrief } from '~/domain/intake/briefs.queries.server'
import { type ListedGuest, parseGuests } from '~/domain/intake/guest-list'
import { renewOpenLink } from '~/domain/intake/open-link.commands.server'
import { remindSilent } from '~/domain/intake/remind.commands.server'
import type { StaffContext } from '~/http/context.server'
import { DomainError } from '~/platform/errors'
import { instantOf } from '~/platform/zoned-time'
import type { BriefAct } from './brief-acts'

/** Who would be invited by a list, before anybody is. */
export interface Invitation {
  locale: string
  fresh: ListedGuest[]
  /** How many of the list have a link already. */
  known: number
  unreadable: string[]
}

/** What an act did; `count` of how many. */
export interface Done {
  done?: Exclude<BriefAct['intent'], 'check'>
  count?: number
  invitation?: Invitation
}

const DAY_MS = 86_400_000

/** Does what was asked for on the page of a brief. */
export async function act(context: StaffContext, id: string, input: BriefAct): Promise<Done> {
  const { db, person, now, services } = context
  const secret = services.env.sessionSecret
  const brief = await findBrief(db, id)
  if (!brief) throw new DomainError('brief.unknown')
  const done = { done: input.intent === 'check' ? undefined : input.intent }
  switch (input.intent) {
    case 'check':
      return { invitation: await checkList(context, brief, input) }
    case 'invite': {
      const { guests, unreadable } = parseGuests(input.guests)
      if (unreadable.length > 0) throw new DomainError('guest.unreadable', { field: 'guests' })
      const expiresAt = endOfLinks(brief, now)
      const made = await inviteGuests({ db, by: person, secret }, id, { guests, locale: input.locale, expiresAt })
      return { ...done, count: made.length }
    }
    case 'revoke':
    case 'extend': {
      const guest = (await guestsOfBrief(db, id, secret)).find((each) => each.id === input.guest)
      if (!guest) throw new DomainError('guest.unknown')
      if (input.intent === 'revoke') await revokeGuest(db, actorOf(person), guest.id)
      else {
        const from = guest.expiresAt > now ? guest.expiresAt : now
        await extendGuest(db, actorOf(person), guest.id, new Date(+from + GUEST_DAYS * DAY_MS))
      }
      return done
    }
    case 'open':
      await openBrief({ db, by: person, now }, id, input.dueAt ? instantOf(input.dueAt, input.zone) : null)
      return done
    case 'close':
      await closeBrief(db, person, id)
      return done
    case 'renew':
      await renewOpenLink(db, person, id, secret)
      return done
    case 'remind':
      return { ...done, count: await remindSilent(db, actorOf(person), id, now) }
  }
}

/** Personal links stay some months after the deadline: what was sent back is sent anew by them. */
const endOfLinks = ({ dueAt }: Brief, now: Date): Date =>
  new Date(Math.max(+now, +(dueAt ?? now)) + GUEST_DAYS * DAY_MS)

async function checkList(
  { db, services }: StaffContext,
  brief: Brief,
  { guests, file, locale }: Extract<BriefAct, { intent: 'check' }>,
): Promise<Invitation> {
  const parsed = parseGuests([guests, file && (await file.text())].filter(Boolean).join('\n'))
  if (parsed.guests.length + parsed.unreadable.length === 0)
    throw new DomainError('guest.nobody_given', { field: 'guests' })
  const invited = (await guestsOfBrief(db, brief.id, services.env.sessionSecret)).filter(({ revokedAt }) => !revokedAt)
  const known = new Set(invited.map(({ email }) => email.toLowerCase()))
  const fresh = parsed.guests.filter(({ email }) => !known.has(email.toLowerCase()))
  return { locale, fresh, known: parsed.guests.length - fresh.length, unreadable: parsed.unreadable }
}
