import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { addToCollection, changeCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { PortalSettings } from '~/domain/portals/portal'
import { changePortal, closePortal, createPortal, publishPortal } from '~/domain/portals/portals.commands.server'
import { openCollection, openPortal } from '~/domain/portals/portals.queries.server'
import { dbNow } from '~/platform/db.server'

let world: World
let shown: string
let collection: string
beforeAll(async () => {
  world = await openWorld()
  shown = (await world.photo('approved')).assetId
  collection = await createCollection(world.db, world.iker, 'Shown', 'en')
  await addToCollection(world.db, world.iker, collection, { assetIds: [shown] })
})
afterAll(() => world.close())

const settings = (slug: string, collections = [collection]) =>
  PortalSettings.parse({
    ...{ slug, name: { en: 'Press' }, headline: {}, introduction: {}, guidelines: {}, locales: ['en'] },
    ...{ allows: 'web', collections, theme: {} },
  })
const opened = async (slug: string) => {
  const portal = await createPortal(world.db, world.mara, { slug, name: slug }, 'en')
  await changePortal(world.db, world.mara, portal, settings(slug))
  await publishPortal(world.db, world.mara, portal)
  return portal
}
const rename = (id: string, slug: string) => changePortal(world.db, world.mara, id, settings(slug))
const at = async (slug: string) => (await openPortal(world.db, slug, await dbNow(world.db))).portal
const leadsTo = async (slug: string) =>
  at(slug).then(
    (portal) => portal.id,
    (error) => error.code,
  )

describe('former slugs of a portal', () => {
  test('lead to the portal after several renames and after a rename back', async () => {
    const id = await opened('chain-one')
    await rename(id, 'chain-two')
    await rename(id, 'chain-three')
    for (const slug of ['chain-one', 'chain-two', 'chain-three']) expect(await leadsTo(slug)).toBe(id)
    expect((await at('chain-one')).slug).toBe('chain-three')
    await rename(id, 'chain-one')
    for (const slug of ['chain-one', 'chain-two', 'chain-three']) expect(await leadsTo(slug)).toBe(id)
    expect((await at('chain-two')).slug).toBe('chain-one')
    const rows = await world.db.selectFrom('portalOldSlug').select('slug').where('portalId', '=', id).execute()
    expect(rows.map((row) => row.slug).sort()).toEqual(['chain-three', 'chain-two'])
  })

  test('belong to another portal once it takes one, also after that is renamed', async () => {
    const first = await opened('lent')
    await rename(first, 'lent-no-more')
    const second = await opened('lent')
    expect(await leadsTo('lent')).toBe(second)
    await rename(second, 'lent-twice')
    expect(await leadsTo('lent')).toBe(second)
    const third = await opened('third')
    await rename(third, 'lent-no-more-2')
    await expect(rename(third, 'lent-twice')).rejects.toMatchObject({ code: 'portal.slug_taken' })
    await rename(third, 'lent')
    expect(await leadsTo('lent')).toBe(third)
  })

  test('of a closed or deleted portal are answered like an unknown slug', async () => {
    const id = await opened('quiet')
    await rename(id, 'quieter')
    const nothing = await leadsTo('there-is-none')
    await closePortal(world.db, world.mara, id)
    expect(await leadsTo('quiet')).toBe(nothing)
    await publishPortal(world.db, world.mara, id)
    expect(await leadsTo('quiet')).toBe(id)
    await world.pool.query('update portal set deleted_at = now() where id = $1', [id])
    expect(await leadsTo('quiet')).toBe(nothing)
    // A deleted portal can be restored, and its slug with it.
    const other = await opened('loud')
    await expect(rename(other, 'quieter')).rejects.toMatchObject({ code: 'portal.slug_in_bin' })
  })

  test('are given to one of two portals that request the same one concurrently', async () => {
    const [one, two] = [await opened('race-one'), await opened('race-two')]
    const moves = await Promise.allSettled([rename(one, 'race-won'), rename(two, 'race-won')])
    expect(moves.map((move) => move.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(moves.find((move) => move.status === 'rejected')).toMatchObject({ reason: { code: 'portal.slug_taken' } })
  })
})

describe('former slugs of a collection', () => {
  const words = (slug: string) => ({ slug, title: { en: 'Renamed' }, introduction: {} })
  const open = async (portalSlug: string, slug: string) => {
    const now = await dbNow(world.db)
    const { portal, viewer } = await openPortal(world.db, portalSlug, now)
    return openCollection({ db: world.db, viewer, now }, portal.id, slug).then(
      (found) => found.collection.slug,
      (error) => error.code,
    )
  }

  test('lead to the collection only on portals that show it', async () => {
    const own = await createCollection(world.db, world.iker, 'Autumn walks', 'en')
    await addToCollection(world.db, world.iker, own, { assetIds: [shown] })
    const portal = await opened('walks')
    await changePortal(world.db, world.mara, portal, settings('walks', [own]))
    await opened('elsewhere')
    await changeCollection(world.db, world.iker, own, words('winter-walks'))
    expect(await open('walks', 'autumn-walks')).toBe('winter-walks')
    expect(await open('elsewhere', 'autumn-walks')).toBe('collection.unknown')
    await changeCollection(world.db, world.iker, own, words('autumn-walks'))
    expect(await open('walks', 'winter-walks')).toBe('autumn-walks')
    expect(await open('walks', 'autumn-walks')).toBe('autumn-walks')
  })

  test('are not generated for another collection of the same title, and can be chosen explicitly', async () => {
    const first = await createCollection(world.db, world.iker, 'Printed', 'en')
    await changeCollection(world.db, world.iker, first, words('moved'))
    const second = await createCollection(world.db, world.iker, 'Printed', 'en')
    expect((await findCollection(world.db, second))?.slug).toBe('printed-2')
    await changeCollection(world.db, world.iker, second, words('printed'))
    const rows = await world.db.selectFrom('collectionOldSlug').selectAll().where('slug', 'like', 'printed%').execute()
    expect(rows.map((row) => [row.slug, row.collectionId])).toEqual([['printed-2', second]])
  })
})
