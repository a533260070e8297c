import { addToCollection, changeCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { PortalSettings } from '~/domain/portals/portal'
import { changePortal, createPortal, publishPortal } from '~/domain/portals/portals.commands.server'
import { defaultEndOf, NewShare } from '~/domain/shares/share'
import { createShare } from '~/domain/shares/shares.commands.server'
import { type Db, dbNow } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import { LOCALES } from '~/platform/language'
import { urls } from '~/urls'
import type { Cast } from '../demo.server'
import { collections, portal, shares } from './brand'

const ZONE = 'Europe/Madrid'

/** Makes collections, portal and shares; returns lines to print, the only place where the shares' addresses are readable. */
export async function seedOutside(db: Db, cast: Cast, byFile: Map<string, string>, env: Env): Promise<string[]> {
  const collectionIds = new Map<string, string>()
  for (const collection of collections)
    collectionIds.set(collection.slug, await seedCollection(db, cast, byFile, collection))
  const portalId = await seedPortal(db, cast, byFile, [...collectionIds.values()])
  const lines: string[] = []
  for (const share of shares) {
    const now = await dbNow(db)
    const terms = NewShare.parse({
      ...{ title: share.title, message: share.message, portalId, zone: ZONE },
      ...{ allows: share.allows, zipAllowed: share.zipAllowed, expiresAt: defaultEndOf(now, ZONE) },
      ...{ password: share.password, collectionId: collectionIds.get(share.collection) },
    })
    const { token } = await createShare(db, cast.manager, terms, { locale: 'en', now, secret: env.sessionSecret })
    const lock = share.password ? ` (password: ${share.password})` : ''
    lines.push(`  Link “${share.title}”: ${new URL(urls.share.landing(token), env.baseUrl).href}${lock}`)
  }
  return lines
}

async function seedCollection(
  db: Db,
  { manager }: Cast,
  byFile: Map<string, string>,
  collection: (typeof collections)[number],
): Promise<string> {
  const { slug, title, introduction, cover, assets } = collection
  const there = await db.selectFrom('collection').select('id').where('slug', '=', slug).executeTakeFirst()
  if (there) return there.id
  const id = await createCollection(db, manager, title.en ?? slug, 'en')
  await addToCollection(db, manager, id, { assetIds: assets.map((file) => byFile.get(file)!) })
  await changeCollection(db, manager, id, { slug, title, introduction, coverAssetId: byFile.get(cover) })
  return id
}

async function seedPortal(
  db: Db,
  { manager }: Cast,
  byFile: Map<string, string>,
  collectionIds: string[],
): Promise<string> {
  const { slug, name, headline, introduction, guidelines, theme, contact } = portal
  const there = await db.selectFrom('portal').select('id').where('slug', '=', slug).executeTakeFirst()
  const id = there?.id ?? (await createPortal(db, manager, { slug, name: name.en ?? slug }, 'en'))
  const settings = PortalSettings.parse({
    ...{ slug, name, headline, introduction, guidelines, theme, locales: [...LOCALES], allows: 'original' },
    ...{ logoAssetId: byFile.get(portal.logo), logoDarkAssetId: byFile.get(portal.logoDark) },
    ...{ heroAssetId: byFile.get(portal.hero), collections: collectionIds },
    ...{ contactName: contact.name, contactEmail: contact.email, contactPhone: contact.phone },
  })
  await changePortal(db, manager, id, settings)
  await publishPortal(db, manager, id)
  return id
}
