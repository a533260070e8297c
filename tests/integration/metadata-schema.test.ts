import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { assetDetails } from '~/domain/delivery/public-assets.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { convertField } from '~/domain/metadata/convert-field.commands.server'
import { planConversion } from '~/domain/metadata/convert-field.queries.server'
import { FieldSettings, NewField } from '~/domain/metadata/field-settings'
import { usesOfFields } from '~/domain/metadata/field-use.queries.server'
import {
  changeField,
  createField,
  moveField,
  restoreField,
  retireField,
} from '~/domain/metadata/fields.commands.server'
import { findField, listFields } from '~/domain/metadata/fields.queries.server'
import { createGroup, deleteGroup } from '~/domain/metadata/groups.commands.server'
import type { ValueChange } from '~/domain/metadata/value'
import { setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { inTransaction } from '~/platform/db.server'
import { required } from '~/platform/required'

let world: World
let made = 0
let key: string
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  key = `field_${made++}`
})

const settings = { help: {}, group: 'description', isPublic: true }
const create = (more: object = {}) =>
  createField(
    world.db,
    world.mara,
    NewField.parse({ key, type: 'text', labels: { en: `Label of ${key}` }, ...settings, ...more }),
  )
const field = async (name = key) => required(await findField(world.db, name), 'field')
const change = (more: object) =>
  changeField(world.db, world.mara, key, FieldSettings.parse({ labels: { en: 'New' }, ...settings, ...more }))
const set = (...changes: ValueChange[]) =>
  inTransaction(world.db, (trx) => setValues(trx, actorOf(world.mara), changes))
const order = async () =>
  (await listFields(world.db)).filter(({ group, retiredAt }) => group === 'description' && !retiredAt).map((f) => f.key)

describe('a field', () => {
  test('is added behind the others of its group, and refused when its key is taken', async () => {
    await create()
    expect((await order()).at(-1)).toBe(key)
    await expect(create()).rejects.toMatchObject({ code: 'metadata.key_taken', facts: { field: 'key' } })
    await expect(
      createField(
        world.db,
        world.mara,
        NewField.parse({ ...settings, key: `${key}_b`, type: 'text', labels: { en: 'B' }, group: 'nowhere' }),
      ),
    ).rejects.toMatchObject({ code: 'metadata.group_unknown' })
  })

  test('needs a name, a key of small letters, and a type that can be translated if it is', () => {
    const issues = (more: object) =>
      NewField.safeParse({ key: 'a', type: 'text', labels: { en: 'A' }, ...settings, ...more }).error?.issues.map(
        ({ path, message }) => [path.join('.'), message],
      )
    expect(issues({})).toBeUndefined()
    expect(issues({ labels: {} })).toEqual([['labels.en', 'form.required']])
    expect(issues({ key: 'Größe' })).toEqual([['key', 'metadata.key']])
    expect(issues({ type: 'number', isLocalizable: true })).toEqual([['isLocalizable', 'metadata.not_translated']])
    expect(issues({ tags: 'dc title' })).toEqual([['tags', 'metadata.tags']])
  })

  test('is changed but for its key, and the log says what', async () => {
    await create()
    await change({ kinds: ['photo'], mostLength: 50, tags: 'XMP-dc:Source\nIPTC:Source' })
    expect(await field()).toMatchObject({
      ...{ labels: { en: 'New' }, kinds: ['photo'], mostLength: 50, tags: ['XMP-dc:Source', 'IPTC:Source'] },
    })
    const [event] = await listAuditEvents(world.db, { type: 'metadata.field_changed' })
    expect(event).toMatchObject({ subjectId: key, facts: { changed: 'labels, kinds, mostLength, tags' } })
  })

  test('that is built in keeps what the product relies on', async () => {
    const given = { ...settings, isPublic: false, isRequiredForApproval: true, kinds: ['video'], mostLength: 5 }
    await changeField(world.db, world.mara, 'usage_terms', FieldSettings.parse({ labels: { en: 'Terms' }, ...given }))
    expect(await field('usage_terms')).toMatchObject({
      ...{ labels: { en: 'Terms' }, group: 'description', isRequiredForApproval: true },
      ...{ isPublic: true, kinds: null, mostLength: 2000, isLocalizable: true },
    })
    await expect(retireField(world.db, world.mara, 'title')).rejects.toMatchObject({ code: 'metadata.built_in' })
    await changeField(
      world.db,
      world.mara,
      'usage_terms',
      FieldSettings.parse({ labels: {}, help: {}, group: 'rights' }),
    )
  })

  test('that is retired is shown nowhere, and comes back with its values', async () => {
    await create()
    const { assetId, versionId } = await world.photo('draft')
    await set({ assetId, fieldId: (await field()).id, values: [{ text: 'Kept' }] })
    const shown = async () => (await assetDetails(world.db, { versionId }, 'en')).fields.map((each) => each.key)
    expect(await shown()).toContain(key)
    await retireField(world.db, world.mara, key)
    expect(await shown()).not.toContain(key)
    await restoreField(world.db, world.mara, key)
    expect(await shown()).toContain(key)
    expect((await usesOfFields(world.db)).get((await field()).id)).toBe(1)
  })

  test('moves by steps and before or after another, and stays at an end', async () => {
    await create()
    const before = await order()
    await moveField(world.db, world.mara, key, { steps: 1 })
    expect(await order()).toEqual(before)
    await moveField(world.db, world.mara, key, { before: 'title' })
    expect((await order()).slice(0, 2)).toEqual([key, 'title'])
    await moveField(world.db, world.mara, key, { steps: -1 })
    await moveField(world.db, world.mara, key, { after: 'description' })
    await moveField(world.db, world.mara, key, { steps: -1 })
    expect((await order()).slice(0, 3)).toEqual(['title', key, 'description'])
    const wrong = moveField(world.db, world.mara, key, { before: 'creator' })
    await expect(wrong).rejects.toMatchObject({ code: 'metadata.unknown' })
  })
})

