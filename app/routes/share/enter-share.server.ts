import { type LinkViewer, requireOpen, viewerOfShare } from '~/domain/shares/share-visit.server'
import { findShareByToken, type ShareByToken } from '~/domain/shares/shares.queries.server'
import { type Branding, brandingOf, defaultBranding } from '~/http/branding.server'
import type { Context } from '~/http/context.server'
import { refusalOf } from '~/http/errors.server'
import { isUnlocked } from '~/http/unlock.server'
import { DomainError } from '~/platform/errors'
import { urls } from '~/urls'

/** An open share that this browser may see. */
export interface EnteredShare {
  state: 'entered'
  share: ShareByToken
  token: string
  viewer: LinkViewer
  branding: Branding | undefined
}

/**
 * Resolves the token of a request: to the open share, to its password form, or to a page that says why it is closed. A
 * closed or locked share reveals only its branding and whom to contact.
 */
export async function enterShare(context: Context) {
  const token = context.params.token ?? ''
  const share = await findShareByToken(context.db, token).catch(onlyUnknown)
  if (!share) return closed(context, { status: 404, reason: 'unknown' }, await defaultBranding(context), undefined)
  const branding = await brandingOf(context, share.portalId)
  try {
    requireOpen(share, context.now)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'share.closed') throw error
    const { status, facts } = refusalOf(error)
    return closed(context, { status, reason: String(facts.reason) }, branding, share)
  }
  const { locale } = context
  if (!(await isUnlocked(context, token, share)))
    return { state: 'locked' as const, status: 200, locale, branding, unlockUrl: urls.share.unlock(token) }
  const entered: EnteredShare = { state: 'entered', share, token, branding, viewer: viewerOfShare(share, true) }
  return entered
}

function closed(
  { now, locale }: Context,
  { status, reason }: { status: number; reason: string },
  branding: Branding | undefined,
  share: ShareByToken | undefined,
) {
  const at = reason === 'link_not_yet' ? share?.opensAt : reason === 'link_expired' ? share?.expiresAt : undefined
  return {
    state: 'closed' as const,
    status,
    reason,
    at: at ?? null,
    zone: share?.zone ?? 'UTC',
    retryAfter: reason === 'link_not_yet' && at ? Math.ceil((at.getTime() - now.getTime()) / 1000) : undefined,
    locale,
    branding,
    contact: branding?.contact.email ?? share?.creatorEmail ?? null,
  }
}

/** Returns the headers of a share's page in any state. */
export function headersOf(context: Context, page: { status: number; retryAfter?: number }): Headers {
  const headers = new Headers(context.headers)
  if (page.retryAfter) headers.set('retry-after', String(page.retryAfter))
  return headers
}

function onlyUnknown(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'share.unknown') return undefined
  throw error
}

type Entrance = Awaited<ReturnType<typeof enterShare>>
export type ClosedPage = Extract<Entrance, { state: 'closed' }>
