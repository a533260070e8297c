import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { sourcesOf } from '~/domain/assets/sources.queries.server'
import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { indexChanges } from '~/domain/search/index-assets.commands.server'
import { listLibrary, matchingIds } from '~/domain/search/library.queries.server'
import { storeSelection } from '~/domain/search/selection.commands.server'
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

describe('library search', () => {
  const find = async (q: string, role: 'viewer' | 'editor' = 'editor') => {
    await indexChanges({ db: world.db, storage: world.storage })
    const page = await listLibrary({ db: world.db, viewer: staff(role), now: await dbNow(world.db) }, { q }, 'en')
    return page.assets.map((asset) => asset.id)
  }

  test('requires every word, in titles, file names or keywords', async () => {
    const { assetId } = await world.photo('draft', { fileName: 'Aizkorri_ridge_100%.jpg' })
    expect(await find('ridge aizkorri')).toEqual([assetId])
    expect(await find('100%')).toEqual([assetId])
    expect(await find('ridge nowhere')).toEqual([])
  })

  test('finds assets by creator, credit line, copyright notice and folder', async () => {
    const { assetId } = await world.photo('draft', { fileName: 'plain.jpg' })
    const credits = { creator: 'Ane Mendizabal', creditLine: 'Argazki Press', copyrightNotice: '© Zubieta' }
    await setRights(world.db, world.iker, assetId, { ...credits, embargoZone: 'UTC', expiresZone: 'UTC' })
    await world.db.updateTable('asset').set({ sourcePath: 'Spring/shoot' }).where('id', '=', assetId).execute()
    for (const q of ['mendizabal', 'argazki', 'zubieta', 'spring/shoot']) expect(await find(q), q).toEqual([assetId])
  })

  test('finds an asset by name and folder of its duplicate uploads, but not for the role viewer', async () => {
    const bytes = await world.jpeg()
    const { assetId } = await world.photo('approved', { bytes, fileName: 'first.jpg' })
    await world.takeInBytes(bytes, 'quarterly.jpg', { relativePath: 'agency/2026/quarterly.jpg' })
    await world.takeInBytes(bytes, 'quarterly.jpg', { relativePath: 'agency/2026/quarterly.jpg' })
    for (const q of ['quarterly', 'agency/2026']) expect(await find(q), q).toEqual([assetId])
    expect(await find('quarterly', 'viewer')).toEqual([])
    const sources = (await sourcesOf(world.db, assetId)).map(({ fileName, path }) => [fileName, path])
    expect(sources).toEqual([
      ['first.jpg', null],
      ['quarterly.jpg', 'agency/2026/quarterly.jpg'],
    ])
  })

  test('lists the assets that are not in a collection, with their total', async () => {
    const id = await make('Half full')
    const now = await dbNow(world.db)
    const whole = await listLibrary({ db: world.db, viewer: staff('editor'), now }, {}, 'en')
    const page = await listLibrary({ db: world.db, viewer: staff('editor'), now }, { outside: id }, 'en')
    expect(page.total).toBe(whole.total - ids.length)
    const { ids: all } = await matchingIds({ db: world.db, viewer: staff('editor'), now }, { outside: id })
    expect(all.filter((each) => ids.includes(each))).toEqual([])
    expect(all.length).toBe(page.total)
  })

  test('lists a stored selection only to the person who stored it', async () => {
    const stored = await storeSelection(world.db, world.iker, [ids[2]!, ids[0]!])
    const now = await dbNow(world.db)
    const seen = await listLibrary({ db: world.db, viewer: staff('editor'), now }, { selection: stored }, 'en')
    expect(seen.assets.map((asset) => asset.id).sort()).toEqual([ids[0], ids[2]].sort())
    const other = { ...staff('editor'), personId: world.mara.id }
    expect((await listLibrary({ db: world.db, viewer: other, now }, { selection: stored }, 'en')).total).toBe(0)
    expect(await storeSelection(world.db, world.iker, [ids[1]!], stored)).toBe(stored)
    expect((await listLibrary({ db: world.db, viewer: staff('editor'), now }, { selection: stored }, 'en')).total).toBe(
      3,
    )
    expect(await storeSelection(world.db, world.mara, [ids[1]!], stored)).not.toBe(stored)
  })

  test('pages through all assets once, with cursors for the next and the previous page', async () => {
    for (let n = 0; n < 62; n++) await world.photo('draft')
    const now = await dbNow(world.db)
    const list = (before?: string) => listLibrary({ db: world.db, viewer: staff('editor'), now }, { before }, 'en')
    const pages = [await list()]
    while (pages.at(-1)!.next) pages.push(await list(pages.at(-1)!.next))
    const seen = pages.flatMap((page) => page.assets.map((asset) => asset.id))
    expect(new Set(seen).size).toBe(pages[0]!.total)
    expect(seen.length).toBe(pages[0]!.total)
    expect(pages.map((page) => page.from)).toEqual(pages.map((_, index) => index * 60 + 1))
    expect(pages.map((page) => page.previous)).toEqual([undefined, '', ...pages.slice(0, -2).map((page) => page.next)])
  })
})
