import { authorize } from '~/domain/access/authorize.server'
import { downloadOptions } from '~/domain/delivery/download-options.server'
import { linksFor } from '~/domain/delivery/linked-assets.queries.server'
import { assetDetails, publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { sizeOptions } from '~/domain/delivery/size-options.server'
import { viewingOf } from '~/domain/delivery/viewing.queries.server'
import { withdrawnPins } from '~/domain/delivery/withdrawn-pins.queries.server'
import { assetIdsOfShare } from '~/domain/shares/shares.queries.server'
import type { Context } from '~/http/context.server'
import { redirectToKept } from '~/http/merged.server'
import { pictureSet } from '~/platform/images/picture-set'
import { shownUrls } from '~/routes/portal/shown-urls'
import { captionTracks } from '~/ui/viewers/caption-tracks'
import { urls } from '~/urls'
import { enterShare } from './enter-share.server'
import { isSearched } from './landing.server'

/**
 * Returns the data of the page of a share's file, with its neighbours: state `missing` if the share has no such file,
 * or the share's own state if it is closed or locked.
 */
export async function assetPageOf(context: Context) {
  const entrance = await enterShare(context)
  if (entrance.state !== 'entered') return entrance
  const { share, token, viewer, branding } = entrance
  const { db, params, locale, now } = context
  const behind = await assetIdsOfShare(db, share)
  const decisionOn = await authorize(db, viewer, behind, now)
  const ids = behind.filter((id) => decisionOn('see', id)?.allowed)
  const index = ids.indexOf(params.asset ?? '')
  const [asset] = await publicAssets({ db, viewer, now }, index < 0 ? [] : ids.slice(index, index + 1), locale)
  const frame = {
    branding,
    locale,
    sender: { name: share.creatorName, email: share.creatorEmail },
    back: { href: urls.share.landing(token), title: share.title },
  }
  if (!asset) {
    const moved = await redirectToKept(context, viewer)
    if (moved) throw moved
    const [withdrawn] = await withdrawnPins(
      { db, viewer, now },
      behind.includes(params.asset ?? '') ? [params.asset ?? ''] : [],
      locale,
    )
    return { state: 'missing' as const, status: withdrawn ? 410 : 404, withdrawn, ...frame }
  }
  const [details, options, sizes, viewing] = await Promise.all([
    assetDetails(
      db,
      asset,
      locale,
      linksFor({ db, viewer, now }, { from: asset.id, locale, hrefOf: (id) => urls.share.asset(token, id) }),
    ),
    downloadOptions(db, viewer, asset.id, now),
    sizeOptions({ db, viewer, now }, { kind: 'delivered', assetIds: [asset.id] }, locale),
    viewingOf({ db, viewer, now }, context.services.storage, asset),
  ])
  const page = (id: string | undefined) => id && urls.share.asset(token, id)
  return {
    state: 'shown' as const,
    status: 200,
    ...frame,
    asset,
    details,
    viewing: viewing && {
      ...viewing,
      urls: shownUrls((form) => urls.share.media(token, asset.id, form, asset.versionId)),
      tracks: captionTracks(viewing.captions, locale, (language) => urls.share.captions(token, asset.id, language)),
    },
    picture: asset.hasThumb
      ? pictureSet((preset) => urls.share.media(token, asset.id, preset, asset.versionId), asset)
      : undefined,
    options: options.map((option) => ({
      ...option,
      href: urls.share.download(token, asset.id, option.rendition),
    })),
    sizes: sizes.map((size) => ({ ...size, href: urls.share.size(token, asset.id, size.key) })),
    contactEmail: branding?.contact.email ?? share.creatorEmail,
    place: { index: index + 1, count: ids.length },
    token,
    hasSearch: isSearched(ids.length),
    previous: page(ids[index - 1]),
    next: page(ids[index + 1]),
  }
}
