import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { assetsOfCollection, withCounts } from '~/domain/collections/collection-assets.queries.server'
import { deleteCollection, restoreCollection } from '~/domain/collections/collection-deletion.commands.server'
import {
  addToCollection,
  moveInCollection,
  removeFromCollection,
} from '~/domain/collections/collections.commands.server'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { pinInCollection } from '~/domain/collections/pin.commands.server'
import type { RuleSort } from '~/domain/collections/smart-collection'
import { changeRule, createSmartCollection } from '~/domain/collections/smart-collections.commands.server'
import { excludedFrom, findRule, itemChanges } from '~/domain/collections/smart-collections.queries.server'
import { contentVersion, openContentVersions } from '~/domain/delivery/content-version.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { openKitPlans } from '~/domain/kits/kit-plans.server'
import { FieldSettings, NewField } from '~/domain/metadata/field-settings'
import { changeField, createField, retireField } from '~/domain/metadata/fields.commands.server'
import { findField } from '~/domain/metadata/fields.queries.server'
import { setValues } from '~/domain/metadata/values.commands.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { leaveToSearch } from '~/domain/smart/settle.commands.server'
import { fixedT } from '~/i18n/server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

let counter = 0
/** An approved picture with a title and keywords. */
async function picture(title: string, keywords: string[], state: 'draft' | 'approved' = 'approved'): Promise<string> {
  const { assetId } = await world.photo(state, { fileName: `plain-${counter++}.jpg` })
  await say(assetId, title, keywords)
  return assetId
}
const say = (assetId: string, title: string, keywords: string[]) =>
  describeAsset(world.db, world.iker, assetId, {
    ...{ title: { en: title }, altText: { en: 'A picture' }, description: {}, usageTerms: {}, keywords },
  })

const smart = async (query: string, sort: RuleSort = 'name') => {
  const id = await createSmartCollection(world.db, world.iker, { title: query, rule: { query, sort } }, 'en')
  await world.runJobs()
  return id
}
const staff = (): Viewer => ({ kind: 'staff', personId: world.mara.id, name: 'Mara', role: 'manager' })
const items = async (id: string, viewer: Viewer = staff()) =>
  assetsOfCollection(world.db, id, viewer, await dbNow(world.db))

/** A published portal that shows a collection, and its visitor. */
async function portalOf(collectionId: string): Promise<{ portalId: string; visitor: Viewer }> {
  const portalId = newId()
  const publishedAt = new Date()
  await world.db
    .insertInto('portal')
    .values({ id: portalId, slug: `p-${portalId}`.slice(0, 40), theme: '{}', themeCss: '', themeHash: '', publishedAt })
    .execute()
  await world.db.insertInto('portalCollection').values({ portalId, collectionId, position: 0 }).execute()
  const terms = { allows: 'web' as const, includesOriginalOnly: false, keepsMetadata: false }
  return { portalId, visitor: { kind: 'visitor', portalId, publishedAt, ...terms } }
}

