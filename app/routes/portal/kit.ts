import { openCollection } from '~/domain/portals/portals.queries.server'
import { sendKit } from '~/http/kit.server'
import { portalBytes } from '~/http/visit-bytes.server'
import { movedFor } from '~/http/visitors.server'
import { pickText } from '~/platform/language'

export const loader = portalBytes((context, { portal, viewer, actor }, reload) => {
  const { db, params, locale, now } = context
  const source = async () => {
    const { collection, ids } = await openCollection(db, portal.id, params.collection, viewer, now)
    if (collection.slug !== params.collection) throw movedFor(context, 'collection', collection.slug)
    const title = pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug
    return { source: `collection ${collection.id}`, title, ids: async () => ids }
  }
  return sendKit(context, { viewer, actor, source, reload })
})
