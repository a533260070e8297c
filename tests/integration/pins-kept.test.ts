import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { pinsOfCollection, pinsOfShare } from '~/domain/assets/pins.queries.server'
import { isShownVersion } from '~/domain/assets/shown-versions.server'
import { purge } from '~/domain/bin/purge.commands.server'
import { restore } from '~/domain/bin/restore.commands.server'
import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { pinInCollection } from '~/domain/collections/pin.commands.server'
import { mergeAssets } from '~/domain/duplicates/merge.commands.server'
import { mergePlan } from '~/domain/duplicates/merge-plan.queries.server'
import { restoreEdited } from '~/domain/edits/edits.commands.server'
import { transition } from '~/domain/review/review.commands.server'
import { withdrawVersion } from '~/domain/review/withdraw-version.commands.server'
import { pinInShare } from '~/domain/shares/pin.commands.server'
import { NewShare } from '~/domain/shares/share'
import { createShare } from '~/domain/shares/shares.commands.server'
import { dbNow } from '~/platform/db.server'
import { sha256Hex } from '~/platform/ids.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const now = () => dbNow(world.db)

async function approveNext(assetId: string, bytes?: Buffer): Promise<string> {
  const taken = await world.takeInBytes(bytes ?? (await world.jpeg()), 'next.jpg', { targetAssetId: assetId })
  if (taken.outcome !== 'taken') throw new Error(`not taken in: ${JSON.stringify(taken)}`)
  const { versionId } = taken
  await transition(world.db, world.iker, assetId, { versionId, transition: 'submit' })
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
  return versionId
}

/** An asset with two approved versions, pinned to the first in a collection and a share. */
async function pinned() {
  const { db, mara } = world
  const bytes = await world.jpeg()
  const { assetId, versionId: first } = await world.photo('approved', { bytes })
  await approveNext(assetId)
  const collectionId = await createCollection(db, mara, 'Kit', 'en')
  await addToCollection(db, mara, collectionId, { assetIds: [assetId] })
  const terms = { title: 'T', zone: 'UTC', allows: 'original', expiresAt: '2099-01-01T18:00', assets: [assetId] }
  const { id: shareId } = await createShare(db, mara, NewShare.parse(terms), { locale: 'en', now: await now() })
  await pinInCollection(db, mara, collectionId, { asset: assetId, version: first })
  await pinInShare(db, mara, shareId, { asset: assetId, version: first })
  const pins = async () =>
    [...(await pinsOfCollection(db, collectionId)).values(), ...(await pinsOfShare(db, shareId)).values()].map(
      (pin) => pin.versionId,
    )
  const items = async () => {
    const rows = await db
      .selectFrom('collectionAsset')
      .select('assetId')
      .where('collectionId', '=', collectionId)
      .unionAll(db.selectFrom('shareAsset').select('assetId').where('shareId', '=', shareId))
      .execute()
    return rows.map((row) => row.assetId)
  }
  return { assetId, first, bytes, collectionId, shareId, pins, items }
}

const merge = async (keep: string, merged: string) =>
  mergeAssets(world.db, { by: world.mara, now: await now() }, { keep, merge: [merged] })

describe('a pin', () => {
  test('stays when an older version is restored, and when the asset comes back from the bin', async () => {
    const { assetId, first, pins } = await pinned()
    await restoreEdited(world, world.iker, assetId, first)
    expect(await pins()).toEqual([first, first])
    await deleteAssets(world.db, world.mara, [assetId])
    await restore(world.db, world.mara, { kind: 'asset', ids: [assetId] })
    expect(await pins()).toEqual([first, first])
  })

  test('makes its version one of those that are shown, whose failures are listed and whose sizes are kept', async () => {
    const { assetId, first } = await pinned()
    const third = await approveNext(assetId)
    const shown = await world.db
      .selectFrom('asset')
      .innerJoin('assetVersion as version', (join) => join.on(isShownVersion))
      .where('asset.id', '=', assetId)
      .orderBy('version.number')
      .select('version.id')
      .execute()
    expect(shown.map(({ id }) => id)).toEqual([first, third])
  })

  test('goes with the asset when it is permanently deleted', async () => {
    const { assetId, pins, items } = await pinned()
    await deleteAssets(world.db, world.mara, [assetId])
    await purge(world.db, world.mara, { kind: 'asset', ids: [assetId] })
    expect(await pins()).toEqual([])
    expect(await items()).toEqual([])
  })

  test('of a merged asset goes on to an approved version of the kept one with the same bytes, and comes back', async () => {
    const { assetId, first, bytes, pins, items } = await pinned()
    const kept = await world.photo()
    const same = await sameBytes(kept.assetId, bytes)
    await merge(kept.assetId, assetId)
    expect(await items()).toEqual([kept.assetId, kept.assetId])
    expect(await pins()).toEqual([same, same])
    await restore(world.db, world.mara, { kind: 'asset', ids: [assetId] })
    expect(await items()).toEqual([assetId, assetId])
    expect(await pins()).toEqual([first, first])
  })

  test('of a merged asset ends where the kept one has no such version, and comes back with the asset', async () => {
    const { assetId, first, pins, items } = await pinned()
    const kept = await world.photo()
    const plan = await planOf(kept.assetId, assetId)
    expect(plan?.moves.map(({ pin }) => pin)).toEqual([
      { number: 1, isWithdrawn: false },
      { number: 1, isWithdrawn: false },
    ])
    await merge(kept.assetId, assetId)
    expect(await items()).toEqual([kept.assetId, kept.assetId])
    expect(await pins()).toEqual([])
    await restore(world.db, world.mara, { kind: 'asset', ids: [assetId] })
    expect(await pins()).toEqual([first, first])
  })

  test('that was withdrawn keeps a merge from delivering in its place', async () => {
    const { assetId, first, pins, items, shareId } = await pinned()
    const kept = await world.photo()
    await withdrawVersion(world.db, world.mara, assetId, first)
    const plan = await planOf(kept.assetId, assetId)
    expect(plan?.stays.map(({ place }) => place)).toEqual([{ kind: 'share', id: shareId }])
    await merge(kept.assetId, assetId)
    expect(await items()).toEqual([kept.assetId, assetId])
    expect(await pins()).toEqual([first])
  })
})

const planOf = async (keepId: string, mergedId: string) =>
  mergePlan(world.db, world.mara, { keepId, mergedId }, { locale: 'en', now: await now() })

/** Gives an asset an approved version with bytes that another asset has, as ingest would refuse; returns its id. */
async function sameBytes(assetId: string, bytes: Buffer): Promise<string> {
  const versionId = await approveNext(assetId, Buffer.concat([bytes, Buffer.from([0])]))
  const sha256 = sha256Hex(bytes)
  await world.db.updateTable('assetVersion').set({ sha256 }).where('id', '=', versionId).execute()
  return versionId
}