describe('a change of type', () => {
  test('shows what would be lost before it runs, and does just that', async () => {
    await create()
    const { id } = await field()
    const assets = [await world.photo('draft'), await world.photo('draft'), await world.photo('draft')]
    const texts = ['12,5', 'about twelve', '-3']
    await set(...assets.map(({ assetId }, at) => ({ assetId, fieldId: id, values: [{ text: texts[at] ?? '' }] })))
    const plan = await planConversion(world.db, await field(), { type: 'number', isLocalizable: false })
    expect(plan).toMatchObject({
      values: 3,
      converted: 2,
      lost: [{ assetId: assets[1]?.assetId, text: 'about twelve' }],
    })
    await convertField(world.db, world.mara, key, { type: 'number', isLocalizable: false })
    const values = await valuesOf(
      world.db,
      assets.map(({ assetId }) => assetId),
      { fields: [id] },
    )
    expect(assets.map(({ assetId }) => values.get(assetId)?.map(({ number }) => number))).toEqual([[12.5], [], [-3]])
    expect(await field()).toMatchObject({ type: 'number', mostLength: null })
    const [event] = await listAuditEvents(world.db, { type: 'metadata.field_converted' })
    expect(event?.facts).toMatchObject({ fromType: 'text', toType: 'number', converted: 2, removed: 1 })
  })

  test('to one without languages keeps the text in the language of the asset', async () => {
    await create({ isLocalizable: true })
    const { id } = await field()
    const { assetId } = await world.photo('draft')
    await set(
      { assetId, fieldId: id, locale: 'eu', values: [{ text: 'Mendia' }] },
      { assetId, fieldId: id, locale: 'en', values: [{ text: 'Mountain' }] },
    )
    const target = { type: 'text' as const, isLocalizable: false }
    expect(await planConversion(world.db, await field(), target)).toMatchObject({ values: 2, converted: 1 })
    await convertField(world.db, world.mara, key, target)
    const stored = async () => (await valuesOf(world.db, [assetId], { fields: [id] })).get(assetId)
    expect(await stored()).toMatchObject([{ locale: '', text: 'Mountain' }])
    await convertField(world.db, world.mara, key, { ...target, isLocalizable: true })
    expect(await stored()).toMatchObject([{ locale: 'en', text: 'Mountain', status: 'source' }])
  })

  test('of a built-in field is refused', async () => {
    const change = convertField(world.db, world.mara, 'creator', { type: 'number', isLocalizable: false })
    await expect(change).rejects.toMatchObject({ code: 'metadata.built_in' })
  })
})

test('a group is deleted only when it has no fields', async () => {
  await createGroup(world.db, world.mara, { key: 'campaign', labels: { en: 'Campaign' } })
  await create({ group: 'campaign' })
  await expect(deleteGroup(world.db, world.mara, 'campaign')).rejects.toMatchObject({ code: 'metadata.group_in_use' })
  await expect(deleteGroup(world.db, world.mara, 'rights')).rejects.toMatchObject({ code: 'metadata.group_in_use' })
  await change({ group: 'description' })
  await deleteGroup(world.db, world.mara, 'campaign')
  expect((await listFields(world.db)).map(({ group }) => group)).not.toContain('campaign')
})
