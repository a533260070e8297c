import type { Pin } from '~/domain/assets/pin'
import { pinnableVersions } from '~/domain/assets/pins.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import type { StaffContext } from '~/http/context.server'
import { pageOf } from '~/routes/portal/pages'

/** Returns the data of a page on which versions are pinned: one page of items, and the choice for the item that is open. */
export async function pinsPageOf(
  { db, viewer, url, locale, now }: StaffContext,
  { ids, pins }: { ids: readonly string[]; pins: ReadonlyMap<string, Pin> },
) {
  const asked = url.searchParams.get('asset') ?? ''
  const { items, ...page } = pageOf(url, [...ids])
  const assets = await staffAssets({ db, viewer, now }, ids.includes(asked) ? [asked] : items, locale)
  const withPins = assets.map((asset) => ({ asset, pin: pins.get(asset.id) }))
  const open = withPins.find(({ asset }) => asset.id === asked)
  return {
    ...{ items: withPins, page, locale },
    open: open && { ...open, versions: await pinnableVersions(db, open.asset.id) },
  }
}

export type PinsPageData = Awaited<ReturnType<typeof pinsPageOf>>
