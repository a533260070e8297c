import { openCollection } from '~/domain/portals/portals.queries.server'
import { portalBytes } from '~/http/byte-route.server'
import { sendKit } from '~/http/download.server'
import { movedFor } from '~/http/visitors.server'
import { pickText } from '~/platform/language'

export const loader = portalBytes((context, visitor) => {
  const { db, params, locale, now } = context
  const source = async () => {
    const { collection, ids } = await openCollection(
      { db, viewer: visitor.viewer, now },
      visitor.portal.id,
      params.collection,
    )
    if (collection.slug !== params.collection) throw movedFor(context, 'collection', collection.slug)
    const title = pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug
    return { source: `collection ${collection.id}`, title, ids: async () => ids }
  }
  return sendKit(context, visitor, source)
})
