import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Viewer } from '~/domain/access/access'
import { inLanguage } from '~/domain/access/viewer-texts'
import type { Actor } from '~/domain/audit/audit'
import { type Deliverable, deliverVersion, type RenditionName } from '~/domain/delivery/delivery.server'
import { deliverWithTexts, formToMake } from '~/domain/delivery/embedded-delivery.server'
import { findSized, type SizedAsk, type SizedState } from '~/domain/delivery/sized-delivery.server'
import type { EmbeddedWanted } from '~/domain/embeds/embedded-form'
import { findPortal, visitorOf } from '~/domain/portals/portals.queries.server'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { type Branding, brandingOf, defaultBranding } from './branding.server'
import { type Asked, askedOf, type Context, contextOf, requireRole, staffNow } from './context.server'
import { refusalOf } from './errors.server'
import { noteFailure } from './failures.server'
import { orRedirectToKept } from './merged.server'
import { refusalPage } from './refusal-page.server'
import { type PortalVisit, portalVisit, previewerOf, type ShareVisit, shareVisit } from './visitors.server'

/** Who asks for bytes, and for the file of which address. What happens then is in `download.server.ts`. */
export interface Reader {
  viewer: Viewer
  actor: Actor
  /** Names the reader among others of the same bytes: those of equal keys have equal rights. */
  key: string
  /** Loads the viewer again while bytes are sent, because rights that held at the start may have ended since. */
  viewerNow: () => Promise<Viewer>
  /** Returns the file of the address as a viewer may have it; throws why not, `rendition.not_ready` and `access.refused` among others. */
  find: (viewer: Viewer, rendition: RenditionName, now: Date) => Promise<Deliverable>
  /** Returns the form with texts that has to be made before that file leaves; throws as `find` does. */
  formToMake: (
    viewer: Viewer,
    rendition: RenditionName,
    now: Date,
  ) => Promise<{ wanted: EmbeddedWanted; isAsked: boolean } | undefined>
  /** Returns how far a rendition for a download of the address is, as a viewer may have it; throws as `findSized` does. */
  findSized: (viewer: Viewer, ask: SizedAsk, now: Date) => Promise<SizedState>
}

/** A byte route of a portal. */
export const portalBytes = (work: (context: Context, visitor: PortalVisit & Reader) => Promise<Response>) =>
  bytesFor(async (context) => {
    const visit = await portalVisit(context)
    const viewer = inLanguage(visit.viewer, context.locale)
    const reader = {
      ...{ ...visit, viewer },
      key: JSON.stringify(viewer),
      viewerNow: async () => {
        // By id, so that a slug changed meanwhile ends no download.
        const portal = await findPortal(context.db, visit.portal.id)
        if (!portal) throw new DomainError('portal.unknown')
        const now = visitorOf(portal, visit.preview ? previewerOf(await staffNow(context)) : undefined)
        return inLanguage(now, context.locale)
      },
      ...approved(context),
    }
    const response = await orRedirectToKept(context, visit.viewer, () => work(context, reader))
    if (visit.preview) response.headers.set('cache-control', 'private, no-store')
    return response
  }, portalBranding)

const portalBranding = async (context: Context) => brandingOf(context, (await portalVisit(context)).portal.id)

/** Returns a byte loader for a share. */
export const shareBytes = (work: (context: Context, holder: ShareVisit & Reader) => Promise<Response>) =>
  bytesFor(async (context) => {
    const visit = await shareVisit(context)
    const { token, unlocked, share } = visit
    const viewer = inLanguage(visit.viewer, context.locale)
    // Checked first: a locked share must not reveal whether what it contains exists.
    if (share.hasPassword && !unlocked) throw new DomainError('access.refused', { reason: 'link_locked' })
    const reader = {
      ...{ ...visit, viewer },
      key: JSON.stringify(viewer),
      viewerNow: async () => {
        const held = await findShareByToken(context.db, token)
        // A new password ends downloads that were opened with the old one.
        const now = viewerOfShare(held, unlocked && held.passwordVersion === share.passwordVersion)
        return inLanguage(now, context.locale)
      },
      ...approved(context),
    }
    return orRedirectToKept(context, viewer, () => work(context, reader))
  }, shareBranding)

