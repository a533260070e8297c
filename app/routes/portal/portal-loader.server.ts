import { collectionsOf } from '~/domain/portals/portals.queries.server'
import type { Context } from '~/http/context.server'
import { refusalOf } from '~/http/errors.server'
import { loaderFor } from '~/http/route.server'
import { portalVisit } from '~/http/visitors.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'

/** A collection that the error page of a missing page links to. */
export interface WayOn {
  slug: string
  title: string
}

/**
 * Returns a loader for a page within a portal; if the page does not exist, its error carries the portal's collections.
 */
export const portalLoader = <T>(work: (context: Context) => Promise<T> | T) =>
  loaderFor(async (context) => {
    try {
      return await work(context)
    } catch (error) {
      throw await withWaysOn(context, error)
    }
  })

async function withWaysOn(context: Context, error: unknown): Promise<unknown> {
  if (!(error instanceof DomainError) || error.code === 'portal.unknown' || refusalOf(error).status !== 404)
    return error
  const { portal, viewer } = await portalVisit(context)
  const collections = await collectionsOf(context.db, portal.id, viewer, context.now)
  const waysOn: WayOn[] = collections
    .filter((collection) => collection.assetCount > 0)
    .map(({ slug, title, sourceLocale }) => ({
      slug,
      title: pickText(title, context.locale, sourceLocale)?.value ?? slug,
    }))
  return new DomainError('page.unknown', { collections: waysOn })
}
