import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { restoreValue } from '~/domain/assets/restore-value.commands.server'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { Operation } from '~/domain/bulk/bulk-edit'
import { planBulkEdit, startBulkEdit, undoBulkEdit } from '~/domain/bulk/bulk-edits.commands.server'
import { assetDetails } from '~/domain/delivery/public-assets.queries.server'
import { NewField } from '~/domain/metadata/field-settings'
import { createField } from '~/domain/metadata/fields.commands.server'
import { findField } from '~/domain/metadata/fields.queries.server'
import { historyOfValues } from '~/domain/metadata/value-history.queries.server'
import { valueTexts } from '~/domain/metadata/value-texts.queries.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { mergeNamedPersons } from '~/domain/named-persons/merge-named-persons.commands.server'
import { NamedPersonInput } from '~/domain/named-persons/named-person'
import {
  archiveNamedPerson,
  changeNamedPerson,
  createNamedPerson,
  deleteNamedPerson,
} from '~/domain/named-persons/named-persons.commands.server'
import {
  assetsNaming,
  findNamedPerson,
  listNamedPersons,
  namesakesOf,
  proposedCredits,
  suggestNamedPersons,
} from '~/domain/named-persons/named-persons.queries.server'
import { parseQuery } from '~/domain/search/query/parse'
import { searchAssets } from '~/domain/search/search-assets.queries.server'
import { dbNow } from '~/platform/db.server'
import { required } from '~/platform/required'

