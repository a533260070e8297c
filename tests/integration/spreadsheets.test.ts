import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { Operation } from '~/domain/bulk/bulk-edit'
import { planBulkEdit, startBulkEdit } from '~/domain/bulk/bulk-edits.commands.server'
import { countOutcomes, findBulkEdit } from '~/domain/bulk/bulk-edits.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { NewField } from '~/domain/metadata/field-settings'
import { createField } from '~/domain/metadata/fields.commands.server'
import { findField } from '~/domain/metadata/fields.queries.server'
import { createTerm, createVocabulary } from '~/domain/metadata/terms.commands.server'
import { keywordChange, textChanges } from '~/domain/metadata/value'
import { setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { TermSettings } from '~/domain/metadata/vocabulary'
import { exportRows } from '~/domain/spreadsheets/export-rows.queries.server'
import { planSheet } from '~/domain/spreadsheets/plan-sheet.commands.server'
import { csvLines } from '~/platform/csv'
import { dbNow, inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { required } from '~/platform/required'
import { xlsxOf } from '~/platform/spreadsheets/xlsx.server'

let world: World
let ids: string[]
let rating: number
beforeAll(async () => {
  world = await openWorld()
  await createField(
    world.db,
    world.mara,
    NewField.parse({ key: 'rating', type: 'number', labels: { en: 'Rating' }, help: {}, group: 'description' }),
  )
  rating = required((await findField(world.db, 'rating'))?.id, 'rating')
})
afterAll(() => world.close())
beforeEach(async () => {
  ids = []
  for (let n = 0; n < 2; n++) ids.push((await world.photo('draft')).assetId)
})

const viewer = () => ({
  kind: 'staff' as const,
  personId: world.mara.id,
  name: world.mara.name,
  role: 'manager' as const,
})

/** Stores a file as a tus upload of an import leaves it, and plans it. */
async function plan(name: string, bytes: Buffer): Promise<string> {
  const id = newId()
  await world.pool.query(
    `insert into upload (id, person_id, file_name, byte_size, state, facts)
     values ($1, $2, $3, $4, 'done', '{"purpose":"import"}')`,
    [id, world.mara.id, name, bytes.length],
  )
  await world.staging.withLocalFile(id, (localPath) => writeFile(localPath, bytes))
  const services = { db: world.db, staging: world.staging, tempDir: path.join(world.folder, 'tmp') }
  return planSheet(services, { person: world.mara, viewer: viewer(), locale: 'en' }, id)
}

const csv = (...rows: string[][]) => Buffer.from(csvLines(rows, { first: true }))
const xlsx = async (...rows: string[][]) => buffer(xlsxOf(Readable.from(rows), 'Vitrine'))

async function exported(): Promise<string[][]> {
  const rows: string[][] = []
  for await (const row of exportRows({ db: world.db, viewer: viewer(), now: await dbNow(world.db) }, {}, 'en'))
    rows.push(row)
  return rows
}

async function run(editId: string): Promise<void> {
  await startBulkEdit(world.db, world.mara, editId)
  await world.runJobs()
}

const texts = async (id: string | undefined, fieldId: number) =>
  (await valuesOf(world.db, [id ?? ''], { fields: [fieldId] }))
    .get(id ?? '')
    ?.map(({ locale, text }) => `${locale}${text}`)
const problems = async (editId: string) =>
  (await findBulkEdit(world.db, editId))?.problems.map(({ row, column, code }) => [row, column, code])

describe('a library that is exported', () => {
  test('changes nothing when it is sent back as it is, as CSV and as XLSX', async () => {
    const all = [
      ...textChanges(ids[0] ?? '', {
        description: { en: '=HYPERLINK("http://x")\nsecond line; "quoted"', eu: 'ñ 日' },
      }),
      keywordChange(ids[0] ?? '', ['snow', '-hills', '@dawn', "'-tail", '"quoted"', 'sea, north']),
      ...textChanges(ids[1] ?? '', {
        description: { en: "'=1; '=2\r\nthird _x000D_ line\rlast", de: 'é'.repeat(5000) },
      }),
      { assetId: ids[0] ?? '', fieldId: rating, values: [{ number: 1e-7 }] },
      { assetId: ids[1] ?? '', fieldId: rating, values: [{ number: 0.1 + 0.2 }] },
    ]
    await inTransaction(world.db, (trx) => setValues(trx, actorOf(world.mara), all))
    const rows = await exported()
    for (const [name, bytes] of [['all.csv', csv(...rows)] as const, ['all.xlsx', await xlsx(...rows)] as const]) {
      const editId = await plan(name, bytes)
      expect([name, await problems(editId)]).toEqual([name, []])
      expect([name, (await countOutcomes(world.db, editId)).outcomes]).toEqual([name, { unchanged: rows.length - 1 }])
    }
  })

  test('has every field in each language, by key', async () => {
    const [headers = []] = await exported()
    expect(headers).toEqual(
      expect.arrayContaining(['id', 'file_name', 'title [en]', 'title [ar]', 'keywords', 'credit_line']),
    )
  })
})

describe.each(['csv', 'xlsx'])('an edited %s', (format) => {
  const file = async (...rows: string[][]) => (format === 'csv' ? csv(...rows) : xlsx(...rows))

  test('changes what its cells say, once it is begun, and keeps what has no column', async () => {
    const [one = '', two = ''] = ids
    await inTransaction(world.db, (trx) =>
      setValues(trx, actorOf(world.mara), textChanges(one, { description: { en: 'Kept', eu: 'Kenduta' } })),
    )
    const editId = await plan(
      `edited.${format}`,
      await file(
        ['id', 'description [eu]', 'keywords', 'mood'],
        [one, '', 'snow; hills', 'x'],
        [two, 'Berria', '', 'y'],
      ),
    )
    expect(await texts(one, FIELD_ID.keywords)).toEqual([])
    await run(editId)
    expect(await texts(one, FIELD_ID.description)).toEqual(['enKept'])
    expect(await texts(one, FIELD_ID.keywords)).toEqual(['snow', 'hills'])
    expect(await texts(two, FIELD_ID.description)).toEqual(['euBerria'])
  })

  test('tells each cell that cannot be, and changes nothing of its row', async () => {
    const [one = '', two = ''] = ids
    const editId = await plan(
      `wrong.${format}`,
      await file(
        ['id', 'title [en]', 'credit_line'],
        [one, 'x'.repeat(201), 'Studio'],
        ['', 'No id', ''],
        [newId(), 'Nobody', ''],
        [two, 'Good', 'Studio'],
        [two, 'Again', ''],
      ),
    )
    expect(await problems(editId)).toEqual([
      [2, 'title [en]', 'too_long'],
      [3, 'id', 'no_id'],
      [4, 'id', 'unknown_asset'],
      [6, 'id', 'repeated_asset'],
    ])
    await run(editId)
    expect(await texts(one, FIELD_ID.credit_line)).not.toContain('Studio')
    expect(await texts(two, FIELD_ID.title)).toEqual(['enGood'])
  })

  test('tells a cell that is too long by its beginning, and one with too many values', async () => {
    const [one = '', two = ''] = ids
    const editId = await plan(
      `long.${format}`,
      await file(
        ['id', 'title [en]', 'keywords'],
        [one, `${'x'.repeat(199)}${'😀'.repeat(9)}`, ''],
        [two, 'Good', Array.from({ length: 101 }, (_, n) => `word ${n}`).join('; ')],
      ),
    )
    expect(await problems(editId)).toEqual([
      [2, 'title [en]', 'too_long'],
      [3, 'keywords', 'too_many'],
    ])
    expect((await findBulkEdit(world.db, editId))?.problems[0]?.text).toBe('x'.repeat(199))
  })

  test('never takes the last title away', async () => {
    const titles = ['en', 'es', 'eu', 'fr', 'de', 'ar'].map((locale) => `title [${locale}]`)
    const editId = await plan(
      `untitled.${format}`,
      await file(['id', ...titles], [ids[0] ?? '', ...titles.map(() => '')]),
    )
    expect((await problems(editId))?.map(([, , code]) => code)).toContain('required')
  })

  test('leaves what was changed since it was read', async () => {
    const [one = ''] = ids
    const editId = await plan(`late.${format}`, await file(['id', 'credit_line'], [one, 'From the sheet']))
    const change = { assetId: one, fieldId: FIELD_ID.credit_line, values: [{ text: 'By hand' }] }
    await inTransaction(world.db, (trx) => setValues(trx, actorOf(world.iker), [change]))
    await run(editId)
    expect(await texts(one, FIELD_ID.credit_line)).toEqual(['By hand'])
    expect((await countOutcomes(world.db, editId)).outcomes).toEqual({ changed_since: 1 })
  })
})

describe('a field of terms', () => {
  const termsOfField = async (id: string) => {
    const field = required(await findField(world.db, 'sheet_regions'), 'field')
    return (await valuesOf(world.db, [id], { fields: [field.id] })).get(id)?.map(({ termId }) => termId)
  }
  let coast: number
  let hills: number
  beforeAll(async () => {
    await createVocabulary(world.db, world.mara, { key: 'sheet_places', isOpen: true, labels: { en: 'Places' } })
    const settings = { key: 'sheet_regions', type: 'terms', vocabulary: 'sheet_places', labels: { en: 'Regions' } }
    await createField(world.db, world.mara, NewField.parse({ ...settings, help: {}, group: 'description' }))
    const term = (labels: object) =>
      createTerm(world.db, world.mara, 'sheet_places', TermSettings.parse({ labels, synonyms: {} }))
    coast = await term({ en: 'Coast', eu: 'Kostaldea' })
    hills = await term({ en: 'Hills', eu: 'Muinoak' })
  })

  test('is read and written by names in any language, and a name that is no term is told', async () => {
    const [one = '', two = ''] = ids
    const editId = await plan('terms.csv', csv(['id', 'sheet_regions'], [one, 'Kostaldea; hills'], [two, 'Coats']))
    expect(await problems(editId)).toEqual([[3, 'sheet_regions', 'no_term']])
    await run(editId)
    expect(await termsOfField(one)).toEqual([coast, hills])
    const [headers = [], ...rows] = await exported()
    expect(rows.find(([id]) => id === one)?.[headers.indexOf('sheet_regions')]).toBe('Coast; Hills')
  })

  test('is added to and taken from in many assets at once, without new terms', async () => {
    const operation = (act: string, value: string) => Operation.parse({ act, field: 'sheet_regions', value })
    const begin = async (act: string, value: string) =>
      run(await planBulkEdit(world.db, world.mara, operation(act, value), ids))
    await begin('append', 'coast; Muinoak')
    await begin('remove', 'Hills')
    expect(await termsOfField(ids[0] ?? '')).toEqual([coast])
    await expect(begin('append', 'Coats')).rejects.toMatchObject({
      code: 'bulk_edit.no_term',
      facts: { field: 'value' },
    })
  })
})

describe('a file that is no such spreadsheet', () => {
  test.each<[string, string, () => Buffer | Promise<Buffer>, string]>([
    ['without ids', 'a.csv', () => csv(['title [en]'], ['x']), 'sheet.no_key'],
    ['without fields', 'a.csv', () => csv(['id', 'mood'], ['x', 'y']), 'sheet.no_columns'],
    ['that is empty', 'a.csv', () => csv(['id', 'title [en]']), 'sheet.no_columns'],
    ['of noise', 'a.csv', () => Buffer.from([0, 1, 2, 0]), 'sheet.unreadable'],
    ['of noise with the ending of a workbook', 'a.xlsx', () => Buffer.from('no workbook'), 'sheet.unreadable'],
    ['of an open quote', 'a.csv', () => Buffer.from('id,title [en]\nx,"y'), 'sheet.unreadable'],
    [
      'of too many rows',
      'a.csv',
      () => csv(['id', 'keywords'], ...Array.from({ length: 20_001 }, (_, n) => [`${n}`, 'x'])),
      'sheet.too_many_rows',
    ],
  ])('%s is refused beside its field, and leaves nothing', async (_, name, make, code) => {
    const before = await world.pool.query('select count(*)::int as n from bulk_edit')
    await expect(plan(name, await make())).rejects.toMatchObject({ code, facts: { field: 'uploadId' } })
    expect((await world.pool.query('select count(*)::int as n from bulk_edit')).rows).toEqual(before.rows)
  })
})
