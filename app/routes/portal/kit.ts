import { openCollection } from '~/domain/portals/portals.server'
import { sendKit } from '~/http/bytes.server'
import { portalBytes } from '~/http/visit-bytes.server'
import { movedFor } from '~/http/visitors.server'
import { pickText } from '~/platform/language'

export const loader = portalBytes(async (context, { portal, viewer, actor }, reload) => {
  const { db, params, locale, now } = context
  const { collection, ids } = await openCollection(db, portal.id, params.collection, viewer, now)
  if (collection.slug !== params.collection) throw movedFor(context, 'collection', collection.slug)
  const title = pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug
  return sendKit(context, viewer, actor, ids, title, reload)
})
