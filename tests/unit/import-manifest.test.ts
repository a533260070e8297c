import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { isLeftBehind } from '~/domain/imports/import'
import { IMPORT_FIELDS, proposeField, proposeFields } from '~/domain/imports/import-fields'
import { mapRow } from '~/domain/imports/manifest-row'
import { csvRows, TableError, type TableRow } from '~/platform/csv-rows.server'
import { jsonRows } from '~/platform/json-rows.server'

test.each([
  ['Title', 'title:en'],
  ['dc:title', 'title:en'],
  ['Título (ES)', 'title:es'],
  ['title_eu', 'title:eu'],
  ['Description – Deutsch', 'description:de'],
  ['Caption/Abstract', 'description:en'],
  ['Alt Text (Accessibility)', 'alt_text:en'],
  ['Asset ID', 'external_id'],
  ['FILE NAME', 'file'],
  ['Mots-clés', 'keywords'],
  ['By-line', 'creator'],
  ['Colour of the wall', ''],
  ['title_xx', ''],
  ['', ''],
])('the header %j is proposed for the field %j', (header, field) => {
  expect(proposeField(header, 'en')).toBe(field)
  if (field) expect(IMPORT_FIELDS).toContain(field)
})

test('a field is proposed for the first of two columns that mean it', () => {
  expect(proposeFields(['Title', 'Headline', 'SKU'], 'fr')).toEqual([
    { column: 'Title', field: 'title:fr' },
    { column: 'Headline', field: '' },
    { column: 'SKU', field: 'external_id' },
  ])
})

describe('a row of a manifest', () => {
  const columns = [
    'external_id',
    'file',
    'title:en',
    'title:es',
    'keywords',
    'licence_url',
    'collection',
    'folder',
  ].map((field) => ({ column: field, field }))
  test('gives texts by language, keywords, collections and folders, and nothing for its empty cells', () => {
    const row = mapRow(
      {
        ...{ external_id: ' 7 ', file: '\\shoot\\a.jpg', 'title:en': 'A', 'title:es': ' ', keywords: 'sea|sky, Sea' },
        ...{ licence_url: '', collection: 'Summer > Press; Summer > Press', folder: 'Places/Coast' },
      },
      columns,
    )
    expect(row).toEqual({
      externalId: '7',
      file: 'shoot/a.jpg',
      fields: {
        ...{ texts: { title: { en: 'A' } }, keywords: ['sea', 'sky'] },
        ...{ collections: ['Summer / Press'], folders: ['Places', 'Coast'] },
      },
    })
  })
  test('without an id has its file for one', () => {
    expect(mapRow({ file: 'C:/x/b.jpg' }, columns)).toMatchObject({ externalId: 'x/b.jpg', file: 'x/b.jpg' })
  })
  test.each([
    ['no id and no file', {}, { reason: 'row_without_id' }],
    [
      'a title of 201 characters',
      { external_id: '1', 'title:es': 'x'.repeat(201) },
      { reason: 'cell_too_long', column: 'title:es', most: 200 },
    ],
    [
      'a script as licence',
      { external_id: '1', licence_url: 'javascript:alert(1)' },
      { reason: 'cell_bad_url', column: 'licence_url' },
    ],
    ['a path out of the source', { external_id: '1', file: 'a/../../b' }, { reason: 'cell_outside', column: 'file' }],
  ])('with %s is refused with its column', (_, cells, error) => {
    expect(mapRow(cells, columns).error).toEqual(error)
  })
})

async function all(rows: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const found: TableRow[] = []
  for await (const row of rows) found.push(row)
  return found
}
const csv = (text: string) => all(csvRows(Readable.from([Buffer.from(text)]), Buffer.from(text)))
const json = (text: string, size = text.length) => {
  const bytes = Buffer.from(text)
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  )
  return all(jsonRows(Readable.from(pieces)))
}

describe('rows of CSV', () => {
  test.each([',', ';', '\t'])(
    'are read with %j between cells, with byte order mark, quotes and line breaks in cells',
    async (by) => {
      const text = `\ufeffid${by}title\r\n1${by}"a ""b""\r\nc"\r\n\r\n2${by}d\r\n`
      expect(await csv(text)).toEqual([
        { number: 2, cells: { id: '1', title: 'a "b"\r\nc' } },
        { number: expect.any(Number), cells: { id: '2', title: 'd' } },
      ])
    },
  )
  test('lose the apostrophe that guards a formula, and no other', async () => {
    expect(await csv("id,title\n'=1+1,'tis\n")).toEqual([{ number: 2, cells: { id: '=1+1', title: "'tis" } }])
  })
  test('with a quote that never ends are refused', async () => {
    await expect(csv('id,title\n1,"a\n2,b\n')).rejects.toThrow(TableError)
  })
  test('with columns of one name keep both', async () => {
    expect(await csv('id,tag,tag\n1,a,b\n')).toEqual([{ number: 2, cells: { id: '1', tag: 'a', 'tag #3': 'b' } }])
  })
})

describe('rows of JSON', () => {
  test.each([1, 7, 1000])('are read from a list in pieces of %i bytes, nested texts by their path', async (size) => {
    const text = '[{"id":1,"title":{"en":"a } \\" {","es":"ñ"},"tags":["x","y"]},\n{"id":2,"gone":null}]'
    expect(await json(text, size)).toEqual([
      { number: 1, cells: { id: '1', 'title.en': 'a } " {', 'title.es': 'ñ', tags: 'x, y' } },
      { number: 2, cells: { id: '2' } },
    ])
  })
  test('are read one after the other without a list', async () => {
    expect((await json('{"id":"a"}\n{"id":"b"}\n')).map(({ cells }) => cells.id)).toEqual(['a', 'b'])
  })
  test.each(['[{"id":1}', '[{"id":}]', '"text"', '[1,2]', `[{"id":"${'x'.repeat(1_100_000)}"}]`])(
    'that are broken, %.12j, are refused',
    async (text) => {
      const isRefused = await json(text, 64_000).then(
        (rows) => text === '[{"id":1}' && rows.length === 1,
        (error) => error instanceof TableError,
      )
      expect(isRefused).toBe(true)
    },
  )
})

test.each([
  ['__MACOSX/._a.jpg', true],
  ['a/.DS_Store', true],
  ['Thumbs.db', true],
  ['a/._b.jpg', true],
  ['a/DS_Store.jpg', false],
  ['a/b.jpg', false],
])('whether %s is left behind by a system: %s', (path, expected) => {
  expect(isLeftBehind(path)).toBe(expected)
})

test('half a character in a JSON manifest becomes a sign for what is missing, which a database takes', async () => {
  const rows = await json('[{"title":"Sea \\ud83d"}]')
  expect(rows.map((row) => row.cells)).toEqual([{ title: 'Sea \ufffd' }])
})

test('a long title of a collection is cut between characters', () => {
  const columns = ['external_id', 'collection'].map((field) => ({ column: field, field }))
  const { fields } = mapRow({ external_id: '1', collection: `a${'\u{1f30a}'.repeat(300)}` }, columns)
  expect(fields.collections).toEqual([`a${'\u{1f30a}'.repeat(99)}`])
})