const shareBranding = async (context: Context) => {
  const held = await findShareByToken(context.db, context.params.token).catch(() => undefined)
  return held ? brandingOf(context, held.portalId) : defaultBranding(context)
}

/** A byte route of staff, whose addresses name a version, approved or not. */
export const staffBytes = (work: (context: Context, reader: Reader) => Promise<Response>) =>
  bytesFor(async (context) => {
    requireRole(context, 'viewer')
    const { db, actor, sessionId, params } = context
    const viewer = inLanguage(context.viewer, context.locale)
    const viewerNow = async () => inLanguage(await staffNow(context), context.locale)
    return work(context, {
      ...{ viewer, actor, key: `session ${sessionId}`, viewerNow },
      find: (asking, rendition, now) => deliverVersion({ db, viewer: asking, now }, params.version ?? '', rendition),
      formToMake: async () => undefined,
      findSized: (asking, ask, now) =>
        findSized({ db, viewer: asking, now }, { kind: 'given', versionId: params.version ?? '' }, ask),
    })
  })

const approved = ({ db, params }: Context): Pick<Reader, 'find' | 'formToMake' | 'findSized'> => ({
  find: (viewer, rendition, now) => deliverWithTexts({ db, viewer, now }, params.asset ?? '', rendition),
  formToMake: (viewer, rendition, now) => formToMake({ db, viewer, now }, params.asset ?? '', rendition),
  findSized: (viewer, ask, now) =>
    findSized({ db, viewer, now }, { kind: 'delivered', assetIds: [params.asset ?? ''] }, ask),
})

const METHODS = ['GET', 'HEAD']

/**
 * Returns a loader for a route of bytes. A refusal is an HTML page with the branding of `brandingFor` when a person opens
 * the URL, and a plain-text code for programs and `<img>`.
 */
export function bytesFor(
  work: (context: Context) => Promise<Response>,
  brandingFor: (context: Context) => Promise<Branding | undefined> = async () => undefined,
) {
  return async (args: LoaderFunctionArgs): Promise<Response> => {
    // Remix also runs loaders for OPTIONS, which would deliver bytes without recording a download.
    if (!METHODS.includes(args.request.method))
      return new Response(null, { status: 405, headers: { allow: METHODS.join(', ') } })
    let context: Context | undefined
    try {
      context = await contextOf(args)
      const response = await work(context)
      return carrying(context.headers, response)
    } catch (error) {
      return refusal(askedOf(args), error, () => (context ? brandingFor(context) : Promise.resolve(undefined)))
    }
  }
}

/** Adds the context's headers, except to responses in shared caches, which must not carry a session cookie. */
function carrying(headers: Headers, response: Response): Response {
  if ((response.headers.get('cache-control') ?? '').includes('public')) return response
  for (const [name, value] of headers) response.headers.append(name, value)
  return response
}

async function refusal(
  asked: Asked,
  error: unknown,
  brandingNow: () => Promise<Branding | undefined>,
): Promise<Response> {
  if (error instanceof Response) return error
  const refused = refusalOf(error)
  const { status, code, facts } = refused
  noteFailure(asked, status, error)
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (status === 429) headers.set('retry-after', String(facts.seconds ?? 60))
  const accepted = asked.request.headers.get('accept') ?? ''
  if (accepted === 'application/json') {
    const message = fixedT(asked.locale, 'errors')(code, facts)
    return Response.json({ code, message }, { status, headers })
  }
  if (!accepted.includes('text/html')) {
    headers.set('content-type', 'text/plain; charset=utf-8')
    return new Response(`${code}\n`, { status, headers })
  }
  headers.set('content-type', 'text/html; charset=utf-8')
  // Without a database there is no branding, and the refusal must be sent all the same.
  const branding = await brandingNow().catch(() => undefined)
  return new Response(refusalPage(asked, refused, branding), { status, headers })
}
