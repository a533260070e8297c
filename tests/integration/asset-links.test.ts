import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { deleteAssets, purgeAsset, restoreAssets } from '~/domain/assets/asset-deletion.commands.server'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { contentVersion } from '~/domain/delivery/content-version.queries.server'
import { linksFor } from '~/domain/delivery/linked-assets.queries.server'
import { assetDetails } from '~/domain/delivery/public-assets.queries.server'
import { mergeAssets, unmergeAssets } from '~/domain/duplicates/merge.commands.server'
import { approvedTexts } from '~/domain/embeds/approved-texts.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { NewField } from '~/domain/metadata/field-settings'
import { createField } from '~/domain/metadata/fields.commands.server'
import { findField } from '~/domain/metadata/fields.queries.server'
import { staffFields } from '~/domain/metadata/staff-fields.queries.server'
import { taggedValues } from '~/domain/metadata/tagged-values.queries.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { NamedPersonInput } from '~/domain/named-persons/named-person'
import { changeNamedPerson, createNamedPerson } from '~/domain/named-persons/named-persons.commands.server'
import { addRelation } from '~/domain/relations/relations.commands.server'
import { parseQuery } from '~/domain/search/query/parse'
import { searchAssets } from '~/domain/search/search-assets.queries.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { required } from '~/platform/required'

type Made = { assetId: string; versionId: string }

let world: World
let portalId: string
let collectionId: string
let photo: Made
let sheet: Made
let made = 0
beforeAll(async () => {
  world = await openWorld()
  for (const [key, type] of [
    ['product_sheet', 'asset'],
    ['location', 'place'],
    ['photographer', 'person'],
  ])
    await createField(
      world.db,
      world.mara,
      NewField.parse({
        ...{ key, type, labels: { en: key }, help: {}, group: 'description' },
        ...{ isPublic: true, isSearchable: true, allowsCorrections: true },
      }),
    )
})
afterAll(() => world.close())

/** A portal that shows the photo, and not the sheet that it leads to. */
beforeEach(async () => {
  ;[portalId, collectionId, photo, sheet] = [newId(), newId(), await world.photo(), await world.photo()]
  const { db } = world
  const theme = { theme: '{}', themeCss: '', themeHash: '', publishedAt: new Date() }
  await db
    .insertInto('portal')
    .values({ id: portalId, slug: `p-${portalId}`.slice(0, 40), ...theme })
    .execute()
  await db
    .insertInto('collection')
    .values({ id: collectionId, slug: `c-${collectionId}` })
    .execute()
  await db.insertInto('portalCollection').values({ portalId, collectionId, position: 0 }).execute()
  await show(photo)
})

const show = ({ assetId }: Made) =>
  world.db.insertInto('collectionAsset').values({ collectionId, assetId, position: made++ }).execute()
const describeWith = (assetId: string, fields: object, title = 'Ridge') => {
  const texts = { title: { en: title }, altText: { en: 'A ridge' }, description: {}, usageTerms: {}, keywords: [] }
  return describeAsset(world.db, world.iker, assetId, { ...texts, fields: { ...fields } })
}
const link = (text: string) => describeWith(photo.assetId, { product_sheet: text })
const storedValue = async (key: string) => {
  const { id } = required(await findField(world.db, key), 'field')
  return (await valuesOf(world.db, [photo.assetId], { fields: [id] })).get(photo.assetId)?.[0]
}
const staff = async () => ({
  db: world.db,
  viewer: { kind: 'staff' as const, personId: world.iker.id, name: 'Iker', role: 'editor' as const },
  now: await dbNow(world.db),
})
const visitor = async () => ({
  db: world.db,
  viewer: {
    ...{ kind: 'visitor' as const, portalId, publishedAt: new Date(0) },
    ...{ allows: 'web' as const, includesOriginalOnly: false, keepsMetadata: false },
  },
  now: await dbNow(world.db),
})
/** Where the link of the photo leads an outsider, and an editor. */
const seen = async () => {
  const links = { from: photo.assetId, locale: 'en', hrefOf: (id: string) => id }
  const outside = await assetDetails(world.db, photo, 'en', linksFor(await visitor(), links))
  const kind = { assetId: photo.assetId, kind: 'photo', locale: 'en' }
  const inside = await staffFields(world.db, kind, linksFor(await staff(), links))
  const hrefIn = (fields: typeof inside) =>
    fields.flatMap(({ values }) => values.map((value) => ('linked' in value ? value.linked.href : undefined)))
  return { outside: hrefIn(outside.fields), inside: hrefIn(inside) }
}