let world: World
let photo: { assetId: string; versionId: string }
let made = 0
let name: string
beforeAll(async () => {
  world = await openWorld()
  for (const [key, type] of [
    ['photographer', 'person'],
    ['people_shown', 'persons'],
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
beforeEach(async () => {
  photo = await world.photo('draft')
  name = `Ana ${String.fromCharCode(65 + made++)}txeberria`
})

const scope = async (person = world.iker) => ({
  db: world.db,
  viewer: { kind: 'staff' as const, personId: person.id, name: person.name, role: person.role },
  now: await dbNow(world.db),
})
const add = (input: object) => createNamedPerson(world.db, world.mara, NamedPersonInput.parse(input))
const describeWith = (fields: object, assetId = photo.assetId) => {
  const texts = { title: { en: 'Ridge' }, altText: { en: 'A ridge' }, description: {}, usageTerms: {}, keywords: [] }
  return describeAsset(world.db, world.iker, assetId, { ...texts, fields: { ...fields } })
}
const idsIn = async (key: string, assetId = photo.assetId) => {
  const { id } = required(await findField(world.db, key), 'field')
  return (await valuesOf(world.db, [assetId], { fields: [id] })).get(assetId)?.map((value) => value.namedPersonId)
}
const foundBy = async (q: string, person = world.iker) =>
  (await searchAssets(await scope(person), { query: parseQuery(q), size: 10 })).hits

describe('a name that is typed', () => {
  test('stands for who has it or another name, in any case, and for who has its number', async () => {
    const [ana, jon] = [await add({ name, otherNames: 'Anita; A. E.' }), await add({ name: `Jon ${name}` })]
    await describeWith({ photographer: name.toUpperCase(), people_shown: [`a. e.; jon ${name}`, `#${ana}`] })
    expect(await idsIn('photographer')).toEqual([ana])
    expect(await idsIn('people_shown')).toEqual([ana, jon])
    const { fields } = await assetDetails(world.db, photo, 'en')
    expect(fields.map(({ values }) => values)).toEqual([[{ text: name }], [{ text: name }, { text: `Jon ${name}` }]])
  })

  test('is refused beside the field when nobody has it, and when several have it', async () => {
    await expect(describeWith({ photographer: name })).rejects.toMatchObject({
      ...{ code: 'metadata.no_such_person', facts: { field: 'fields.photographer', name } },
    })
    const [first, second] = [await add({ name }), await add({ name })]
    await expect(describeWith({ photographer: name })).rejects.toMatchObject({ code: 'metadata.person_ambiguous' })
    await describeWith({ photographer: `${name} #${second}` })
    await describeWith({ photographer: name })
    expect(await idsIn('photographer')).toEqual([second])
    expect(await namesakesOf(world.db, first)).toEqual([{ id: second, name }])
  })

  test('is that of the register before another name of somebody else, and of somebody archived last', async () => {
    const [own, other] = [await add({ name }), await add({ name: `Jon ${name}`, otherNames: name })]
    await describeWith({ photographer: name })
    expect(await idsIn('photographer')).toEqual([own])
    await archiveNamedPerson(world.db, world.mara, own, true)
    const another = await world.photo('draft')
    await describeWith({ photographer: name }, another.assetId)
    expect(await idsIn('photographer', another.assetId)).toEqual([other])
  })
})

describe('somebody of the register', () => {
  test('keeps their assets when they are renamed, and is found by every name, also by outsiders', async () => {
    const id = await add({ name, otherNames: 'Zuhaitz' })
    photo = await world.photo()
    await describeWith({ photographer: name })
    await changeNamedPerson(
      world.db,
      world.mara,
      id,
      NamedPersonInput.parse({ name: `${name} Lasa`, otherNames: 'Zuhaitz' }),
    )
    await world.runJobs()
    expect(await idsIn('photographer')).toEqual([id])
    expect(await foundBy('zuhaitz lasa')).toEqual([photo.assetId])
    expect(await foundBy('zuhaitz lasa', world.nerea)).toEqual([photo.assetId])
  })

  test('is merged into another entry: assets, names and what that lacks go there, and the id leads there', async () => {
    const id = await add({ name, otherNames: 'Otsoa', creditLine: 'Photo: Ana', email: 'ana@mendialde.example' })
    const into = await add({ name: `Jon ${name}`, creditLine: 'Photo: Jon' })
    await describeWith({ photographer: name, people_shown: [`${name}; Jon ${name}`] })
    await mergeNamedPersons(world.db, world.mara, { id, intoId: into })
    expect([await idsIn('photographer'), await idsIn('people_shown')]).toEqual([[into], [into]])
    expect(await findNamedPerson(world.db, into)).toMatchObject({
      ...{ otherNames: [name, 'Otsoa'], creditLine: 'Photo: Jon', email: 'ana@mendialde.example' },
    })
    expect(await findNamedPerson(world.db, id)).toMatchObject({ mergedInto: into })
    await describeWith({ photographer: 'otsoa', people_shown: [`#${id}`] })
    expect([await idsIn('photographer'), await idsIn('people_shown')]).toEqual([[into], [into]])
    await world.runJobs()
    expect(await foundBy(`"${name}"`)).toEqual([photo.assetId])
    const [event] = await listAuditEvents(world.db, { type: 'named_person.merged' })
    expect(event?.facts).toMatchObject({ person: name, into: `Jon ${name}` })
    const itself = mergeNamedPersons(world.db, world.mara, { id: into, intoId: into })
    await expect(itself).rejects.toMatchObject({ code: 'named_person.itself' })
    const again = mergeNamedPersons(world.db, world.mara, { id, intoId: into })
    await expect(again).rejects.toMatchObject({ code: 'named_person.unknown' })
  })

  test('is merged once when two merge the same two in opposite directions', async () => {
    const [a, b] = [await add({ name }), await add({ name: `Jon ${name}` })]
    const merges = await Promise.allSettled([
      mergeNamedPersons(world.db, world.mara, { id: a, intoId: b }),
      mergeNamedPersons(world.db, world.mara, { id: b, intoId: a }),
    ])
    expect(merges.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('is not deleted while an asset names them, in the bin or not', async () => {
    const id = await add({ name })
    await describeWith({ photographer: name })
    await world.pool.query('update asset set deleted_at = now() where id = $1', [photo.assetId])
    await expect(deleteNamedPerson(world.db, world.mara, id)).rejects.toMatchObject({ code: 'named_person.in_use' })
    await world.pool.query('update asset set deleted_at = null where id = $1', [photo.assetId])
    await describeWith({})
    await deleteNamedPerson(world.db, world.mara, id)
    expect(await findNamedPerson(world.db, id)).toBeUndefined()
    const history = await historyOfValues(world.db, photo.assetId, { limit: 1 })
    const textOf = await valueTexts(
      world.db,
      history.map(({ before }) => before),
      { locale: 'en' },
    )
    expect(history.map(({ before }) => textOf(before))).toEqual([`#${id}`])
  })

  test('is suggested by the beginning of any name without accents, and not when archived', async () => {
    const id = await add({ name: `Iñaki ${name}`, otherNames: 'Txato', capacities: ['model'] })
    expect(await suggestNamedPersons(world.db, 'inaki')).toMatchObject([{ id, otherName: null }])
    expect(await suggestNamedPersons(world.db, 'txat')).toMatchObject([
      { id, otherName: 'Txato', capacities: ['model'] },
    ])
    expect(await suggestNamedPersons(world.db, '%')).toEqual([])
    await archiveNamedPerson(world.db, world.mara, id, true)
    expect(await suggestNamedPersons(world.db, 'inaki')).toEqual([])
  })

  test('is listed by name and capacity with the assets that the viewer sees', async () => {
    const id = await add({ name, capacities: ['model'] })
    await describeWith({ photographer: name, people_shown: [name] })
    const { persons } = await listNamedPersons(await scope(), { q: name.toLowerCase(), capacity: 'model' })
    expect(persons).toMatchObject([{ id, used: 1 }])
    expect((await listNamedPersons(await scope(world.nerea), { q: name })).persons).toMatchObject([{ used: 0 }])
    expect((await listNamedPersons(await scope(), { q: name, capacity: 'author' })).persons).toEqual([])
    expect(await assetsNaming(await scope(), id, 'en')).toMatchObject({ used: 1, assets: [{ id: photo.assetId }] })
    expect(await assetsNaming(await scope(world.nerea), id, 'en')).toMatchObject({ used: 0, assets: [] })
  })

  test('is on one page of the register alone', async () => {
    for (let n = 0; n < 55; n++) await add({ name: `Same ${name}` })
    const { persons, next } = await listNamedPersons(await scope(), { q: `same ${name}` })
    const { persons: more, next: none } = await listNamedPersons(await scope(), { q: `same ${name}`, after: next })
    expect(new Set([...persons, ...more].map(({ id }) => id)).size).toBe(55)
    expect(none).toBeUndefined()
  })

  test('has a credit line that is proposed for assets that name them', async () => {
    await add({ name, creditLine: `Photo: ${name}` })
    await describeWith({ photographer: name, people_shown: [name] })
    expect(await proposedCredits(world.db, photo.assetId)).toEqual([{ name, creditLine: `Photo: ${name}` }])
  })
})

describe('changes of values that are persons', () => {
  test('of many assets name them by name, are undone, and are in the history of each asset', async () => {
    const [ana, jon] = [await add({ name }), await add({ name: `Jon ${name}` })]
    const change = async (asked: object) => {
      const operation = Operation.parse({ field: 'people_shown', ...asked })
      const editId = await planBulkEdit(world.db, world.iker, operation, [photo.assetId])
      await startBulkEdit(world.db, world.iker, editId)
      await world.runJobs()
      return editId
    }
    await change({ act: 'set', value: name })
    const editId = await change({ act: 'append', value: `Jon ${name}\n${name}` })
    expect(await idsIn('people_shown')).toEqual([ana, jon])
    await undoBulkEdit(world.db, world.iker, editId)
    await world.runJobs()
    expect(await idsIn('people_shown')).toEqual([ana])
    await change({ act: 'remove', value: `#${ana}` })
    expect(await idsIn('people_shown')).toEqual([])
    const [last] = await historyOfValues(world.db, photo.assetId, { limit: 1 })
    await restoreValue(world.db, world.iker, photo.assetId, last?.id ?? 0)
    expect(await idsIn('people_shown')).toEqual([ana])
    await expect(change({ act: 'set', value: 'Nobody' })).rejects.toMatchObject({ code: 'bulk_edit.no_person' })
    await add({ name })
    await expect(change({ act: 'set', value: name })).rejects.toMatchObject({ code: 'bulk_edit.ambiguous' })
  })

  test('of an approved asset wait for approval where the field says so', async () => {
    await createField(
      world.db,
      world.mara,
      NewField.parse({
        key: 'model',
        type: 'person',
        labels: { en: 'Model' },
        help: {},
        group: 'description',
        isPublic: true,
      }),
    )
    const ana = await add({ name })
    await add({ name: `Jon ${name}` })
    await describeWith({ model: name })
    const approved = await world.photo()
    await describeWith({ model: name }, approved.assetId)
    const shown = async () => (await assetDetails(world.db, approved, 'en')).fields
    await world.pool.query('delete from metadata_pending where asset_id = $1', [approved.assetId])
    await describeWith({ model: `Jon ${name}` }, approved.assetId)
    expect(await shown()).toMatchObject([{ key: 'model', values: [{ text: name }] }])
    const into = await add({ name: `Miren ${name}` })
    await mergeNamedPersons(world.db, world.mara, { id: ana, intoId: into })
    expect(await shown()).toMatchObject([{ key: 'model', values: [{ text: `Miren ${name}` }] }])
  })
})
