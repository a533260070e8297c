import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { PortalSettings } from '~/domain/portals/portal'
import { changePortal, createPortal, publishPortal } from '~/domain/portals/portals.commands.server'
import { NewShare } from '~/domain/shares/share'
import { createShare } from '~/domain/shares/shares.commands.server'
import { dbNow } from '~/platform/db.server'
import type { World } from './world'

/** Creates an approved asset with renditions, in a collection that a published portal and an open share deliver. */
export async function openExhibition(world: World, name: string) {
  const { db, mara } = world
  const asset = await world.photo('approved', { fileName: `${name}.jpg` })
  await world.renderings(asset.versionId)
  const collectionId = await createCollection(db, mara, `Kit ${name}`, 'en')
  await addToCollection(db, mara, collectionId, { assetIds: [asset.assetId] })
  const portalId = await createPortal(db, mara, { slug: name, name: `Portal ${name}` }, 'en')
  const settings = { slug: name, name: { en: `Portal ${name}` }, locales: ['en'], allows: 'original', theme: {} }
  const words = {
    headline: {},
    introduction: {},
    guidelines: {},
    collections: [collectionId],
    heroAssetId: asset.assetId,
  }
  await changePortal(db, mara, portalId, PortalSettings.parse({ ...settings, ...words }))
  await publishPortal(db, mara, portalId)
  const terms = { title: `Link ${name}`, zone: 'UTC', allows: 'original', expiresAt: '2099-01-01T18:00', collectionId }
  const share = await createShare(db, mara, NewShare.parse(terms), { locale: 'en', now: await dbNow(db) })
  return { ...asset, collectionId, portalId, share, slug: name }
}
