import type { ViewScope } from '~/domain/access/access'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { alikeAssets, sureOnes } from './alike.queries.server'
import type { Exemplar } from './exemplar'
import { exemplarOfAsset, exemplarOfSearch } from './exemplar.queries.server'
import { findPictureSearch } from './picture-search.queries.server'

/** Returns the picture of an asset, or of a search of this person. */
const exemplarOf = async (scope: ViewScope, id: string): Promise<Exemplar | undefined> =>
  (await exemplarOfAsset(scope, id)) ?? (await exemplarOfSearch(scope, id))

/** Returns the ids of what looks like an asset or a picture that is searched by, the best first; none when that is unknown. */
export async function idsLike(scope: ViewScope, id: string): Promise<string[]> {
  const exemplar = await exemplarOf(scope, id)
  return exemplar ? (await alikeAssets(scope, exemplar)).map(({ assetId }) => assetId) : []
}

/** An asset by its title. */
interface Named {
  id: string
  title: string
}

/** What a result is like, for the page of the result. */
export interface Like {
  /** The picture of an asset, or one that was brought; or one that is unknown, or was forgotten. */
  of: 'asset' | 'search' | 'nothing'
  id: string
  /** Title of the asset, or name of the file. */
  name: string
  /** Version whose thumbnail shows it. */
  versionId?: string
  /** Assets that have the same file, and those whose picture is nearly the same. */
  same: Named[]
  near: Named[]
}

/** Most assets that are named as the same. */
const MOST_NAMED = 5

/** Returns what a result is like, and which assets are the same or nearly the same. */
export async function likeOf(scope: ViewScope, id: string, locale: string): Promise<Like> {
  const exemplar = await exemplarOf(scope, id)
  const shown = exemplar?.assetId ? (await staffAssets(scope, [exemplar.assetId], locale))[0] : undefined
  const search = exemplar && !shown ? await findPictureSearch(scope, id) : undefined
  if (!exemplar || !(shown || search)) return { of: 'nothing', id, name: '', same: [], near: [] }
  const sure = await sureOnes(scope, exemplar)
  const titled = await staffAssets(
    scope,
    sure.map(({ assetId }) => assetId),
    locale,
  )
  const named = (grade: 'same' | 'near') =>
    sure
      .filter((each) => each.grade === grade)
      .flatMap(({ assetId }) => titled.find((asset) => asset.id === assetId) ?? [])
      .slice(0, MOST_NAMED)
      .map(({ id: assetId, title }) => ({ id: assetId, title }))
  return {
    ...{ id, same: named('same'), near: named('near') },
    ...(shown
      ? { of: 'asset', name: shown.title, versionId: shown.versionId }
      : { of: 'search', name: search?.fileName ?? '' }),
  }
}
