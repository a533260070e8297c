import { assetsOfCollection } from '~/domain/collections/collection-assets.server'
import { portalCollection } from '~/domain/portals/portals.server'
import { sendKit } from '~/http/bytes.server'
import { portalBytes } from '~/http/visit-bytes.server'
import { pickText } from '~/platform/language'

export const loader = portalBytes(async (context, { portal, viewer, actor }, reload) => {
  const { db, params, locale, now } = context
  const collection = await portalCollection(db, portal.id, params.collection)
  const ids = await assetsOfCollection(db, collection.id, viewer, now)
  const title = pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug
  return sendKit(context, viewer, actor, ids, title, reload)
})
