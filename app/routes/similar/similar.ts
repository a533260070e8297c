import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { alikeAssets } from '~/domain/search/alike.queries.server'
import { exemplarOfAsset } from '~/domain/search/exemplar.queries.server'
import { staffLoader } from '~/http/route.server'

const MOST_SHOWN = 12

/** The assets that look most like one, as data for the pages that show it. */
export const loader = staffLoader('viewer', async ({ db, viewer, params, locale, now }) => {
  const id = params.asset ?? ''
  const scope = { db, viewer, now }
  const exemplar = await exemplarOfAsset(scope, id)
  const alike = exemplar ? (await alikeAssets(scope, exemplar)).slice(0, MOST_SHOWN) : []
  const assets = await staffAssets(
    scope,
    alike.map(({ assetId }) => assetId),
    locale,
  )
  return {
    id,
    assets: assets.map(({ id: assetId, versionId, title, kind, extension, needsDarkBackdrop, hasThumb }) => ({
      ...{ id: assetId, versionId, title, kind, extension, needsDarkBackdrop, hasThumb },
      grade: alike.find((each) => each.assetId === assetId)?.grade,
    })),
  }
})
