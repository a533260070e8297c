import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { restoreValue } from '~/domain/assets/restore-value.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { creditChanges, keywordChange, textChanges, type ValueChange } from '~/domain/metadata/value'
import { historyOfValues } from '~/domain/metadata/value-history.queries.server'
import { adoptValues, setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { inTransaction } from '~/platform/db.server'

let world: World
let assetId: string
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  assetId = (await world.photo('draft')).assetId
})

const set = (...changes: ValueChange[]) =>
  inTransaction(world.db, (trx) => setValues(trx, actorOf(world.mara), changes))
const stored = async (fieldId: number, id = assetId) =>
  (await valuesOf(world.db, [id], { fields: [fieldId] })).get(id) ?? []

describe('setting values', () => {
  test('writes what differs, keeps other languages and fields, and returns what changed', async () => {
    const texts = { title: { en: 'Ridge', eu: 'Gailurra' }, description: { en: 'Limestone' } }
    expect(await set(...textChanges(assetId, texts))).toHaveLength(3)
    const changed = await set(...textChanges(assetId, { title: { en: 'Ridge', eu: 'Mendia', de: 'Grat' } }))
    expect(changed.map(({ locale }) => locale)).toEqual(['eu', 'de'])
    expect((await stored(FIELD_ID.title)).map(({ locale, text, status }) => [locale, text, status])).toEqual([
      ...[['de', 'Grat', 'approved'] as const, ['en', 'Ridge', 'source'] as const],
      ['eu', 'Mendia', 'approved'],
    ])
    expect(await stored(FIELD_ID.description)).toMatchObject([{ text: 'Limestone' }])
  })

  test('keeps who changed what, from what to what, newest first', async () => {
    await set(...textChanges(assetId, { description: { en: 'Limestone' } }))
    await set(...textChanges(assetId, { description: { en: 'Limestone', eu: 'Kareharria' } }))
    await set(...textChanges(assetId, { description: { en: '' } }))
    const lines = await historyOfValues(world.db, assetId, { limit: 3 })
    expect(lines.map(({ locale, before, after, actorName }) => [locale, before, after, actorName])).toEqual([
      ['en', [{ text: 'Limestone' }], [], world.mara.name],
      ['eu', [], [{ text: 'Kareharria' }], world.mara.name],
      ['en', [], [{ text: 'Limestone' }], world.mara.name],
    ])
    const [, second] = lines
    expect(await historyOfValues(world.db, assetId, { before: second!.id, limit: 1 })).toEqual([lines[2]])
  })

  test('removes a text that becomes empty', async () => {
    await set(...textChanges(assetId, { description: { en: 'Limestone', fr: 'Calcaire' } }))
    await set(...textChanges(assetId, { description: { fr: '' } }))
    expect((await stored(FIELD_ID.description)).map(({ locale }) => locale)).toEqual(['en'])
  })

  test('keeps several values in their order', async () => {
    await set(keywordChange(assetId, ['snow', 'hills', 'dawn']))
    await set(keywordChange(assetId, ['dawn', 'snow']))
    expect((await stored(FIELD_ID.keywords)).map(({ position, text }) => [position, text])).toEqual([
      ...[[0, 'dawn'] as const, [1, 'snow'] as const],
    ])
  })

  test('has renditions made anew when a credit changes, and only then', async () => {
    await world.runJobs()
    await set(...creditChanges(assetId, { creator: 'Iker', licenceName: 'CC BY 4.0' }))
    await set(...textChanges(assetId, { title: { en: 'Another' } }))
    expect(await world.queued('renew_credit')).toEqual([])
    await set(...creditChanges(assetId, { creator: 'Ane' }))
    expect(await world.queued('renew_credit')).toEqual([{ assetId }])
  })

  test('of many assets writes each its own', async () => {
    const other = (await world.photo('draft')).assetId
    await set(keywordChange(other, ['sea']), keywordChange(assetId, ['wood']))
    const values = await valuesOf(world.db, [assetId, other], { fields: [FIELD_ID.keywords] })
    expect([assetId, other].map((id) => values.get(id)?.map(({ text }) => text))).toEqual([['wood'], ['sea']])
  })

  test('of an asset that is not there writes nothing', async () => {
    expect(await set(keywordChange('019ab000-0000-7000-8000-000000000000', ['sea']))).toEqual([])
  })

  test('by two at once ends with the values of one of them', async () => {
    const sets = [['a', 'b', 'c'], ['d']].map((words) => set(keywordChange(assetId, words)))
    await Promise.all(sets)
    expect(['abc', 'd']).toContain((await stored(FIELD_ID.keywords)).map(({ text }) => text).join(''))
  })
})

