import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openExhibition } from '#tests/support/bin-world'
import { openWorld, type World } from '#tests/support/world'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { addRelation, removeRelation } from '~/domain/relations/relations.commands.server'
import { lapsedParts, relationsOf } from '~/domain/relations/relations.queries.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { listLibrary } from '~/domain/search/library.queries.server'
import { NewShare } from '~/domain/shares/share'
import { createShare } from '~/domain/shares/shares.commands.server'
import { placesOf } from '~/domain/swaps/places.queries.server'
import { swapAsset, undoSwap } from '~/domain/swaps/swaps.commands.server'
import { swapsOf } from '~/domain/swaps/swaps.queries.server'
import { dbNow, inTransaction } from '~/platform/db.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const now = () => dbNow(world.db)

describe('a relation', () => {
  test('is seen from both assets, once, and recorded', async () => {
    const [whole, part] = [(await world.photo()).assetId, (await world.photo()).assetId]
    const relation = { fromId: part, kind: 'part_of', toId: whole } as const
    await addRelation(world.db, world.iker, relation)
    await addRelation(world.db, world.iker, relation)
    expect(await relationsOf(world.db, part)).toEqual([{ kind: 'part_of', direction: 'from', otherId: whole }])
    expect(await relationsOf(world.db, whole)).toEqual([{ kind: 'part_of', direction: 'to', otherId: part }])
    await removeRelation(world.db, world.iker, relation)
    expect(await relationsOf(world.db, whole)).toEqual([])
    const events = await world.db.selectFrom('auditEvent').select('type').where('subjectId', '=', part).execute()
    expect(events.map((event) => event.type).filter((type) => /related/.test(type))).toEqual([
      ...['asset.related', 'asset.unrelated'],
    ])
  })

  test('with itself, and one that would close a circle, are refused', async () => {
    const [a, b, c] = [(await world.photo()).assetId, (await world.photo()).assetId, (await world.photo()).assetId]
    const replaces = (fromId: string, toId: string) =>
      addRelation(world.db, world.iker, { fromId, kind: 'replaces', toId })
    await expect(replaces(a, a)).rejects.toMatchObject({ code: 'relation.self' })
    await replaces(a, b)
    await replaces(b, c)
    await expect(replaces(b, a)).rejects.toMatchObject({ code: 'relation.circular' })
    await expect(replaces(c, a)).rejects.toMatchObject({ code: 'relation.circular' })
    // Of another kind it is no circle.
    await addRelation(world.db, world.iker, { fromId: c, kind: 'part_of', toId: a })
  })

  test('needs an editor, and assets that are in the library', async () => {
    const [a, b] = [(await world.photo()).assetId, (await world.photo()).assetId]
    const relation = { fromId: a, kind: 'variant_of', toId: b } as const
    await expect(addRelation(world.db, world.nerea, relation)).rejects.toMatchObject({ code: 'role.required' })
    await deleteAssets(world.db, world.mara, [b])
    await expect(addRelation(world.db, world.iker, relation)).rejects.toMatchObject({ code: 'asset.unknown' })
  })

  test('is a filter of the library in both directions, for editors', async () => {
    const [text, translation] = [(await world.photo()).assetId, (await world.photo()).assetId]
    await addRelation(world.db, world.iker, { fromId: translation, kind: 'translation_of', toId: text })
    const found = async (role: 'editor' | 'viewer') => {
      const viewer = { kind: 'staff', personId: world.iker.id, name: 'Iker', role } as const
      const page = await listLibrary({ db: world.db, viewer, now: await now() }, { related: 'translation_of' }, 'en')
      return page.assets.map((asset) => asset.id).sort()
    }
    expect(await found('editor')).toEqual([text, translation].sort())
    expect(await found('viewer')).toEqual([])
  })
})

