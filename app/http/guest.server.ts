import type { Viewer } from '~/domain/access/access'
import type { Actor } from '~/domain/audit/audit'
import { deliverVersion } from '~/domain/delivery/delivery.server'
import { type Guest, guestClosedReason } from '~/domain/guests/guest'
import { guestActor } from '~/domain/guests/guests.commands.server'
import { findGuestByToken } from '~/domain/guests/guests.queries.server'
import type { Brief } from '~/domain/intake/brief'
import { findBriefOfGuest } from '~/domain/intake/briefs.queries.server'
import { DomainError } from '~/platform/errors'
import { brandingOf, defaultBranding } from './branding.server'
import { bytesFor, type Reader } from './byte-route.server'
import type { Context } from './context.server'
import { isVerified } from './guest-proof.server'

/** The guest of one request, with the brief of the personal link. */
export interface GuestVisit {
  token: string
  guest: Guest
  brief: Brief
  viewer: Extract<Viewer, { kind: 'guest' }>
  actor: Actor
}

/** Returns the guest of this request, by the token of its address; throws as `guestOfToken` does. */
export const guestVisit = (context: Context): Promise<GuestVisit> =>
  context.once('guest visit', () => guestOfToken(context, context.params.token ?? ''))

/**
 * Returns the guest of a token; throws `guest.unknown`, `guest.closed` with the reason when the link has ended, and
 * `guest.code_required` in a browser that has not given the code where one is needed.
 */
export async function guestOfToken(context: Context, token: string): Promise<GuestVisit> {
  const { db, now, network } = context
  const guest = await findGuestByToken(db, token)
  const brief = guest && (await findBriefOfGuest(db, guest.id))
  if (!guest || !brief) throw new DomainError('guest.unknown')
  const reason = guestClosedReason(guest, now)
  if (reason) throw new DomainError('guest.closed', { reason })
  if (!(await isVerified(context, guest))) throw new DomainError('guest.code_required')
  return { token, guest, brief, viewer: viewerOfGuest(guest), actor: guestActor(guest, network) }
}

const viewerOfGuest = ({ id, expiresAt, revokedAt }: Guest): GuestVisit['viewer'] => ({
  ...{ kind: 'guest', guestId: id, expiresAt, revokedAt },
})

/** A byte route of guests, whose addresses name a version: pictures of what they brought, and nothing else. */
export const guestBytes = (work: (context: Context, reader: Reader) => Promise<Response>) =>
  bytesFor(
    async (context) => {
      const { token, viewer, actor } = await guestVisit(context)
      const { db, params } = context
      const viewerNow = async () => {
        const guest = await findGuestByToken(db, token)
        if (!guest) throw new DomainError('guest.unknown')
        return viewerOfGuest(guest)
      }
      const response = await work(context, {
        ...{ viewer, actor, key: `guest ${viewer.guestId}`, viewerNow },
        find: (asking, rendition, now) => deliverVersion({ db, viewer: asking, now }, params.version ?? '', rendition),
        formToMake: async () => undefined,
        findSized: () => Promise.reject(new DomainError('access.refused', { reason: 'rendition' })),
      })
      response.headers.set('cache-control', 'private, no-store')
      return response
    },
    async (context) => {
      const guest = await findGuestByToken(context.db, context.params.token)
      const brief = guest && (await findBriefOfGuest(context.db, guest.id))
      return brief?.portalId ? brandingOf(context, brief.portalId) : defaultBranding(context)
    },
  )

/** Returns the token in the header `Authorization: Bearer …`, where no log has it. */
export const bearerToken = (request: Request): string =>
  /^Bearer (\S{1,200})$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