describe('a smart collection', () => {
  test('has what its search finds, and follows changes of files', async () => {
    const [coast, hill] = [await picture('Coast', ['shore1']), await picture('Hill', ['inland'])]
    const id = await smart('keyword:shore1')
    expect(await items(id)).toEqual([coast])
    expect(await findRule(world.db, id)).toMatchObject({ query: 'keyword:shore1', isSettled: true })
    await say(hill, 'Hill', ['shore1'])
    await world.runJobs()
    expect(await items(id)).toEqual([coast, hill])
    await say(coast, 'Coast', [])
    await world.runJobs()
    expect(await items(id)).toEqual([hill])
    const changes = await itemChanges(world.db, id)
    expect(changes.map(({ cause, by, entered, left }) => ({ cause, by, entered, left }))).toEqual([
      { cause: 'files', by: null, entered: 0, left: 1 },
      { cause: 'files', by: null, entered: 1, left: 0 },
      { cause: 'rule', by: 'Iker', entered: 1, left: 0 },
    ])
    expect(changes[0]?.leftIds).toEqual([coast])
  })

  test('is sorted by name, by age or by relevance, and sorted anew when a name changes', async () => {
    const [b, a] = [await picture('Beta sortable', ['x']), await picture('Alpha sortable', ['sortable'])]
    const byName = await smart('sortable', 'name')
    expect(await items(byName)).toEqual([a, b])
    expect(await items(await smart('sortable', 'newest'))).toEqual([a, b])
    await say(a, 'Zeta sortable', ['sortable'])
    await world.runJobs()
    expect(await items(byName)).toEqual([b, a])
    expect(await items(await smart('sortable', 'relevance'))).toEqual([a, b])
  })

  test('keeps what people placed first, in their order, and leaves out what they took out', async () => {
    const found = [await picture('One placing', ['k2']), await picture('Three placing', ['k2'])]
    const other = await picture('Other', ['elsewhere2'])
    const id = await smart('keyword:k2')
    await addToCollection(world.db, world.iker, id, { assetIds: [other] })
    expect(await items(id)).toEqual([other, ...found])
    // What the search found is placed by adding it, and moved among the placed.
    await addToCollection(world.db, world.iker, id, { assetIds: [found[1] ?? ''] })
    expect(await items(id)).toEqual([other, found[1], found[0]])
    await moveInCollection(world.db, world.iker, id, {
      assetIds: [found[1] ?? ''],
      to: { kind: 'position', position: 1 },
    })
    expect(await items(id)).toEqual([found[1], other, found[0]])
    await removeFromCollection(world.db, world.iker, id, [found[0] ?? ''])
    await say(found[0] ?? '', 'One placing again', ['k2'])
    await world.runJobs()
    expect(await items(id)).toEqual([found[1], other])
    expect(await excludedFrom(world.db, id)).toEqual({ ids: [found[0]], total: 1 })
    // A placed file stays whatever is said of it; left to the search, it goes.
    await say(found[1] ?? '', 'Three', [])
    await world.runJobs()
    expect(await items(id)).toEqual([found[1], other])
    await leaveToSearch(world.db, world.iker, id, [found[1] ?? '', found[0] ?? ''])
    expect(await items(id)).toEqual([other, found[0]])
    expect(await excludedFrom(world.db, id)).toEqual({ ids: [], total: 0 })
  })

  test('follows a changed search, and moves the content version of what shows it', async () => {
    const [one, two] = [await picture('Uno', ['k3']), await picture('Dos', ['k4'])]
    const id = await smart('keyword:k3')
    const { portalId, visitor } = await portalOf(id)
    expect(await items(id, visitor)).toEqual([one])
    const version = async () => (await contentVersion(world.db, { portalId })).version
    const before = await version()
    await world.runJobs()
    expect(await version()).toBe(before)
    await changeRule(world.db, world.iker, id, { query: 'keyword:k4', sort: 'newest' })
    await world.runJobs()
    expect(await items(id, visitor)).toEqual([two])
    expect(await version()).not.toBe(before)
  })

  test('finds by what outsiders see: no draft, no unapproved version, no state', async () => {
    const approved = await picture('Plainly', ['k5'])
    const draft = await picture('Plainly', ['k5'], 'draft')
    const id = await smart('keyword:k5')
    expect(await items(id)).toEqual([approved])
    const upload = await world.takeInBytes(await world.jpeg(80, 20), 'confidential-name.jpg', {
      targetAssetId: approved,
    })
    expect(upload.outcome).toBe('taken')
    await world.db
      .insertInto('metadataValue')
      .values({ assetId: approved, fieldId: 2, locale: 'es', text: 'secretplan', status: 'draft', position: 0 })
      .execute()
    expect(await items(await smart('confidential'))).toEqual([])
    expect(await items(await smart('secretplan'))).toEqual([])
    // A row of the database that no form accepts finds nothing either.
    expect(await items(await smart('state:draft'))).toEqual([])
    const { currentVersionId: versionId } = await world.db
      .selectFrom('asset')
      .select('currentVersionId')
      .where('id', '=', draft)
      .executeTakeFirstOrThrow()
    await setRights(world.db, world.iker, draft, {
      creator: 'A',
      creditLine: 'B',
      embargoZone: 'UTC',
      expiresZone: 'UTC',
    })
    await transition(world.db, world.iker, draft, { versionId: versionId ?? '', transition: 'submit' })
    await transition(world.db, world.mara, draft, { versionId: versionId ?? '', transition: 'approve', unseen: true })
    await world.runJobs()
    expect((await items(id)).sort()).toEqual([approved, draft].sort())
  })

  test('lets go what it found by a field that outsiders see no more, and finds it again when they do', async () => {
    const settings = { labels: { en: 'Story' }, help: {}, group: 'description', isSearchable: true }
    const field = { key: 'story', type: 'text' as const, ...settings }
    await createField(world.db, world.mara, NewField.parse({ ...field, isPublic: true, allowsCorrections: true }))
    const fieldId = (await findField(world.db, 'story'))?.id ?? 0
    const assetId = await picture('Told', [])
    const change = { assetId, fieldId, values: [{ text: 'zanzibar' }] }
    await inTransaction(world.db, (trx) => setValues(trx, actorOf(world.mara), [change]))
    await world.runJobs()
    const id = await smart('zanzibar')
    expect(await items(id)).toEqual([assetId])
    await changeField(world.db, world.mara, 'story', FieldSettings.parse(settings))
    await world.runJobs()
    expect(await items(id)).toEqual([])
    await changeField(world.db, world.mara, 'story', FieldSettings.parse({ ...settings, isPublic: true }))
    await world.runJobs()
    expect(await items(id)).toEqual([assetId])
    await retireField(world.db, world.mara, 'story')
    await world.runJobs()
    expect(await items(id)).toEqual([])
  })

  test('shows outsiders what they may see now: an embargo hides an item, and its end brings it back', async () => {
    const [shown, held] = [await picture('Shown', ['k6']), await picture('Later', ['k6'])]
    const id = await smart('keyword:k6')
    const { visitor } = await portalOf(id)
    const zones = { embargoZone: 'UTC', expiresZone: 'UTC', creator: 'A', creditLine: 'B' }
    await setRights(world.db, world.mara, held, { ...zones, embargoUntil: '2099-01-01T00:00' })
    expect(await items(id, visitor)).toEqual([shown])
    const collection = await findCollection(world.db, id)
    const now = await dbNow(world.db)
    const [counted] = collection ? await withCounts(world.db, [collection], visitor, now) : []
    expect(counted).toMatchObject({ assetCount: 1, coverId: shown })
    await setRights(world.db, world.mara, held, zones)
    expect((await items(id, visitor)).sort()).toEqual([shown, held].sort())
  })

  test('is found by the version that it delivers where one is pinned', async () => {
    const asset = await picture('Pinned', ['k7'])
    const id = await smart('keyword:k7 format:jpg')
    const [first] = await world.db.selectFrom('assetVersion').select('id').where('assetId', '=', asset).execute()
    await pinInCollection(world.db, world.mara, id, { asset, version: first?.id })
    const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" id="${newId()}"/>`)
    const next = await world.takeInBytes(svg, 'next.svg', { targetAssetId: asset })
    if (next.outcome !== 'taken') throw new Error('not taken')
    await transition(world.db, world.iker, asset, { versionId: next.versionId, transition: 'submit' })
    await transition(world.db, world.mara, asset, { versionId: next.versionId, transition: 'approve', unseen: true })
    await world.runJobs()
    expect(await items(id)).toEqual([asset])
    await pinInCollection(world.db, world.mara, id, { asset, version: undefined })
    await world.runJobs()
    expect(await items(id)).toEqual([])
  })

  test('does not move in the bin, and catches up when it is restored', async () => {
    const one = await picture('Binned', ['k8'])
    const id = await smart('keyword:k8')
    await deleteCollection(world.db, world.mara, id)
    await say(one, 'Binned', [])
    const two = await picture('Later', ['k8'])
    await world.runJobs()
    await restoreCollection(world.db, world.mara, id)
    await world.runJobs()
    expect(await items(id)).toEqual([two])
  })
})

