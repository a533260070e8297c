import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { assetsOfCollection } from '~/domain/collections/collection-assets.server'
import {
  addToCollection,
  changeCollection,
  createCollection,
  findCollection,
  orderCollection,
  removeFromCollection,
} from '~/domain/collections/collections.server'
import { changePortal, closePortal, createPortal, publishPortal } from '~/domain/portals/edit-portal.server'
import { PortalSettings } from '~/domain/portals/portal'
import { openCollection, openPortal } from '~/domain/portals/portals.server'
import { listLibrary } from '~/domain/search/library.server'
import { dbNow } from '~/platform/db.server'

let world: World
let ids: string[]
beforeAll(async () => {
  world = await openWorld()
  ids = []
  for (const state of ['approved', 'approved', 'draft'] as const) ids.push((await world.photo(state)).assetId)
})
afterAll(() => world.close())

const staff = (role: 'viewer' | 'editor') => ({ kind: 'staff' as const, personId: world.iker.id, name: 'x', role })
const make = async (title: string) => {
  const id = await createCollection(world.db, world.iker, title, 'en')
  await addToCollection(world.db, world.iker, id, ids)
  return id
}
const orderOf = async (id: string, role: 'viewer' | 'editor' = 'editor') =>
  assetsOfCollection(world.db, id, staff(role), await dbNow(world.db))

describe('a collection', () => {
  test('keeps the order it is given, whole or not at all', async () => {
    const id = await make('Ordered')
    const wanted = [ids[2]!, ids[0]!, ids[1]!]
    await orderCollection(world.db, world.iker, id, wanted)
    expect(await orderOf(id)).toEqual(wanted)
    const partial = orderCollection(world.db, world.iker, id, [ids[0]!, ids[1]!])
    await expect(partial).rejects.toMatchObject({ code: 'collection.changed_meanwhile' })
    expect(await orderOf(id)).toEqual(wanted)
  })

  test('holds an asset once, however often it is added', async () => {
    const id = await make('Once')
    expect(await addToCollection(world.db, world.iker, id, ids)).toBe(0)
    expect((await orderOf(id)).length).toBe(3)
  })

  test('shows a viewer what is approved and nothing else', async () => {
    expect(await orderOf(await make('Seen'), 'viewer')).toEqual(ids.slice(0, 2))
  })

  test('has a cover of its own, or none', async () => {
    const id = await make('Covered')
    const words = { slug: 'covered', title: { en: 'Covered' }, introduction: {} }
    await changeCollection(world.db, world.iker, id, { ...words, coverAssetId: ids[1] })
    await removeFromCollection(world.db, world.iker, id, [ids[1]!])
    expect((await findCollection(world.db, id))?.coverAssetId).toBeNull()
    const outside = changeCollection(world.db, world.iker, id, { ...words, coverAssetId: ids[1] })
    await expect(outside).rejects.toMatchObject({ code: 'collection.cover_outside' })
  })

  test('gets an address of its own even when its title is taken', async () => {
    const slugs = await Promise.all(
      [await make('Same'), await make('Same')].map(async (id) => (await findCollection(world.db, id))?.slug),
    )
    expect(slugs).toEqual(['same', 'same-2'])
  })
})

describe('a portal', () => {
  const settings = (slug: string, collections: string[], theme = {}) =>
    PortalSettings.parse({
      ...{ slug, name: { en: 'Press' }, headline: {}, introduction: {}, guidelines: {}, locales: ['en'] },
      ...{ allows: 'web', collections, theme },
    })

  test('is nothing to anybody until it is published, and again once it is closed', async () => {
    const id = await createPortal(world.db, world.mara, { slug: 'life', name: 'Life' }, 'en')
    const visit = async () => openPortal(world.db, 'life', await dbNow(world.db))
    await expect(visit()).rejects.toMatchObject({ code: 'portal.unknown' })
    await expect(publishPortal(world.db, world.mara, id)).rejects.toMatchObject({ code: 'portal.empty' })
    await changePortal(world.db, world.mara, id, settings('life', [await make('For the portal')]))
    await publishPortal(world.db, world.mara, id)
    expect((await visit()).portal.slug).toBe('life')
    await closePortal(world.db, world.mara, id)
    await expect(visit()).rejects.toMatchObject({ code: 'portal.unknown' })
  })

  test('names no collection of which nothing may be seen yet, to no guess of its address', async () => {
    const id = await createPortal(world.db, world.mara, { slug: 'launch', name: 'Launch' }, 'en')
    const secret = await createCollection(world.db, world.iker, 'The secret launch', 'en')
    await addToCollection(world.db, world.iker, secret, [ids[2]!])
    await changePortal(world.db, world.mara, id, settings('launch', [secret]))
    await publishPortal(world.db, world.mara, id)
    const open = async (slug: string) => {
      const now = await dbNow(world.db)
      const { portal, viewer } = await openPortal(world.db, 'launch', now)
      return openCollection(world.db, portal.id, slug, viewer, now)
    }
    const nothing = await open('there-is-none').catch((error) => error)
    await expect(open('the-secret-launch')).rejects.toEqual(nothing)
    await addToCollection(world.db, world.iker, secret, [ids[0]!])
    expect((await open('the-secret-launch')).ids).toEqual([ids[0]])
  })

  test('is not saved in colours nobody could read', async () => {
    const id = await createPortal(world.db, world.mara, { slug: 'pale', name: 'Pale' }, 'en')
    const pale = settings('pale', [], { ground: '#ffffff', text: '#dddddd' })
    await expect(changePortal(world.db, world.mara, id, pale)).rejects.toMatchObject({ code: 'portal.text_unreadable' })
  })
})

describe('the library', () => {
  test('finds by every word at once, in titles, names and keywords', async () => {
    const { assetId } = await world.photo('draft', { fileName: 'Aizkorri_ridge_100%.jpg' })
    const find = async (q: string) => {
      const page = await listLibrary(world.db, staff('editor'), { q }, 'en', await dbNow(world.db))
      return page.assets.map((asset) => asset.id)
    }
    expect(await find('ridge aizkorri')).toEqual([assetId])
    expect(await find('100%')).toEqual([assetId])
    expect(await find('ridge nowhere')).toEqual([])
  })

  test('goes on where a page ended, leaving none out', async () => {
    for (let n = 0; n < 62; n++) await world.photo('draft')
    const now = await dbNow(world.db)
    const first = await listLibrary(world.db, staff('editor'), {}, 'en', now)
    const second = await listLibrary(world.db, staff('editor'), { before: first.next }, 'en', now)
    const seen = [...first.assets, ...second.assets].map((asset) => asset.id)
    expect(first.assets.length).toBe(60)
    expect(second.next).toBeUndefined()
    expect(new Set(seen).size).toBe(first.total)
  })
})
