import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openExhibition } from '#tests/support/bin-world'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { tellRefusal } from '~/domain/access/refusal.server'
import { pinsOfCollection, pinsOfShare, placesOfPins } from '~/domain/assets/pins.queries.server'
import { deliverCaptions } from '~/domain/captions/captions.queries.server'
import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { pinInCollection } from '~/domain/collections/pin.commands.server'
import { deliver, deliverOne, RENDITIONS } from '~/domain/delivery/delivery.server'
import { assetDetails, publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { sizeOptions } from '~/domain/delivery/size-options.server'
import { deliverSized } from '~/domain/delivery/sized-deliveries.server'
import { findSized } from '~/domain/delivery/sized-delivery.server'
import { withdrawnPins } from '~/domain/delivery/withdrawn-pins.queries.server'
import { kitSizes, mayStillLeave } from '~/domain/kits/kit-contents.server'
import { planKit } from '~/domain/kits/kit-zip.server'
import { openPortal } from '~/domain/portals/portals.queries.server'
import { transition } from '~/domain/review/review.commands.server'
import { withdrawVersion } from '~/domain/review/withdraw-version.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { pinInShare } from '~/domain/shares/pin.commands.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { fixedT } from '~/i18n/server'
import { dbNow } from '~/platform/db.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const scopeOf = async (viewer: Viewer): Promise<ViewScope> => ({ db: world.db, viewer, now: await dbNow(world.db) })

/** Approves a new version of an asset, with its renditions; returns its id. */
async function nextVersion(assetId: string): Promise<string> {
  const taken = await world.takeInBytes(await world.jpeg(), 'next.jpg', { targetAssetId: assetId })
  if (taken.outcome !== 'taken') throw new Error('not taken in')
  await world.renderings(taken.versionId)
  await transition(world.db, world.iker, assetId, { versionId: taken.versionId, transition: 'submit' })
  await transition(world.db, world.mara, assetId, { versionId: taken.versionId, transition: 'approve' })
  return taken.versionId
}

/** A share of originals, with its viewer. */
async function link(assets: string[]) {
  const terms = { title: 'T', assets, zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'original', zipAllowed: true }
  const input = NewShare.parse(terms)
  const { id, token } = await createShare(world.db, world.mara, input, { locale: 'en', now: await dbNow(world.db) })
  return { id, viewer: viewerOfShare(await findShareByToken(world.db, token), false) }
}

/** An asset with two approved versions, pinned to the first in a share and in a collection that a portal shows. */
async function pinned(name: string) {
  const made = await openExhibition(world, name)
  const share = await link([made.assetId])
  await pinInShare(world.db, world.mara, share.id, { asset: made.assetId, version: made.versionId })
  await pinInCollection(world.db, world.mara, made.collectionId, { asset: made.assetId, version: made.versionId })
  const second = await nextVersion(made.assetId)
  const { viewer: visitor } = await openPortal(world.db, made.slug, await dbNow(world.db))
  const ofCollection = viewerOfShare(await findShareByToken(world.db, made.share.token), false)
  const outsiders: [string, Viewer][] = [
    ['a share with a pin', share.viewer],
    ['a share of a collection with a pin', ofCollection],
    ['a portal', visitor],
  ]
  return { ...made, first: made.versionId, second, shareId: share.id, visitor, outsiders }
}

const kitOf = async (viewer: Viewer, assetId: string, size: 'web' | 'best' | { preset: string }) =>
  planKit(await scopeOf(viewer), { ids: [assetId], size, locale: 'en', title: 'Kit' }, fixedT('en', 'kit'))

/** Every way in which bytes or facts of an asset leave: which version it is, or why it is refused. */
const departures: Record<string, (scope: ViewScope, assetId: string) => Promise<string | undefined>> = {
  ...Object.fromEntries(
    RENDITIONS.filter((name) => ['thumb', 'small', 'preview', 'web', 'original'].includes(name)).map((name) => [
      `the file ${name}`,
      async (scope: ViewScope, assetId: string) => {
        const [delivery] = await deliver(scope, [assetId], name)
        return delivery?.outcome === 'deliverable' ? delivery.deliverable.versionId : delivery?.refused
      },
    ]),
  ),
  'the facts on a page': async (scope, assetId) => (await publicAssets(scope, [assetId], 'en'))[0]?.versionId,
  'a size of a preset': (scope, assetId) =>
    findSized(scope, { kind: 'delivered', assetIds: [assetId] }, { kind: 'preset', key: 'png-2000' }).then(
      ({ wanted }) => wanted.versionId,
      (error) => error.facts.reason,
    ),
  'a kit in the size of a preset': async (scope, assetId) => {
    const [delivery] = await deliverSized(scope, [assetId], 'png-2000')
    return delivery?.outcome === 'unmade' ? delivery.wanted.versionId : undefined
  },
  'a kit of originals': ({ viewer }, assetId) => kitOf(viewer, assetId, 'best').then(versionOfKit, () => undefined),
  'a kit of web sizes': ({ viewer }, assetId) => kitOf(viewer, assetId, 'web').then(versionOfKit, () => undefined),
  'the manifest of a kit': ({ viewer }, assetId) =>
    kitOf(viewer, assetId, 'best').then(
      ({ documents }) => {
        const manifest = documents.find(({ name }) => name === 'MANIFEST.json')?.text ?? '{}'
        return JSON.parse(manifest).files[0].version
      },
      () => undefined,
    ),
}
const versionOfKit = ({ files }: { files: { versionId: string }[] }) => files[0]?.versionId

const leaving = async (viewer: Viewer, assetId: string) => {
  const scope = await scopeOf(viewer)
  const found = await Promise.all(Object.values(departures).map((depart) => depart(scope, assetId)))
  return Object.fromEntries(Object.keys(departures).map((name, index) => [name, found[index]]))
}
const all = (value: string) => Object.fromEntries(Object.keys(departures).map((name) => [name, value]))

describe('a pinned version', () => {
  test('is what leaves by every way after a newer one was approved, and staff see the approved one', async () => {
    const { assetId, first, second, outsiders } = await pinned('every-way')
    for (const [who, viewer] of outsiders) expect(await leaving(viewer, assetId), who).toEqual(all(first))
    const staff: Viewer = { kind: 'staff', personId: world.nerea.id, name: 'Nerea', role: 'viewer' }
    const [original] = await deliver(await scopeOf(staff), [assetId], 'original')
    expect(original).toMatchObject({ outcome: 'deliverable', deliverable: { versionId: second } })
    const follows = await link([assetId])
    expect(await leaving(follows.viewer, assetId)).toEqual(all(second))
  })

  test('is followed by the sizes on a page, and by the bytes of the original', async () => {
    const { assetId, first, outsiders } = await pinned('bytes')
    const { sha256 } = await world.db
      .selectFrom('assetVersion')
      .select('sha256')
      .where('id', '=', first)
      .executeTakeFirstOrThrow()
    const [, viewer] = outsiders[0] ?? []
    if (!viewer) throw new Error('no viewer')
    const scope = await scopeOf({ ...viewer, keepsMetadata: true } as Viewer)
    expect((await deliverOne(scope, assetId, 'original')).sha256).toBe(sha256)
    const which = { kind: 'delivered', assetIds: [assetId] } as const
    expect((await sizeOptions(scope, which, 'en')).length).toBeGreaterThan(0)
    const [shown] = await publicAssets(scope, [assetId], 'en')
    if (!shown) throw new Error('not shown')
    expect(await assetDetails(world.db, shown, 'en')).toMatchObject({ creditLine: 'Visit Mendialde' })
    expect((await kitSizes(scope, [assetId])).count).toBe(1)
  })

  test('that is withdrawn holds everything back, and everyone is told which version it was', async () => {
    const { assetId, first, visitor, outsiders } = await pinned('withdrawn')
    const [, viewer] = outsiders[0] ?? []
    if (!viewer) throw new Error('no viewer')
    const kit = await kitOf(viewer, assetId, 'best')
    await withdrawVersion(world.db, world.mara, assetId, first)
    for (const [who, outsider] of outsiders) {
      const scope = await scopeOf(outsider)
      const left = Object.values(await leaving(outsider, assetId)).filter((found) => found !== undefined)
      expect(new Set(left), who).toEqual(new Set(['version_withdrawn']))
      expect(await withdrawnPins(scope, [assetId], 'en')).toMatchObject([{ id: assetId, version: 1 }])
      const told = { code: 'access.refused', facts: { reason: 'version_withdrawn', version: 1 } }
      await expect(deliverOne(scope, assetId, 'original')).rejects.toMatchObject(told)
      await expect(deliverCaptions(scope, assetId, 'en')).rejects.toMatchObject(told)
      await expect(tellRefusal(scope, assetId)).rejects.toMatchObject(told)
    }
    expect(await mayStillLeave(await scopeOf(viewer), kit, 'en')).toBe(false)
    expect(visitor.kind).toBe('visitor')
  })

  test('that is withdrawn is named in the documents of a kit', async () => {
    const { assetId, first } = await pinned('documents')
    const other = await world.photo()
    const share = await link([assetId, other.assetId])
    await pinInShare(world.db, world.mara, share.id, { asset: assetId, version: first })
    await withdrawVersion(world.db, world.mara, assetId, first)
    const { documents, leftOut } = await planKit(
      await scopeOf(share.viewer),
      { ids: [assetId, other.assetId], size: 'best', locale: 'en', title: 'Kit' },
      fixedT('en', 'kit'),
    )
    expect(leftOut).toEqual([{ assetId, reason: 'version_withdrawn' }])
    const text = documents.map((document) => document.text).join('\n')
    expect(text).toContain('version 1, which was chosen for this kit, was withdrawn')
  })

  test('tells outsiders nothing of an asset that is under embargo, expired or withdrawn as a whole', async () => {
    const { assetId, first, second, outsiders } = await pinned('hidden')
    await withdrawVersion(world.db, world.mara, assetId, first)
    const terms = { creditLine: 'Visit Mendialde', embargoZone: 'UTC', expiresZone: 'UTC' }
    const expectHidden = async (reason: string) => {
      for (const [who, viewer] of outsiders) {
        const scope = await scopeOf(viewer)
        expect(await deliver(scope, [assetId], 'web'), who).toMatchObject([{ refused: reason }])
        expect(await withdrawnPins(scope, [assetId], 'en')).toEqual([])
        await tellRefusal(scope, assetId)
      }
    }
    await setRights(world.db, world.mara, assetId, { ...terms, embargoUntil: '2098-01-01T00:00' })
    await expectHidden('embargo')
    await setRights(world.db, world.mara, assetId, { ...terms, expiresAt: '2020-01-01T00:00' })
    await expectHidden('expired')
    await setRights(world.db, world.mara, assetId, terms)
    await transition(world.db, world.mara, assetId, { versionId: second, transition: 'withdraw' })
    await expectHidden('not_approved')
  })
})

describe('pinning', () => {
  const unpin = (id: string, asset: string) => pinInShare(world.db, world.mara, id, { asset, version: undefined })

  test('is undone by following again, and recorded', async () => {
    const { assetId, shareId, second, outsiders } = await pinned('follow')
    await unpin(shareId, assetId)
    expect(await pinsOfShare(world.db, shareId)).toEqual(new Map())
    const [, viewer] = outsiders[0] ?? []
    expect(viewer && (await leaving(viewer, assetId))).toEqual(all(second))
    const events = await world.db
      .selectFrom('auditEvent')
      .select('facts')
      .where('subjectId', '=', shareId)
      .where('type', '=', 'share.changed')
      .orderBy('id')
      .execute()
    expect(events.map(({ facts }) => facts)).toMatchObject([{ pinned: 1 }, { pinned: 'follows' }])
  })

  test('says where versions are pinned, without the names of links of others', async () => {
    const { assetId, first, collectionId, shareId } = await pinned('places')
    const places = (await placesOfPins(world.db, world.iker, assetId, 'en')).get(first)
    expect(places).toEqual([
      { kind: 'collection', id: collectionId, name: 'Kit places' },
      { kind: 'share', id: shareId, name: null },
    ])
    expect((await pinsOfCollection(world.db, collectionId)).get(assetId)).toMatchObject({
      number: 1,
      isWithdrawn: false,
    })
  })

  test('is refused for a draft, for a version of another asset, and by those who may not manage the share', async () => {
    const { assetId, shareId, collectionId } = await pinned('refused')
    const draft = await world.takeInBytes(await world.jpeg(), 'draft.jpg', { targetAssetId: assetId })
    if (draft.outcome !== 'taken') throw new Error('not taken in')
    const other = await world.photo()
    for (const version of [draft.versionId, other.versionId]) {
      const refused = { code: 'version.not_approved' }
      await expect(pinInShare(world.db, world.mara, shareId, { asset: assetId, version })).rejects.toMatchObject(
        refused,
      )
      await expect(
        pinInCollection(world.db, world.mara, collectionId, { asset: assetId, version }),
      ).rejects.toMatchObject(refused)
    }
    await expect(unpin(shareId, other.assetId)).rejects.toMatchObject({ code: 'asset.unknown' })
    await expect(pinInShare(world.db, world.iker, shareId, { asset: assetId })).rejects.toMatchObject({
      code: 'role.required',
    })
  })

  test('an older version is withdrawn by managers only, and the approved one not by this way', async () => {
    const { assetId, first, second } = await pinned('older')
    await expect(withdrawVersion(world.db, world.iker, assetId, first)).rejects.toMatchObject({ code: 'role.required' })
    await expect(withdrawVersion(world.db, world.mara, assetId, second)).rejects.toMatchObject({
      code: 'version.not_older',
    })
    await withdrawVersion(world.db, world.mara, assetId, first)
    await expect(withdrawVersion(world.db, world.mara, assetId, first)).rejects.toMatchObject({
      code: 'version.not_older',
    })
  })

  test('a portal whose collections differ shows the pinned version, and of two the one of the first collection', async () => {
    const { assetId, portalId, first, second, visitor } = await pinned('two')
    const collectionId = await createCollection(world.db, world.mara, 'Second of two', 'en')
    await addToCollection(world.db, world.mara, collectionId, { assetIds: [assetId] })
    const place = (position: number) =>
      world.db.insertInto('portalCollection').values({ portalId, collectionId, position }).execute()
    await place(-1)
    expect(await leaving(visitor, assetId), 'the first follows').toEqual(all(first))
    await pinInCollection(world.db, world.mara, collectionId, { asset: assetId, version: second })
    expect(await leaving(visitor, assetId), 'the first pins the second version').toEqual(all(second))
  })

  test('assets that are put back after they were taken out of a collection have their pins again', async () => {
    const { assetId, first, collectionId } = await pinned('back')
    await world.db.deleteFrom('collectionAsset').where('collectionId', '=', collectionId).execute()
    const pins = new Map([[assetId, first]])
    await addToCollection(world.db, world.mara, collectionId, { assetIds: [assetId], pins })
    expect((await pinsOfCollection(world.db, collectionId)).get(assetId)?.versionId).toBe(first)
  })
})
