import { type Guest, guestClosedReason } from '~/domain/guests/guest'
import { findGuestByToken } from '~/domain/guests/guests.queries.server'
import type { Brief } from '~/domain/intake/brief'
import { findBriefOfGuest } from '~/domain/intake/briefs.queries.server'
import { DomainError } from '~/platform/errors'
import type { Context } from './context.server'
import { isVerified } from './guest-proof.server'

/** A guest whose link is open, in a browser that gave the code where one is needed, and the brief that it is for. */
export interface GuestVisit {
  guest: Guest
  brief: Brief
  token: string
}

/** Returns the guest of a token; throws `guest.unknown`, `guest.closed`, `guest.code_required`. */
export async function guestVisit(context: Context, token: string): Promise<GuestVisit> {
  const guest = await findGuestByToken(context.db, token)
  const brief = guest && (await findBriefOfGuest(context.db, guest.id))
  if (!guest || !brief) throw new DomainError('guest.unknown')
  if (guestClosedReason(guest, context.now)) throw new DomainError('guest.closed')
  if (!(await isVerified(context, guest))) throw new DomainError('guest.code_required')
  return { guest, brief, token }
}

/** Returns the token in the header `Authorization: Bearer …`, where no log has it. */
export const bearerToken = (request: Request): string =>
  /^Bearer (\S{1,200})$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
