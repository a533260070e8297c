import type { ViewScope } from '~/domain/access/access'
import { chainsOfLinks } from '~/domain/metadata/linked-assets.queries.server'
import type { LinkedAsset } from '~/domain/metadata/shown-fields'
import { publicAssets } from './public-assets.queries.server'
import { staffAssets } from './staff-assets.queries.server'

export interface LinkSettings {
  from: string
  locale: string
  /** Returns the address of an asset where it is shown. */
  hrefOf: (assetId: string) => string
}

export type LinksFor = (ids: readonly string[]) => Promise<Map<string, LinkedAsset>>

/**
 * Returns a function from assets that values lead to, by their ids, to what the viewer sees of them: where an asset was merged or
 * replaced, the last of those that took its place. Those of which the viewer sees none are left out, and those that lead back to
 * the asset `from` that has the values.
 */
export const linksFor =
  (scope: ViewScope, { from, locale, hrefOf }: LinkSettings): LinksFor =>
  async (ids) => {
    const chains = await chainsOfLinks(scope.db, ids)
    const reached = [...new Set([...chains.values()].flat())]
    const shown = new Map((await seen(scope, reached, locale)).map((asset) => [asset.id, asset]))
    return new Map(
      [...chains].flatMap(([start, chain]): [string, LinkedAsset][] => {
        const last = shown.get(chain.findLast((id) => shown.has(id)) ?? '')
        return last && last.id !== from
          ? [[start, { title: last.title, locale: last.titleLocale, href: hrefOf(last.id) }]]
          : []
      }),
    )
  }

const seen = async (
  scope: ViewScope,
  ids: readonly string[],
  locale: string,
): Promise<{ id: string; title: string; titleLocale?: string }[]> =>
  scope.viewer.kind === 'staff' ? staffAssets(scope, ids, locale) : publicAssets(scope, ids, locale)