describe('a part that may not go out any more', () => {
  test('is told of the whole at once, also a part of a part', async () => {
    const ids = [(await world.photo()).assetId, (await world.photo()).assetId, (await world.photo()).assetId] as const
    const [whole, part, inner] = ids
    for (const [fromId, toId] of [
      [part, whole],
      [inner, part],
    ] as const)
      await addRelation(world.db, world.iker, { fromId, kind: 'part_of', toId })
    expect(await lapsedParts(world.db, whole, await now())).toEqual([])
    const zones = { embargoZone: 'UTC', expiresZone: 'UTC' }
    await setRights(world.db, world.iker, inner, { creditLine: 'Ane', expiresAt: '2020-01-01T00:00', ...zones })
    expect(await lapsedParts(world.db, whole, await now())).toEqual([{ id: inner, reason: 'expired' }])
  })

  test('is one whose approval was withdrawn, and none that was never approved', async () => {
    const [whole, part, draft] = [await world.photo(), await world.photo(), await world.photo('draft')]
    for (const { assetId } of [part, draft])
      await addRelation(world.db, world.iker, { fromId: assetId, kind: 'part_of', toId: whole.assetId })
    const step = { versionId: part.versionId, transition: 'withdraw', note: 'Not ours', unseen: false } as const
    await transition(world.db, world.mara, part.assetId, step)
    expect(await lapsedParts(world.db, whole.assetId, await now())).toEqual([{ id: part.assetId, reason: 'withdrawn' }])
  })
})

describe('a swap', () => {
  async function replaced(name: string) {
    const [old, fresh] = [await openExhibition(world, name), await world.photo()]
    const terms = { title: 'Direct', zone: 'UTC', allows: 'web', expiresAt: '2099-01-01T18:00', assets: [old.assetId] }
    const share = await createShare(world.db, world.mara, NewShare.parse(terms), { locale: 'en', now: await now() })
    await addRelation(world.db, world.iker, { fromId: fresh.assetId, kind: 'replaces', toId: old.assetId })
    return { ...old, freshId: fresh.assetId, directId: share.id }
  }
  const placesIn = async (assetId: string, by = world.mara) =>
    (await placesOf(world.db, by, assetId, { locale: 'en', now: await now() })).map((place) => place.key).sort()

  test('puts the new asset into the chosen places, and its undoing the old one back', async () => {
    const { assetId, freshId, collectionId, portalId, directId } = await replaced('swapped')
    const all = [`collection:${collectionId}`, `portal:${portalId}:heroAssetId`, `share:${directId}`].sort()
    expect(await placesIn(assetId)).toEqual(all)
    const pair = { fromId: assetId, toId: freshId }
    const chosen = all.filter((key) => !key.startsWith('portal'))
    const id = await swapAsset(world.db, { by: world.mara, now: await now() }, pair, chosen)
    expect([await placesIn(assetId), await placesIn(freshId)]).toEqual([
      all.filter((key) => key.startsWith('portal')),
      chosen,
    ])
    expect(await swapsOf(world.db, assetId)).toMatchObject([{ id, toId: freshId, places: 2 }])
    expect(await undoSwap(world.db, world.mara, id)).toBe(2)
    expect([await placesIn(assetId), await placesIn(freshId)]).toEqual([all, []])
    await expect(undoSwap(world.db, world.mara, id)).rejects.toMatchObject({ code: 'swap.unknown' })
  })

  test('is not undone while the former asset is in the bin', async () => {
    const { assetId, freshId, collectionId, portalId } = await replaced('binned')
    const keys = [`collection:${collectionId}`, `portal:${portalId}:heroAssetId`].sort()
    const by = { by: world.mara, now: await now() }
    const id = await swapAsset(world.db, by, { fromId: assetId, toId: freshId }, keys)
    await inTransaction(world.db, (trx) => deleteAssets(trx, world.mara, [assetId]))
    await expect(undoSwap(world.db, world.mara, id)).rejects.toMatchObject({ code: 'asset.unknown' })
    expect(await placesIn(freshId)).toEqual(keys)
  })

  test('by an editor changes no portal and no link of another person, all or none', async () => {
    const { assetId, freshId, collectionId, portalId } = await replaced('refused')
    const pair = { fromId: assetId, toId: freshId }
    const keys = [`collection:${collectionId}`, `portal:${portalId}:heroAssetId`]
    await expect(swapAsset(world.db, { by: world.iker, now: await now() }, pair, keys)).rejects.toMatchObject({
      code: 'role.required',
    })
    expect(await placesIn(freshId)).toEqual([])
  })

  test('needs the relation, and a place', async () => {
    const { assetId, freshId } = await replaced('related')
    const by = { by: world.mara, now: await now() }
    await expect(swapAsset(world.db, by, { fromId: freshId, toId: assetId }, [])).rejects.toMatchObject({
      code: 'relation.unknown',
    })
    await expect(swapAsset(world.db, by, { fromId: assetId, toId: freshId }, [])).rejects.toMatchObject({
      code: 'swap.nothing',
    })
  })
})
