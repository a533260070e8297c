import { authorize } from '~/domain/access/authorize.server'
import { shownAssets } from '~/domain/access/shown-assets.server'
import { kitSizes } from '~/domain/packages/kit-contents.server'
import { assetsBehind } from '~/domain/shares/find-share.server'
import { type HeldShare, holderOf, holdShare, requireOpen } from '~/domain/shares/open-share.server'
import type { Context } from '~/http/context.server'
import { refusalOf } from '~/http/errors.server'
import { isUnlocked } from '~/http/unlock.server'
import { DomainError } from '~/platform/errors'
import { urls } from '~/urls'
import { type Dress, dressOf, houseDress } from './dress.server'

/** The page of a link in whatever state it is. A closed or locked link reveals nothing but its look and whom to ask. */
export async function landingOf(context: Context) {
  const token = context.params.token ?? ''
  const held = await holdShare(context.db, token).catch(onlyUnknown)
  if (!held) return closed(context, 404, 'unknown', await houseDress(context), undefined)
  const dress = await dressOf(context, held.portalId)
  try {
    requireOpen(held, context.now)
  } catch (error) {
    const { status, facts } = refusalOf(error)
    if (!(error instanceof DomainError) || error.code !== 'share.closed') throw error
    return closed(context, status, String(facts.reason), dress, held)
  }
  if (!(await isUnlocked(context, token, held))) {
    return { state: 'locked' as const, status: 200, locale: context.locale, dress, unlockUrl: urls.share.unlock(token) }
  }
  return open(context, token, held, dress)
}

function closed(
  context: Context,
  status: number,
  reason: string,
  dress: Dress | undefined,
  held: HeldShare | undefined,
) {
  const at = reason === 'link_not_yet' ? held?.opensAt : reason === 'link_expired' ? held?.expiresAt : undefined
  const wait = reason === 'link_not_yet' && at ? Math.ceil((at.getTime() - context.now.getTime()) / 1000) : undefined
  return {
    state: 'closed' as const,
    status,
    reason,
    at: at ?? null,
    zone: held?.zone ?? 'UTC',
    retryAfter: wait,
    locale: context.locale,
    dress,
    contact: dress?.contact.email ?? held?.creatorEmail ?? null,
  }
}

async function open(context: Context, token: string, share: HeldShare, dress: Dress | undefined) {
  const { db, locale, now, shell } = context
  const viewer = holderOf(share, true)
  const ids = await assetsBehind(db, share)
  const decisions = await authorize(db, viewer, 'see', ids, now)
  const assets = await shownAssets(db, viewer, ids, locale, now)
  const withheld = new Map<string, number>()
  for (const decision of decisions.values())
    if (!decision.allowed) withheld.set(decision.reason, (withheld.get(decision.reason) ?? 0) + 1)
  const ends = assets.map((asset) => asset.expiresAt).filter((end) => end !== null)
  return {
    state: 'open' as const,
    status: 200,
    locale,
    dress,
    nonce: shell.cspNonce,
    share: {
      title: share.title,
      message: share.message,
      by: share.creatorName,
      expiresAt: share.expiresAt,
      zone: share.zone,
      allows: share.allows,
      kitUrl: share.zipAllowed && share.allows !== 'preview' ? urls.share.kit(token) : undefined,
    },
    endsSooner: ends.length ? ends.filter((end) => !share.expiresAt || end < share.expiresAt).length : 0,
    withheld: [...withheld].map(([reason, count]) => ({ reason, count })),
    sizes: await kitSizes(
      db,
      viewer,
      assets.map((asset) => asset.id),
      now,
    ),
    assets: assets.map((asset) => ({
      ...asset,
      href: urls.share.asset(token, asset.id),
      src: asset.hasThumb ? urls.share.media(token, asset.id, 'thumb', asset.versionId) : undefined,
    })),
  }
}

function onlyUnknown(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'share.unknown') return undefined
  throw error
}

type Landing = Awaited<ReturnType<typeof landingOf>>
export type OpenLanding = Extract<Landing, { state: 'open' }>
export type ClosedLanding = Extract<Landing, { state: 'closed' }>