describe('a link to an asset', () => {
  test('is typed as a title, an id or an address, and not as what several have or what there is not', async () => {
    const title = `Product sheet ${made++}`
    await describeWith(sheet.assetId, {}, title)
    for (const text of [
      title.toUpperCase(),
      sheet.assetId,
      `#${sheet.assetId}`,
      `https://dam.example/library/assets/${sheet.assetId}`,
    ]) {
      await link('')
      await link(text)
      expect((await storedValue('product_sheet'))?.otherId).toBe(sheet.assetId)
    }
    await expect(link('No such title')).rejects.toMatchObject({ code: 'metadata.no_such_asset' })
    await expect(link(photo.assetId)).rejects.toMatchObject({ code: 'metadata.asset_itself' })
    await describeWith((await world.photo()).assetId, {}, title)
    await link(title)
    expect((await storedValue('product_sheet'))?.otherId, 'what is held stays').toBe(sheet.assetId)
    await link('')
    await expect(link(title)).rejects.toMatchObject({ code: 'metadata.asset_ambiguous' })
  })

  test('is shown to those alone who see the asset that it leads to', async () => {
    await link(sheet.assetId)
    expect(await seen()).toEqual({ outside: [], inside: [sheet.assetId] })
    await show(sheet)
    expect(await seen()).toEqual({ outside: [sheet.assetId], inside: [sheet.assetId] })
    await deleteAssets(world.db, world.mara, [sheet.assetId])
    expect(await seen()).toEqual({ outside: [], inside: [] })
    await restoreAssets(world.db, world.mara, [sheet.assetId])
    expect(await seen()).toEqual({ outside: [sheet.assetId], inside: [sheet.assetId] })
  })

  test('leads on to an asset that replaces it, for those who see that one', async () => {
    await link(sheet.assetId)
    await show(sheet)
    const newer = await world.photo()
    await addRelation(world.db, world.mara, { fromId: newer.assetId, kind: 'replaces', toId: sheet.assetId })
    expect(await seen()).toEqual({ outside: [sheet.assetId], inside: [newer.assetId] })
    await show(newer)
    expect(await seen()).toEqual({ outside: [newer.assetId], inside: [newer.assetId] })
  })

  test('leads on to the asset that it was merged into, also once that is all there is', async () => {
    await link(sheet.assetId)
    await show(sheet)
    const kept = await world.photo()
    await mergeAssets(world.db, { by: world.mara, now: new Date() }, { keep: kept.assetId, merge: [sheet.assetId] })
    expect(await seen()).toEqual({ outside: [kept.assetId], inside: [kept.assetId] })
    await restoreAssets(world.db, world.mara, [sheet.assetId])
    await inTransaction(world.db, (trx) => unmergeAssets(trx, world.mara, [sheet.assetId]))
    expect((await seen()).inside).toEqual([sheet.assetId])
    await mergeAssets(world.db, { by: world.mara, now: new Date() }, { keep: kept.assetId, merge: [sheet.assetId] })
    await inTransaction(world.db, (trx) => purgeAsset(trx, actorOf(world.mara), sheet.assetId))
    expect(await seen()).toEqual({ outside: [kept.assetId], inside: [kept.assetId] })
  })

  test('of an asset that was merged into the one that has it is shown to nobody', async () => {
    await link(sheet.assetId)
    await mergeAssets(world.db, { by: world.mara, now: new Date() }, { keep: photo.assetId, merge: [sheet.assetId] })
    expect(await seen()).toEqual({ outside: [], inside: [] })
    await inTransaction(world.db, (trx) => purgeAsset(trx, actorOf(world.mara), sheet.assetId))
    expect(await storedValue('product_sheet')).toBeUndefined()
  })

  test('changes the pages that show it when what it leads to is replaced', async () => {
    const version = async () => (await contentVersion(world.db, { portalId })).version
    await show(sheet)
    const before = await version()
    await addRelation(world.db, world.mara, {
      ...{ fromId: (await world.photo()).assetId, kind: 'replaces', toId: sheet.assetId },
    })
    expect(await version()).not.toBe(before)
  })
})