test('a kit of a smart collection is planned anew when a file leaves, and the plan of before is not sent', async () => {
  const [stays, leaves] = [await picture('Stays', ['k10']), await picture('Leaves', ['k10'])]
  const id = await smart('keyword:k10')
  const terms = { title: 'Kit', zone: 'UTC', allows: 'original', zipAllowed: true, expiresAt: '2099-01-01T00:00' }
  const now = await dbNow(world.db)
  const share = await createShare(world.db, world.mara, NewShare.parse({ ...terms, collectionId: id }), {
    locale: 'en',
    now,
  })
  const viewer = viewerOfShare(await findShareByToken(world.db, share.token), true)
  const plans = openKitPlans(world.db, openContentVersions(world.db))
  const plan = () =>
    plans.current(
      viewer,
      {
        ...{ source: 'share', title: 'Kit', size: 'best', locale: 'en', chosen: [], query: '' },
        ids: async () => assetsOfCollection(world.db, id, viewer, await dbNow(world.db)),
      },
      fixedT('en', 'kit'),
    )
  const before = await plan()
  await say(leaves, 'Leaves', [])
  await world.runJobs()
  const after = await plan()
  expect(after.hash).not.toBe(before.hash)
  expect(await items(id, viewer)).toEqual([stays])
})

test('two people who change a smart collection while its job runs leave it in a state of its own rule', async () => {
  const made = await Promise.all(Array.from({ length: 6 }, (_, n) => picture(`Crowd ${n}`, ['k9'])))
  const id = await smart('keyword:k9')
  await Promise.all([
    changeRule(world.db, world.iker, id, { query: 'keyword:k9', sort: 'newest' }),
    addToCollection(world.db, world.iker, id, { assetIds: made.slice(0, 2) }),
    removeFromCollection(world.db, world.mara, id, made.slice(4)),
    leaveToSearch(world.db, world.mara, id, made.slice(3, 4)),
    world.runJobs(),
  ])
  await world.runJobs()
  expect((await items(id)).slice(0, 2)).toEqual(made.slice(0, 2))
  expect([...(await items(id))].sort()).toEqual(made.slice(0, 4).sort())
})
