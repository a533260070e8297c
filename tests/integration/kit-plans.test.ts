import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { openContentVersions } from '~/domain/delivery/content-version.queries.server'
import { sweepKitPlans } from '~/domain/kits/kit-plans.commands.server'
import { type KitPlans, openKitPlans } from '~/domain/kits/kit-plans.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare, revokeShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { fixedT } from '~/i18n/server'
import { type Db, dbNow } from '~/platform/db.server'

let world: World
let ids: string[]
let versions: string[]
let collectionId: string
let shareId: string
let token: string
let viewer: Viewer
let plans: KitPlans
let statements: string[]

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

beforeEach(async () => {
  const { db, mara } = world
  const photos = [await world.photo(), await world.photo(), await world.photo()]
  ids = photos.map((photo) => photo.assetId)
  versions = photos.map((photo) => photo.versionId)
  collectionId = await createCollection(db, mara, `Kit ${ids[0]}`, 'en')
  await addToCollection(db, mara, collectionId, { assetIds: ids })
  const terms = { title: 'Kit', zone: 'UTC', allows: 'original', zipAllowed: true, expiresAt: '2099-01-01T00:00' }
  const made = await createShare(db, mara, NewShare.parse({ ...terms, collectionId }), {
    locale: 'en',
    now: await dbNow(db),
  })
  shareId = made.id
  token = made.token
  viewer = viewerOfShare(await findShareByToken(db, made.token), true)
  plans = open()
})

/** The kit plans of another process; `statements` records its statements. */
function open(): KitPlans {
  statements = []
  const counting = world.db.withPlugin({
    transformQuery: ({ node }) => {
      statements.push(node.kind)
      return node
    },
    transformResult: async ({ result }) => result,
  }) as Db
  return openKitPlans(counting, openContentVersions(world.db))
}
const asked = (more: Partial<Parameters<KitPlans['current']>[1]> = {}) => ({
  ...{ source: 'share', title: 'Kit', size: 'best' as const, locale: 'en', chosen: [], query: '' },
  ids: async () => ids,
  ...more,
})
const current = (from = plans, more = {}) => from.current(viewer, asked(more), fixedT('en', 'kit'))
const noRights = { embargoZone: 'UTC', expiresZone: 'UTC' }

describe('the plan of a kit', () => {
  test('is made once for concurrent requests and reused by later ones', async () => {
    const first = await Promise.all(Array.from({ length: 20 }, () => current()))
    expect(new Set(first.map((kit) => kit.hash)).size).toBe(1)
    const planned = statements.length
    for (let n = 0; n < 20; n++) expect((await current()).hash).toBe(first[0]?.hash)
    expect(statements.length, 'nothing changed, so nothing is asked').toBe(planned)
  })

  test('is read from the database by another process with the same entries', async () => {
    const made = await current()
    const other = open()
    const found = await other.find(viewer, made.hash)
    expect(found?.plan.etag).toBe(made.plan.etag)
    expect(found?.files).toEqual(made.files)
    expect((await current(other)).hash).toBe(made.hash)
    expect(statements).not.toContain('InsertQueryNode')
  })

  test('with 1,201 files is stored in several parts and read as a whole', async () => {
    const { files } = await current()
    const one = files[0]!
    const made = await current()
    const many = Array.from({ length: 1201 }, (_, n) => ({ ...one, name: `${n}.jpg` }))
    const { storeKitPlan } = await import('~/domain/kits/kit-plans.commands.server')
    const { findKitPlan } = await import('~/domain/kits/kit-plans.queries.server')
    const at = { version: 'x', now: new Date(), validUntil: new Date(), turnsAt: null }
    await storeKitPlan(world.db, { ...made, hash: 'A'.repeat(43), files: many }, at)
    const found = await findKitPlan(world.db, shareId, 'A'.repeat(43))
    expect(found?.files.map((file) => file.name)).toEqual(many.map((file) => file.name))
  })

  test('of one share is not found by another share', async () => {
    const { hash } = await current()
    const stranger: Viewer = { ...viewer, shareId: collectionId } as Viewer
    expect(await plans.find(stranger, hash)).toBeUndefined()
  })

  test('depends on the chosen assets and not on their order', async () => {
    const [a, b] = [
      await current(plans, { chosen: [ids[0], ids[1]] }),
      await current(plans, { chosen: [ids[1], ids[0]] }),
    ]
    expect(a.files.map((file) => file.assetId)).toEqual([ids[0], ids[1]])
    expect(b.hash).toBe(a.hash)
    expect((await current()).hash).not.toBe(a.hash)
  })
})