describe('a place', () => {
  test('goes out as its name and country, and never as its position', async () => {
    await describeWith(photo.assetId, { location: 'Getaria [ES] 43.3037, -2.2044' })
    expect(await storedValue('location')).toMatchObject({
      ...{ text: 'Getaria', place: { country: 'ES', latitude: 43.3037, longitude: -2.2044 } },
    })
    const { fields } = await assetDetails(world.db, photo, 'eu')
    expect(fields.map(({ values }) => values)).toEqual([[{ text: 'Getaria (Espainia)' }]])
    expect(JSON.stringify(await assetDetails(world.db, photo, 'en'))).not.toContain('43.3')
  })

  test('is found by its name, and by its country in every language', async () => {
    const place = `Mutriku${made++}`
    await describeWith(photo.assetId, { location: `${place} [ES] 43.3037, -2.2044` })
    await world.runJobs()
    for (const q of [place, `${place} espainia`, `${place} spanien`]) {
      const inside = await searchAssets(await staff(), { query: parseQuery(q), size: 5 })
      const outside = await searchAssets(await visitor(), { query: parseQuery(q), size: 5 })
      expect([inside.hits, outside.hits], q).toEqual([[photo.assetId], [photo.assetId]])
    }
    const numbers = await searchAssets(await visitor(), { query: parseQuery('43.3037'), size: 5 })
    expect(numbers.hits).toEqual([])
  })
})

test('pages change with the name of a person whom they show', async () => {
  const id = await createNamedPerson(world.db, world.mara, NamedPersonInput.parse({ name: 'Ane' }))
  await describeWith(photo.assetId, { photographer: 'Ane' })
  const version = async () => (await contentVersion(world.db, { portalId })).version
  const before = await version()
  await changeNamedPerson(world.db, world.mara, id, NamedPersonInput.parse({ name: 'Ane Lasa' }))
  expect(await version()).not.toBe(before)
})

test('files carry the persons and places of public fields that name a tag, and new files fill them', async () => {
  for (const [key, type, tags] of [
    ['in_picture', 'persons', 'XMP-iptcExt:PersonInImage'],
    ['shown_place', 'place', 'XMP-iptcExt:LocationShown'],
  ])
    await createField(
      world.db,
      world.mara,
      NewField.parse({
        ...{ key, type, tags, labels: { en: key }, help: {}, group: 'description' },
        ...{ isPublic: true, allowsCorrections: true },
      }),
    )
  const id = await createNamedPerson(world.db, world.mara, NamedPersonInput.parse({ name: 'Miren Lasa' }))
  await describeWith(photo.assetId, { in_picture: ['miren lasa'], shown_place: 'Getaria [ES] 43.3037, -2.2044' })
  const texts = (await approvedTexts(world.db, [photo.assetId], 'en')).get(photo.assetId)
  expect(texts).toMatchObject({
    ...{ personsShown: ['Miren Lasa'], placesShown: [{ name: 'Getaria', countryCode: 'ES' }] },
  })
  const file = [
    { name: 'XMP-iptcExt:PersonInImage', values: ['Miren Lasa', 'Nobody Known'] },
    { name: 'XMP-iptcExt:LocationShown', values: [{ fields: { City: ['Zarautz'], CountryCode: ['ES'] } }] },
  ]
  const tagged = await taggedValues(world.db, { assetId: photo.assetId, kind: 'photo', sourceLocale: 'en' }, file)
  expect(tagged.map(({ values }) => values)).toEqual([
    [{ namedPersonId: id }],
    [{ text: 'Zarautz', place: { country: 'ES' } }],
  ])
})
