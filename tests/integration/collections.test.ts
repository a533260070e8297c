import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { assetsOfCollection, collectionPage } from '~/domain/collections/collection-assets.queries.server'
import {
  addToCollection,
  changeCollection,
  createCollection,
  moveInCollection,
  removeFromCollection,
} from '~/domain/collections/collections.commands.server'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { PortalSettings } from '~/domain/portals/portal'
import { changePortal, closePortal, createPortal, publishPortal } from '~/domain/portals/portals.commands.server'
import { openCollection, openPortal } from '~/domain/portals/portals.queries.server'
import { refusalOf } from '~/http/errors.server'
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
  await addToCollection(world.db, world.iker, id, { assetIds: ids })
  return id
}
const orderOf = async (id: string, role: 'viewer' | 'editor' = 'editor') =>
  assetsOfCollection(world.db, id, staff(role), await dbNow(world.db))

describe('a collection', () => {
  test('moves assets to a position or next to another asset and keeps the order of the others', async () => {
    const id = await make('Ordered')
    const [a, b, c] = ids as [string, string, string]
    await moveInCollection(world.db, world.iker, id, { assetIds: [c], to: { kind: 'position', position: 1 } })
    expect(await orderOf(id)).toEqual([c, a, b])
    await moveInCollection(world.db, world.iker, id, { assetIds: [c, a], to: { kind: 'after', assetId: b } })
    expect(await orderOf(id)).toEqual([b, c, a])
    await moveInCollection(world.db, world.iker, id, { assetIds: [a], to: { kind: 'before', assetId: b } })
    expect(await orderOf(id)).toEqual([a, b, c])
    await moveInCollection(world.db, world.iker, id, { assetIds: [a], to: { kind: 'position', position: 999 } })
    expect(await orderOf(id)).toEqual([b, c, a])
  })

  test('applies two concurrent moves', async () => {
    const id = await make('Two movers')
    const [a, b, c] = ids as [string, string, string]
    await Promise.all([
      moveInCollection(world.db, world.iker, id, { assetIds: [c], to: { kind: 'position', position: 1 } }),
      moveInCollection(world.db, world.mara, id, { assetIds: [a], to: { kind: 'position', position: 3 } }),
    ])
    expect(await orderOf(id)).toEqual([c, b, a])
  })

  test('refuses with 409 to move an asset it does not contain, or next to one', async () => {
    const id = await make('Moved')
    const [a, b] = ids as [string, string]
    await removeFromCollection(world.db, world.iker, id, [b])
    for (const [moved, to] of [
      [b, { kind: 'position', position: 1 }],
      [a, { kind: 'before', assetId: b }],
    ] as const) {
      const error = await moveInCollection(world.db, world.iker, id, { assetIds: [moved], to }).catch(
        (caught) => caught,
      )
      expect(error).toMatchObject({ code: 'collection.changed_meanwhile' })
      expect(refusalOf(error).status).toBe(409)
    }
  })

  test('counts positions without deleted assets, and keeps a deleted asset between its neighbours', async () => {
    const more = [...ids, (await world.photo('draft')).assetId]
    const id = await createCollection(world.db, world.iker, 'With a gap', 'en')
    await addToCollection(world.db, world.iker, id, { assetIds: more })
    const [a, b, c, d] = more as [string, string, string, string]
    await world.db.updateTable('asset').set({ deletedAt: new Date() }).where('id', '=', b).execute()
    await moveInCollection(world.db, world.iker, id, { assetIds: [d], to: { kind: 'position', position: 2 } })
    expect(await orderOf(id)).toEqual([a, d, c])
    await world.db.updateTable('asset').set({ deletedAt: null }).where('id', '=', b).execute()
    expect(await orderOf(id)).toEqual([a, b, d, c])
  })

  test('adds an id that is given twice once', async () => {
    const id = await createCollection(world.db, world.iker, 'Twice', 'en')
    expect(await addToCollection(world.db, world.iker, id, { assetIds: [ids[0]!, ids[0]!, ids[1]!] })).toBe(2)
    expect(await orderOf(id)).toEqual([ids[0], ids[1]])
  })

  test('updates changed_at when assets are added, moved or removed, and not when nothing changes', async () => {
    const id = await make('Dated')
    const changed = async () => {
      const row = world.db.selectFrom('collection').select('changedAt').where('id', '=', id)
      return (await row.executeTakeFirstOrThrow()).changedAt.getTime()
    }
    const moves = async (act: () => Promise<unknown>) => {
      const before = await changed()
      await act()
      return (await changed()) > before
    }
    const { db, iker } = world
    expect(await moves(() => addToCollection(db, iker, id, { assetIds: ids }))).toBe(false)
    expect(
      await moves(() => moveInCollection(db, iker, id, { assetIds: [ids[1]!], to: { kind: 'position', position: 1 } })),
    ).toBe(true)
    expect(await moves(() => removeFromCollection(db, iker, id, [ids[1]!]))).toBe(true)
    expect(await moves(() => removeFromCollection(db, iker, id, [ids[1]!]))).toBe(false)
    expect(
      await moves(() => addToCollection(db, iker, id, { assetIds: [ids[1]!], to: { kind: 'position', position: 2 } })),
    ).toBe(true)
    expect(await orderOf(id)).toEqual([ids[0], ids[1], ids[2]])
  })

  test('is listed in pages of 120 with its total, and the last page for a number beyond it', async () => {
    const id = await createCollection(world.db, world.iker, 'Large', 'en')
    const many = []
    for (let n = 0; n < 125; n++) many.push((await world.photo('draft')).assetId)
    await addToCollection(world.db, world.iker, id, { assetIds: many })
    const page = async (n: number) =>
      collectionPage({ db: world.db, viewer: staff('editor'), now: await dbNow(world.db) }, id, n)
    expect(await page(1)).toEqual({ ids: many.slice(0, 120), total: 125, page: 1, pages: 2 })
    expect(await page(99)).toEqual({ ids: many.slice(120), total: 125, page: 2, pages: 2 })
  })

  test('contains an asset once after it is added repeatedly', async () => {
    const id = await make('Once')
    expect(await addToCollection(world.db, world.iker, id, { assetIds: ids })).toBe(0)
    expect((await orderOf(id)).length).toBe(3)
  })

  test('shows the role viewer approved assets only', async () => {
    expect(await orderOf(await make('Seen'), 'viewer')).toEqual(ids.slice(0, 2))
  })

  test('refuses a cover that it does not contain, and loses its cover when that asset is removed', async () => {
    const id = await make('Covered')
    const words = { slug: 'covered', title: { en: 'Covered' }, introduction: {} }
    await changeCollection(world.db, world.iker, id, { ...words, coverAssetId: ids[1] })
    await removeFromCollection(world.db, world.iker, id, [ids[1]!])
    expect((await findCollection(world.db, id))?.coverAssetId).toBeNull()
    const outside = changeCollection(world.db, world.iker, id, { ...words, coverAssetId: ids[1] })
    await expect(outside).rejects.toMatchObject({ code: 'collection.cover_outside' })
  })

  test('gets a unique slug when its title is already in use', async () => {
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

  test('is unknown to visitors before it is published and after it is closed', async () => {
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

  test('answers for a collection without visible assets as for an unknown one', async () => {
    const id = await createPortal(world.db, world.mara, { slug: 'launch', name: 'Launch' }, 'en')
    const secret = await createCollection(world.db, world.iker, 'The secret launch', 'en')
    await addToCollection(world.db, world.iker, secret, { assetIds: [ids[2]!] })
    await changePortal(world.db, world.mara, id, settings('launch', [secret]))
    await publishPortal(world.db, world.mara, id)
    const open = async (slug: string) => {
      const now = await dbNow(world.db)
      const { portal, viewer } = await openPortal(world.db, 'launch', now)
      return openCollection({ db: world.db, viewer, now }, portal.id, slug)
    }
    const nothing = await open('there-is-none').catch((error) => error)
    await expect(open('the-secret-launch')).rejects.toEqual(nothing)
    await addToCollection(world.db, world.iker, secret, { assetIds: [ids[0]!] })
    expect((await open('the-secret-launch')).ids).toEqual([ids[0]])
  })

  test('refuses a theme with unreadable text colours', async () => {
    const id = await createPortal(world.db, world.mara, { slug: 'pale', name: 'Pale' }, 'en')
    const pale = settings('pale', [], { background: '#ffffff', text: '#dddddd' })
    await expect(changePortal(world.db, world.mara, id, pale)).rejects.toMatchObject({ code: 'portal.text_unreadable' })
  })
})
