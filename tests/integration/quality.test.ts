import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { ViewScope } from '~/domain/access/access'
import { actorOf } from '~/domain/identity/actor'
import { FIELD_ID } from '~/domain/metadata/built-in'
import type { FieldInputs } from '~/domain/metadata/field-input'
import { textChanges, valuesAt } from '~/domain/metadata/value'
import { setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { digestOf, saveDescriptions } from '~/domain/quality/describe.commands.server'
import { filesLike, openFiles } from '~/domain/quality/open-files.queries.server'
import { purposeOf } from '~/domain/quality/purpose.queries.server'
import { loadQueues } from '~/domain/quality/queues.queries.server'
import { undoDescriptions } from '~/domain/quality/undo-describe.commands.server'
import { storeSelection } from '~/domain/search/selection.commands.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'

let world: World
let id: string
beforeAll(async () => {
  world = await openWorld()
  const theme = { theme: '{}', themeCss: '', themeHash: '' }
  await world.db
    .insertInto('portal')
    .values({ id: newId(), slug: 'press', locales: ['en', 'eu'], ...theme })
    .execute()
})
afterAll(() => world.close())
beforeEach(async () => {
  const taken = await world.takeInBytes(await world.jpeg(), 'DSC_0001.jpg')
  id = taken.outcome === 'taken' ? taken.assetId : ''
})

const scope = async (role: 'editor' | 'viewer' = 'editor'): Promise<ViewScope> => ({
  ...{ db: world.db, now: await dbNow(world.db) },
  viewer: { kind: 'staff', personId: world.iker.id, name: 'Iker', role },
})
const stored = async (fieldId: number, locale = '') =>
  valuesAt((await valuesOf(world.db, [id])).get(id) ?? [], { fieldId, locale })
/** What a form says that has these places, as they are now. */
const form = async (inputs: FieldInputs, ...places: [name: string, fieldId: number, locale?: string][]) => {
  const was = new Map<string, string>()
  for (const [name, fieldId, locale] of places) was.set(name, digestOf(await stored(fieldId, locale)))
  return { assetId: id, inputs, was }
}
const ALT: [string, number, string] = ['alt_text.en', FIELD_ID.alt_text, 'en']
const CREDIT: [string, number] = ['credit_line', FIELD_ID.credit_line]
const TITLE: [string, number, string] = ['title.en', FIELD_ID.title, 'en']

describe('what a form says of files', () => {
  test('is saved where the form has changed it, and all else stays', async () => {
    const description = await form(
      { alt_text: { en: 'A ridge' }, credit_line: 'Ane', keywords: 'x' },
      ALT,
      CREDIT,
      TITLE,
    )
    const { changed, undo } = await saveDescriptions(world.db, world.iker, [
      { ...description, inputs: { ...description.inputs, title: { en: 'DSC 0001' } } },
    ])
    expect(changed).toEqual([id])
    expect(await stored(FIELD_ID.alt_text, 'en')).toMatchObject([{ text: 'A ridge' }])
    expect(await stored(FIELD_ID.credit_line)).toMatchObject([{ text: 'Ane' }])
    expect(await stored(FIELD_ID.keywords)).toEqual([])
    expect(await stored(FIELD_ID.title, 'en')).toHaveLength(1)
    expect(await undoDescriptions(world.db, world.iker, undo ?? '')).toEqual([id])
    expect(await stored(FIELD_ID.alt_text, 'en')).toEqual([])
    expect(await stored(FIELD_ID.credit_line)).toEqual([])
  })

  test('is not lost when somebody else has changed the same meanwhile, and overwrites nothing', async () => {
    const mine = await form({ credit_line: 'Ane' }, CREDIT)
    const theirs = await form({ credit_line: 'Jon' }, CREDIT)
    await saveDescriptions(world.db, world.mara, [theirs])
    await expect(saveDescriptions(world.db, world.iker, [mine])).rejects.toMatchObject({
      ...{ code: 'asset.changed_meanwhile', facts: { field: `of.${id}.credit_line` } },
    })
    expect(await stored(FIELD_ID.credit_line)).toMatchObject([{ text: 'Jon' }])
    // The same value twice, at once or one after the other, is no quarrel.
    const again = { ...theirs, was: mine.was }
    expect(await saveDescriptions(world.db, world.iker, [again])).toEqual({ changed: [] })
  })

  test('never leaves a file without its title', async () => {
    const empty = await form({ title: {} }, TITLE)
    await expect(saveDescriptions(world.db, world.iker, [empty])).rejects.toMatchObject({
      ...{ code: 'form.required', facts: { field: `of.${id}.title.en` } },
    })
  })

  test('of several files is saved with all of them or none, without those that are gone', async () => {
    const first = await form({ credit_line: 'Ane' }, CREDIT)
    const gone = { ...first, assetId: newId() }
    const bad = { ...first, inputs: { title: {} }, was: new Map([['title.en', 'f00']]) }
    await expect(saveDescriptions(world.db, world.iker, [first, bad])).rejects.toMatchObject({})
    expect(await stored(FIELD_ID.credit_line)).toEqual([])
    expect((await saveDescriptions(world.db, world.iker, [gone, first])).changed).toEqual([id])
  })

  test('confirms a translation that was out of date, unchanged', async () => {
    const say = (texts: Record<string, string>) =>
      inTransaction(world.db, (trx) => setValues(trx, actorOf(world.iker), textChanges(id, { title: texts })))
    await say({ en: 'Ridge', eu: 'Gailurra' })
    await say({ en: 'Long ridge' })
    expect(await stored(FIELD_ID.title, 'eu')).toMatchObject([{ status: 'stale' }])
    const same = await form({ title: { eu: 'Gailurra' } }, ['title.eu', FIELD_ID.title, 'eu'])
    await saveDescriptions(world.db, world.iker, [same])
    expect(await stored(FIELD_ID.title, 'eu')).toMatchObject([{ text: 'Gailurra', status: 'approved' }])
  })
})

describe('an undo', () => {
  test('leaves what was changed since, and is of the person alone', async () => {
    const { undo = '' } = await saveDescriptions(world.db, world.iker, [await form({ credit_line: 'Ane' }, CREDIT)])
    await expect(undoDescriptions(world.db, world.mara, undo)).rejects.toMatchObject({ code: 'value_change.unknown' })
    await saveDescriptions(world.db, world.mara, [await form({ credit_line: 'Jon' }, CREDIT)])
    await undoDescriptions(world.db, world.iker, undo)
    expect(await stored(FIELD_ID.credit_line)).toMatchObject([{ text: 'Jon' }])
    for (const wrong of ['', '1', '1-2', '9999999-9999999', "1-2'", `${undo}0`])
      await expect(undoDescriptions(world.db, world.nerea, wrong)).rejects.toMatchObject({
        code: 'value_change.unknown',
      })
  })
})

describe('queues', () => {
  test('count what is to be mended, for those who see it', async () => {
    const counted = async (role?: 'viewer') =>
      Object.fromEntries(
        (await loadQueues(await scope(role), 'en')).map(({ name, locale, count }) => [
          locale ? `${name} ${locale}` : name,
          count,
        ]),
      )
    const before = await counted()
    expect(before.credit).toBeGreaterThan(0)
    await saveDescriptions(world.db, world.iker, [
      await form({ credit_line: 'Ane', alt_text: { en: 'A ridge' } }, CREDIT, ALT),
    ])
    const after = await counted()
    expect(after).toMatchObject({
      ...{ credit: (before.credit ?? 0) - 1, alt_text: (before.alt_text ?? 0) - 1 },
      ...{ required: (before.required ?? 0) - 1, 'alt_text_in en': (before['alt_text_in en'] ?? 0) - 1 },
      ...{ 'alt_text_in eu': before['alt_text_in eu'], duplicates: before.duplicates },
    })
    expect(new Set(Object.values(await counted('viewer')))).toEqual(new Set([0]))
  })

  test('are gone through as they were stored, without what was mended meanwhile', async () => {
    const selection = await storeSelection(world.db, world.iker, [id])
    const left = async () => [...(await openFiles(await scope(), { selection, q: 'missing:credit' }))]
    expect(await left()).toEqual([id])
    await saveDescriptions(world.db, world.iker, [await form({ credit_line: 'Ane' }, CREDIT)])
    expect(await left()).toEqual([])
    expect(await openFiles({ ...(await scope()), viewer: { kind: 'nobody' } }, { selection })).toEqual(new Set())
  })

  test('ask for what they were made of', async () => {
    const names = async (q: string | undefined) => (await purposeOf(world.db, q)).needs.map(({ name }) => name)
    expect(await names('missing:credit file:dsc')).toEqual(['credit'])
    expect(await names('missing:alt_text.eu')).toEqual(['alt_text.eu'])
    expect(await purposeOf(world.db, 'is:stale')).toMatchObject({ isOfTranslations: true, isOfSearch: true })
    expect(await purposeOf(world.db, '-missing:credit')).toMatchObject({ isOfSearch: false })
    expect((await purposeOf(world.db, 'incomplete:press')).needs.length).toBeGreaterThan(5)
  })

  test('know which files are of the same folder or upload', async () => {
    const other = (await world.photo('draft')).assetId
    const older = (await world.photo('draft')).assetId
    await sql`update asset set created_at = created_at - interval '3 days' where id = ${older}`.execute(world.db)
    expect(await filesLike(world.db, id, [other, id, older])).toEqual({
      ...{ queue: [other, older], folder: [], upload: [other] },
    })
  })
})
