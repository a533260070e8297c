import { authorize, originalOnlyOf } from '~/domain/access/authorize.server'
import type { OutsideViewer } from '~/domain/delivery/content-cache.server'
import type { RenditionName } from '~/domain/delivery/delivery.server'
import { publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { withdrawnPins } from '~/domain/delivery/withdrawn-pins.queries.server'
import { kitSizes } from '~/domain/kits/kit-contents.server'
import { kitPresets } from '~/domain/kits/kit-presets.queries.server'
import { assetIdsOfShare, type ShareByToken } from '~/domain/shares/shares.queries.server'
import type { Context } from '~/http/context.server'
import { askedPage, MOST_UNSEARCHED, pageOf, sizesOnPage } from '~/routes/portal/pages'
import { tileOf } from '~/routes/portal/tile'
import { urls } from '~/urls'
import { type EnteredShare, enterShare } from './enter-share.server'

const SOON_MS = 48 * 3_600_000

/** Reasons that do not count as “not available at the moment”: files in the bin, and those that are named with their version. */
const TOLD_OTHERWISE: ReadonlySet<string> = new Set(['deleted', 'version_withdrawn'])

/** Returns the data of a share's page in its current state: open, locked or closed. */
export async function landingOf(context: Context) {
  const entrance = await enterShare(context)
  return entrance.state === 'entered' ? open(context, entrance) : entrance
}

async function open(context: Context, { share, token, viewer, branding }: EnteredShare) {
  const { services, url, locale, now } = context
  const files = await services.cachedContent(viewer, `landing ${askedPage(url)} ${locale}`, (at) =>
    filesOf({ ...context, now: at }, { share, token, viewer }),
  )
  return {
    state: 'open' as const,
    status: 200,
    locale,
    branding,
    share: { ...senderOf(share), ...termsOf(share, token), ...endOf(share, now) },
    token,
    hasSearch: isSearched(files.page.count),
    ...files,
  }
}

export const senderOf = (share: ShareByToken) => ({
  ...{ title: share.title, message: share.message, by: share.creatorName, email: share.creatorEmail },
})

/** What a share delivers. */
export const termsOf = (share: ShareByToken, token: string) => ({
  allows: share.allows,
  includesOriginalOnly: share.includesOriginalOnly,
  kitUrl: share.zipAllowed && share.allows !== 'preview' ? urls.share.kit(token) : undefined,
})

const endOf = (share: ShareByToken, now: Date) => ({
  expiresAt: share.expiresAt,
  endsSoon: !!share.expiresAt && share.expiresAt.getTime() - now.getTime() < SOON_MS,
  zone: share.zone,
})

/** Whether a share of so many files has a search. */
export const isSearched = (count: number): boolean => count > MOST_UNSEARCHED

interface OfShare {
  share: ShareByToken
  token: string
  viewer: OutsideViewer
  /** Ids of some of its files that the viewer sees, in their order; all without it. */
  found?: readonly string[]
  /** Address of the list whose pages are shown. */
  base?: string
}

/** Returns the files on one page of a share or of what was found in it, and how many are left out for which reason. */
export async function filesOf({ db, url, locale, now }: Context, { share, token, viewer, found, base }: OfShare) {
  const behind = await assetIdsOfShare(db, share)
  const decisionOn = await authorize(db, viewer, behind, now)
  const decisions = behind.map((id) => decisionOn('see', id)).filter((decision) => decision !== undefined)
  const ids = (found ?? behind).filter((id) => decisionOn('see', id)?.allowed)
  const { items, ...page } = pageOf(url, ids)
  const assets = await publicAssets({ db, viewer, now }, items, locale)
  const sizes = await kitSizes({ db, viewer, now }, ids)
  const leftOut = new Map(sizes.leftOut.map(({ assetId, reason }) => [assetId, reason]))
  const withoutWebVersion = share.allows === 'web' ? await originalOnlyOf(db, viewer, items) : new Set<string>()
  const count = (reason: string) => [...leftOut.values()].filter((each) => each === reason).length
  return {
    endsSooner: decisions.filter((each) => each.allowed && endsBefore(each.until, share.expiresAt)).length,
    /**
     * Number of files that the decision refuses now. Only the number: visitors must not learn of an embargo or a
     * missing approval.
     */
    withheld: decisions.filter((each) => !each.allowed && !TOLD_OTHERWISE.has(each.reason)).length,
    withdrawn: await withdrawnPins({ db, viewer, now }, behind, locale),
    originalOnly: count('originalOnly'),
    notMade: count('not_made'),
    page: { ...page, base: base ?? urls.share.landing(token) },
    kitPresets: share.zipAllowed ? await kitPresets({ db, viewer, now }, ids, locale) : [],
    sizes: sizesOnPage(sizes, items),
    assets: assets.map((asset) => ({
      ...tileOf(asset, locale, urls.share.asset(token, asset.id), (shown) =>
        urls.share.media(token, shown.id, 'thumb', shown.versionId),
      ),
      leftOut: leftOut.get(asset.id),
      downloadUrl:
        sizes.bytes[asset.id] &&
        urls.share.download(token, asset.id, bestRendition(share, withoutWebVersion.has(asset.id))),
    })),
  }
}

/** Returns whether something ends before the link does. */
const endsBefore = (end: Date | null, linkEnds: Date | null): boolean => !!end && (!linkEnds || end < linkEnds)

/** Returns the best rendition of a file that the share delivers. */
const bestRendition = (share: ShareByToken, originalOnly: boolean): RenditionName =>
  share.allows === 'original' || originalOnly ? 'original' : 'web'

export type OpenLanding = Extract<Awaited<ReturnType<typeof landingOf>>, { state: 'open' }>
export type SharedAsset = Awaited<ReturnType<typeof filesOf>>['assets'][number]