describe('the validity of a kit plan', () => {
  test('continues when an asset is added, and the next request gets a new plan', async () => {
    const before = await current()
    const { assetId } = await world.photo()
    await addToCollection(world.db, world.mara, collectionId, { assetIds: [assetId] })
    ids.push(assetId)
    expect(await plans.isRight(before, viewer)).toBe(true)
    expect((await current()).hash).not.toBe(before.hash)
  })

  test.each<[string, () => Promise<unknown>]>([
    [
      'one of its assets is under embargo',
      () => setRights(world.db, world.mara, ids[0]!, { ...noRights, embargoUntil: '2098-01-01T00:00' }),
    ],
    [
      'the credit of one of its assets changes',
      () => setRights(world.db, world.mara, ids[1]!, { ...noRights, creditLine: 'Ane' }),
    ],
    [
      'the approval of one of its assets is withdrawn',
      () => transition(world.db, world.mara, ids[0]!, { versionId: versions[0]!, transition: 'withdraw' }),
    ],
    [
      'one of its assets is deleted',
      () => world.pool.query('update asset set deleted_at = now() where id = $1', [ids[2]]),
    ],
    [
      'one of its assets is removed from the collection',
      () => world.pool.query('delete from collection_asset where asset_id = $1', [ids[0]]),
    ],
  ])('ends when %s', async (_, act) => {
    const kit = await current()
    expect(await plans.isRight(kit, viewer)).toBe(true)
    await act()
    expect(await plans.isRight(kit, viewer)).toBe(false)
    expect(await open().isRight(kit, viewer)).toBe(false)
  })

  test('ends when its share is revoked', async () => {
    const kit = await current()
    await revokeShare(world.db, world.mara, shareId)
    expect(await plans.isRight(kit, viewerOfShare(await findShareByToken(world.db, token), true))).toBe(false)
  })

  test('ends at the instant a licence expires, without any write', async () => {
    const soon = new Date(Date.now() + 1500)
    await world.db.updateTable('assetRights').set({ expiresAt: soon }).where('assetId', '=', ids[0]!).execute()
    const kit = await current()
    expect(kit.files.length).toBe(3)
    await expect.poll(() => plans.isRight(kit, viewer), { timeout: 30_000 }).toBe(false)
    expect((await current()).files.length).toBe(2)
  })

  test('is checked once for 100 concurrent clients, and not again while nothing changes', async () => {
    const kit = await current()
    await world.pool.query('update share set message = $1 where id = $2', ['changed', shareId])
    const before = statements.length
    await Promise.all(Array.from({ length: 100 }, () => plans.isRight(kit, viewer)))
    const asked = statements.length - before
    expect(asked).toBeGreaterThan(0)
    expect(asked).toBeLessThan(10)
    await plans.isRight(kit, viewer)
    expect(statements.length - before).toBe(asked)
  })

  test('is over for plans unused for a month, which the sweep deletes', async () => {
    const [old, young] = [await current(plans, { chosen: [ids[0]] }), await current(plans, { chosen: [ids[1]] })]
    await world.pool.query("update kit_plan set asked_at = now() - interval '31 days' where hash = $1", [old.hash])
    await sweepKitPlans(world.db)
    const other = open()
    expect(await other.find(viewer, old.hash)).toBeUndefined()
    expect((await other.find(viewer, young.hash))?.hash).toBe(young.hash)
  })
})

test('an asset named like a kit document (MANIFEST.json, CREDITS.csv …) gets another name in the ZIP', async () => {
  const named = []
  for (const fileName of ['MANIFEST.json', 'credits.CSV', 'Licences.txt', 'readme.TXT'])
    named.push((await world.photo('approved', { fileName })).assetId)
  ids = named
  await addToCollection(world.db, world.mara, collectionId, { assetIds: named })
  const names = (await current()).files.map((file) => file.name.toUpperCase())
  for (const document of ['MANIFEST.JSON', 'CREDITS.CSV', 'LICENCES.TXT', 'README.TXT'])
    expect(names).not.toContain(document)
  expect(new Set(names).size).toBe(4)
})
