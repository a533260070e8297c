import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { startBulkEdit, undoBulkEdit } from '~/domain/bulk/bulk-edits.commands.server'
import { countOutcomes } from '~/domain/bulk/bulk-edits.queries.server'
import { CellInput, type Cells } from '~/domain/cells/cell'
import { cellsOf } from '~/domain/cells/cells.queries.server'
import { planCells } from '~/domain/cells/plan-cells.commands.server'
import { setCell } from '~/domain/cells/set-cell.commands.server'
import { suggestValues } from '~/domain/cells/suggest-values.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { NewField } from '~/domain/metadata/field-settings'
import { createField } from '~/domain/metadata/fields.commands.server'
import { findField } from '~/domain/metadata/fields.queries.server'
import { createTerm, createVocabulary } from '~/domain/metadata/terms.commands.server'
import { keywordChange, textChanges } from '~/domain/metadata/value'
import { historyOfValues } from '~/domain/metadata/value-history.queries.server'
import { setValues } from '~/domain/metadata/values.commands.server'
import { TermSettings } from '~/domain/metadata/vocabulary'
import { dbNow, inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { required } from '~/platform/required'

let world: World
let ids: string[]
beforeAll(async () => {
  world = await openWorld()
  await newField('season', { type: 'text', kinds: ['pdf'] })
  await newField('rating', { type: 'number' })
  await newField('internal', { type: 'text' })
})
afterAll(() => world.close())
beforeEach(async () => {
  ids = []
  for (let n = 0; n < 3; n++) ids.push((await world.photo('draft')).assetId)
})

const newField = (key: string, more: object) =>
  createField(
    world.db,
    world.mara,
    NewField.parse({ key, labels: { en: key }, help: {}, group: 'description', ...more }),
  )

const viewer = (role: 'viewer' | 'editor' | 'manager' = 'manager'): Viewer => ({
  ...{ kind: 'staff', personId: world.mara.id, name: world.mara.name, role },
})
const by = () => ({ person: world.mara, viewer: viewer() })
const set = (asset: string, field: string, text: string, more: Partial<CellInput> = {}) =>
  setCell(world.db, by(), { asset, field, text, locale: '', before: '', ...more }, 'en')
const cells = async (fields: string[], of = ids, role: 'viewer' | 'manager' = 'manager') => {
  const columns = fields.map((key) => ({ field: key.split(':')[0] ?? '', locale: key.split(':')[1] ?? '' }))
  return cellsOf({ db: world.db, viewer: viewer(role), now: await dbNow(world.db) }, of, columns, 'en')
}
const textAt = async (id: string, key: string) => (await cells([key], [id]))[id]?.cells[key]?.text

describe('a cell', () => {
  test('is set, is in the history of its asset, and is read as it is typed', async () => {
    const [id = ''] = ids
    const answer = await set(id, 'keywords', 'snow; hills, Snow')
    expect(answer.row?.cells.keywords?.text).toBe('snow; hills')
    expect((await set(id, 'rating', '4,5')).row?.cells.rating?.text).toBe('4.5')
    expect(
      (await set(id, 'title', 'Dawn', { locale: 'en', before: (await textAt(id, 'title:en')) ?? '' })).row?.name,
    ).toEqual({
      ...{ text: 'Dawn', locale: 'en', isFileName: false },
    })
    expect((await historyOfValues(world.db, id, { limit: 10 })).length).toBeGreaterThanOrEqual(3)
  })

  test('that somebody changed since it was opened stays, and says what it has and by whom', async () => {
    const [id = ''] = ids
    await inTransaction(world.db, (trx) =>
      setValues(trx, actorOf(world.iker), textChanges(id, { description: { en: 'Theirs' } })),
    )
    const mine = { locale: 'en' as const, before: '' }
    expect(await set(id, 'description', 'Mine', mine)).toEqual({
      conflict: { text: 'Theirs', by: world.iker.name },
    })
    expect(await textAt(id, 'description:en')).toBe('Theirs')
    const answer = await set(id, 'description', 'Mine', { locale: 'en', before: 'Theirs' })
    expect(answer.row?.cells['description:en']?.text).toBe('Mine')
    // Sent again after a lost answer.
    expect((await set(id, 'description', 'Mine', { locale: 'en', before: 'Theirs' })).row).toBeDefined()
  })

  test('keeps its line breaks, however a browser sends them', async () => {
    const [id = ''] = ids
    const sent = (text: string, before: string) =>
      CellInput.parse({ asset: id, field: 'description', locale: 'en', text, before })
    await setCell(world.db, by(), sent('one\r\ntwo', ''), 'en')
    expect(await textAt(id, 'description:en')).toBe('one\ntwo')
    const { row } = await setCell(world.db, by(), sent('one\r\ntwo\r\nthree', 'one\r\ntwo'), 'en')
    expect(row?.cells['description:en']?.text).toBe('one\ntwo\nthree')
  })

  test.each<[string, string, string, CellInput['locale'], string]>([
    ['a number that is none', 'rating', 'many', '', 'form.number'],
    ['a title that is emptied', 'title', '', 'en', 'form.required'],
    ['a field of another kind of file', 'season', 'summer', '', 'cell.other_kind'],
    ['a field that is gone', 'nothing', 'x', '', 'cell.field_gone'],
    ['a language of a field without', 'rating', '1', 'en', 'cell.field_gone'],
    ['a text that is too long', 'title', 'x'.repeat(300), 'en', 'form.too_big_string'],
    [
      'more values than a field has',
      'keywords',
      Array.from({ length: 101 }, (_, n) => n).join(),
      '',
      'form.too_big_array',
    ],
  ])('refuses %s', async (_, field, text, locale, code) => {
    const [id = ''] = ids
    const before = (await textAt(id, locale ? `${field}:${locale}` : field)) ?? ''
    await expect(set(id, field, text, { locale, before })).rejects.toMatchObject({ code, facts: { field: 'text' } })
  })

  test('of an asset that is unknown or in the bin is refused', async () => {
    await expect(set(newId(), 'keywords', 'x')).rejects.toMatchObject({ code: 'asset.unknown' })
  })

  test('of terms takes their names and suggests them; a closed vocabulary gets no new ones', async () => {
    const [id = ''] = ids
    await createVocabulary(world.db, world.mara, { key: 'places', labels: { en: 'Places' }, isOpen: false })
    const { id: vocabularyId } = await world.db
      .selectFrom('vocabulary')
      .select('id')
      .where('key', '=', 'places')
      .executeTakeFirstOrThrow()
    await createTerm(
      world.db,
      world.mara,
      'places',
      TermSettings.parse({ labels: { en: 'Coast', eu: 'Kostaldea' }, synonyms: {} }),
    )
    await newField('places', { type: 'terms', vocabulary: 'places' })
    expect(vocabularyId).toBeGreaterThan(0)
    const field = required(await findField(world.db, 'places'), 'field')
    expect(await suggestValues(world.db, field, 'kost', 'en')).toEqual(['Coast'])
    expect((await set(id, 'places', 'Kostaldea')).row?.cells.places?.text).toBe('Coast')
    await expect(set(id, 'places', 'Coast; Moon', { before: 'Coast' })).rejects.toMatchObject({
      code: 'metadata.no_such_term',
      facts: { field: 'text', name: 'Moon' },
    })
  })
})

describe('what is read', () => {
  test('has nothing of assets that the viewer does not see, and of public fields what was approved', async () => {
    const { assetId } = await world.photo('approved')
    const change = [
      keywordChange(assetId, ['public']),
      { assetId, fieldId: required(await findField(world.db, 'internal'), 'field').id, values: [{ text: 'secret' }] },
    ]
    await inTransaction(world.db, (trx) => setValues(trx, actorOf(world.mara), change))
    const seen = await cells(['keywords', 'internal'], [...ids, assetId], 'viewer')
    expect(Object.keys(seen)).toEqual([assetId])
    expect(seen[assetId]?.cells).toEqual({ keywords: { text: 'public' } })
    expect((await cells(['internal'], [assetId]))[assetId]?.cells.internal?.text).toBe('secret')
  })
})

describe('many cells', () => {
  const many = (
    act: 'paste' | 'fill',
    rows: [id: string, ...texts: string[]][],
    head = ['credit_line'],
  ): { act: typeof act; cells: Cells } => ({
    act,
    cells: {
      heads: [head],
      texts: rows.flatMap(([, ...texts]) => texts),
      rows: rows.map(([asset, ...texts], row) => ({
        ...{ asset, number: row + 1, head: 0 },
        texts: texts.map((_, column) => row * texts.length + column),
      })),
    },
  })
  const plan = async (input: ReturnType<typeof many>) =>
    planCells({ db: world.db, viewer: viewer(), now: await dbNow(world.db) }, world.mara, input, 'en')

  test('are planned with what changes and what cannot, made by the job, and taken back as a whole', async () => {
    const [one = '', two = '', three = ''] = ids
    const planned = await plan(
      many(
        'paste',
        [
          [one, 'Ana', '3'],
          [two, 'Bo', 'x'],
          [three, 'Cy', ''],
        ],
        ['credit_line', 'rating'],
      ),
    )
    expect(planned).toMatchObject({ changed: 3, assets: 2 })
    expect(planned.problems).toEqual([{ row: 2, column: 'rating', text: 'x', code: 'not_a_value' }])
    expect(await textAt(one, 'rating')).toBeUndefined()
    await startBulkEdit(world.db, world.mara, planned.editId)
    await world.runJobs()
    expect([await textAt(one, 'credit_line'), await textAt(one, 'rating'), await textAt(three, 'credit_line')]).toEqual(
      ['Ana', '3', 'Cy'],
    )
    const undo = await undoBulkEdit(world.db, world.mara, planned.editId)
    await world.runJobs()
    expect((await countOutcomes(world.db, undo)).outcomes).toEqual({ changed: 2 })
  })

  test('leave an asset as it is that was changed between the preview and the change', async () => {
    const [one = '', two = ''] = ids
    const planned = await plan(
      many(
        'fill',
        [
          [one, 'CC BY'],
          [two, 'CC BY'],
        ],
        ['licence_name'],
      ),
    )
    await set(two, 'licence_name', 'Press only')
    await startBulkEdit(world.db, world.mara, planned.editId)
    await world.runJobs()
    expect([await textAt(one, 'licence_name'), await textAt(two, 'licence_name')]).toEqual(['CC BY', 'Press only'])
    expect((await countOutcomes(world.db, planned.editId)).outcomes).toEqual({ changed: 1, changed_since: 1 })
  })

  test('of one asset in two rows, and of an unknown one, are told', async () => {
    const [one = ''] = ids
    const planned = await plan(
      many('paste', [
        [one, 'a'],
        [one, 'b'],
        [newId(), 'c'],
      ]),
    )
    expect(planned.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'repeated_asset'],
      [3, 'unknown_asset'],
    ])
  })
})