describe('values for outsiders', () => {
  test('are those of public fields, without drafts of translations', async () => {
    await set(
      { assetId, fieldId: FIELD_ID.title, locale: 'de', values: [{ text: 'Entwurf' }], status: 'draft' },
      { assetId, fieldId: FIELD_ID.title, locale: 'fr', values: [{ text: 'Ancien' }], status: 'stale' },
      { assetId, fieldId: FIELD_ID.title, locale: 'es', values: [{ text: 'Cresta' }] },
    )
    const { rows } = await world.pool.query(
      `insert into metadata_field (key, type, group_id, is_public) values ('internal_note', 'text', 1, false) returning id`,
    )
    await set({ assetId, fieldId: rows[0].id, values: [{ text: 'Only we' }] })
    const seen = (await valuesOf(world.db, [assetId], { isPublic: true })).get(assetId) ?? []
    expect(seen.filter(({ fieldId }) => fieldId === FIELD_ID.title).map(({ locale }) => locale)).toEqual([
      'en',
      'es',
      'fr',
    ])
    expect(seen.map(({ text }) => text)).not.toContain('Only we')
  })
})

describe('values of each type', () => {
  test('are read as they were written', async () => {
    const typed = { size: [{ number: 12.5 }], shot_on: [{ day: '2026-11-30' }], has_people: [{ flag: false }] }
    const types = { size: 'number', shot_on: 'date', has_people: 'boolean' }
    for (const [key, values] of Object.entries(typed)) {
      const { rows } = await world.pool.query(
        'insert into metadata_field (key, type, group_id) values ($1, $2, 1) returning id',
        [key, types[key as keyof typeof types]],
      )
      await set({ assetId, fieldId: rows[0].id, values })
      expect(await stored(rows[0].id)).toMatchObject(values)
    }
  })
})

test('an asset adopts the values that it lacks, and no credit', async () => {
  const other = (await world.photo('draft')).assetId
  await set(
    ...textChanges(assetId, { title: { en: 'Kept' } }),
    keywordChange(assetId, ['hills']),
    ...textChanges(other, { title: { en: 'Other', de: 'Anderer' } }),
    keywordChange(other, ['snow', 'hills']),
    ...creditChanges(other, { licenceName: 'CC BY 4.0' }),
  )
  await inTransaction(world.db, (trx) => adoptValues(trx, actorOf(world.mara), { fromId: other, toId: assetId }))
  expect((await stored(FIELD_ID.title)).map(({ text }) => text)).toEqual(['Anderer', 'Kept'])
  expect((await stored(FIELD_ID.keywords)).map(({ text }) => text)).toEqual(['hills', 'snow'])
  expect(await stored(FIELD_ID.licence_name)).toEqual([])
})

describe('one change of the history', () => {
  const lines = () => historyOfValues(world.db, assetId, { limit: 10 })

  test('is taken back alone, as a change of its own', async () => {
    await set(...textChanges(assetId, { description: { en: 'First' } }))
    await set(...textChanges(assetId, { description: { en: 'Second' }, alt_text: { en: 'A ridge' } }))
    const second = (await lines()).find(
      ({ fieldId, after }) => fieldId === FIELD_ID.description && after[0]?.text === 'Second',
    )
    await restoreValue(world.db, world.mara, assetId, second!.id)
    expect(await stored(FIELD_ID.description)).toMatchObject([{ text: 'First' }])
    expect(await stored(FIELD_ID.alt_text)).toMatchObject([{ text: 'A ridge' }])
    expect((await lines())[0]).toMatchObject({ before: [{ text: 'Second' }], after: [{ text: 'First' }] })
  })

  test('of another asset, or one that takes the last title, is refused', async () => {
    await set(...textChanges(assetId, { title: { en: 'Ridge' } }))
    const [titled] = await lines()
    const other = (await world.photo('draft')).assetId
    await expect(restoreValue(world.db, world.mara, other, titled!.id)).rejects.toMatchObject({
      code: 'value_change.unknown',
    })
    await world.pool.query("update metadata_change set before = '[]' where id = $1", [titled!.id])
    await expect(restoreValue(world.db, world.mara, assetId, titled!.id)).rejects.toMatchObject({
      code: 'form.required',
    })
  })
})
