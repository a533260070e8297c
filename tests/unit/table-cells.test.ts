import { parseWithZod } from '@conform-to/zod/v4'
import { describe, expect, test } from 'vitest'
import { CellsInput } from '~/domain/cells/cell'
import { columnsIn, LibraryColumns, writeColumns } from '~/domain/identity/library-columns'
import { Unreachable } from '~/routes/library/post'
import { pastedAt, pastedOver } from '~/routes/library/table/cell-range'
import { shownColumns, type TableField } from '~/routes/library/table/columns'
import { type CellSave, type SaveAnswer, SaveQueue } from '~/routes/library/table/save-queue'
import { cellAfter } from '~/routes/library/table/table-keys'
import { MOST_PASTED, PasteTooLarge, parseTsv, writeTsv } from '~/routes/library/table/tsv'

describe('cells from a spreadsheet', () => {
  test.each<[string, string, string[][]]>([
    [
      'rows and cells',
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a line break at the end is no row', 'a\r\nb\r\n', [['a'], ['b']]],
    ['an empty row within stays', 'a\n\nb', [['a'], [''], ['b']]],
    ['a cell with a line break, a tab and quotes', '"one\ntwo\t""three"""\tb', [['one\ntwo\t"three"', 'b']]],
    ['a quote within a cell stands for itself', '12" lens\t3', [['12" lens', '3']]],
    ['a quote that is not closed is a letter', '"open\tb', [['"open', 'b']]],
    ['a quote with more behind it is a letter', '"a" b\tc', [['"a" b', 'c']]],
    ['nothing is one empty cell', '', [['']]],
    ['a line break alone is one empty cell', '\n', [['']]],
  ])('%s', (_, text, rows) => {
    expect(parseTsv(text)).toEqual(rows)
  })

  test('are read as they are written', () => {
    const rows = [
      ['a\tb', 'c"d', ''],
      ['line\nbreak', '=1+1', 'é'],
    ]
    expect(parseTsv(writeTsv(rows))).toEqual(rows)
  })

  test('are refused when they are more than can be pasted, and take time in proportion to their length', () => {
    expect(() => parseTsv('x'.repeat(MOST_PASTED + 1))).toThrow(PasteTooLarge)
    expect(() => parseTsv('\t'.repeat(100_001))).toThrow(PasteTooLarge)
    const begun = performance.now()
    parseTsv('"x\t'.repeat(90_000))
    expect(performance.now() - begun).toBeLessThan(3000)
  })
})

test('what is copied runs nowhere as a formula, and is pasted here as it was', () => {
  const row = ['=HYPERLINK("http://x")', '@a', '+a', '-5 °C', '-5', '+4.5', "it's", 'a; =b']
  const copied = writeTsv([row])
  expect(copied).toBe(`"'=HYPERLINK(""http://x"")"\t'@a\t'+a\t'-5 °C\t-5\t+4.5\tit's\ta; '=b`)
  expect(parseTsv(copied)).toEqual([row])
})

test('cells are sent as a form with empty ones, and with what no database stores', () => {
  const form = new FormData()
  const asset = '01a22e1c-acfe-7ece-a411-66541c0248bf'
  const rows = [{ asset, number: 1, head: 0, texts: [0, 1] }]
  form.set('act', 'paste')
  form.set('cells', JSON.stringify({ heads: [['credit_line', 'title [en]']], texts: ['', 'a\0b\ud83d'], rows }))
  const sent = parseWithZod(form, { schema: CellsInput })
  expect(sent.status === 'success' && sent.value.cells.texts).toEqual(['', 'ab\ufffd'])
})

describe('a paste', () => {
  const range = (top: number, start: number, rows = 1, columns = 1) => ({
    ...{ top, bottom: top + rows - 1, start, end: start + columns - 1 },
  })
  test.each([
    ['one value fills the range', range(2, 1, 3, 2), [['x']], range(2, 1, 3, 2)],
    [
      'a block begins at one cell',
      range(2, 1),
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      range(2, 1, 2, 2),
    ],
    ['a block is repeated in a multiple of it', range(0, 1, 4, 1), [['a'], ['b']], range(0, 1, 4, 1)],
    ['a block is put down once where it does not fit evenly', range(0, 1, 3, 1), [['a'], ['b']], range(0, 1, 2, 1)],
  ])('%s', (_, over, block, expected) => {
    expect(pastedOver(over, block)).toEqual(expected)
  })

  test('leaves cells as they are that a shorter row does not have', () => {
    expect(pastedAt([['a', 'b'], ['c']], { row: 1, column: 1 })).toBeUndefined()
    expect(pastedAt([['a'], ['b']], { row: 3, column: 0 })).toBe('b')
  })
})

describe('keys of the table', () => {
  const at = { row: 5, column: 2, rows: 100, columns: 4, page: 10, isMirrored: false }
  const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, ...more })
  test.each<[string, object, object, [row: number, column: number] | undefined]>([
    ['ArrowDown', {}, {}, [6, 2]],
    ['ArrowRight', {}, {}, [5, 3]],
    ['ArrowRight', { isMirrored: true }, {}, [5, 1]],
    ['PageDown', {}, {}, [15, 2]],
    ['PageUp', {}, {}, [0, 2]],
    ['Home', {}, {}, [5, 0]],
    ['End', {}, {}, [5, 3]],
    ['Home', { column: 0 }, {}, [0, 0]],
    ['End', { column: 0 }, {}, [99, 0]],
    ['End', {}, { ctrlKey: true }, [99, 3]],
    ['Home', {}, { metaKey: true }, [0, 0]],
    ['ArrowDown', {}, { ctrlKey: true }, [99, 2]],
    ['ArrowUp', { row: 0 }, {}, [0, 2]],
    ['a', {}, {}, undefined],
  ])('%s from %j with %j leads to %j', (key, from, held, to) => {
    const place = cellAfter(press(key, held), { ...at, ...from })
    expect(place && [place.row, place.column]).toEqual(to)
  })
})

describe('columns', () => {
  const field = (key: string, more: Partial<TableField> = {}): TableField => ({
    ...{ key, type: 'text', isLocalizable: false, isRequired: false, kinds: null, mostLength: 200 },
    ...{ isList: false, isSuggested: false, ...more },
  })
  const fields = [field('title', { isLocalizable: true }), field('credit_line')]
  const shown = (chosen: string) => shownColumns(chosen, { fields, mayEdit: true, locale: 'en' })

  test('are kept in their order with their widths, each once, and those that are gone are left out', () => {
    const text = 'fact:added,field:title:eu=300,field:gone,fact:added,field:credit_line'
    expect(LibraryColumns.safeParse(text).success).toBe(true)
    expect(shown(text).map(({ key, width }) => [key, width])).toEqual([
      ['fact:added', 160],
      ['field:title:eu', 300],
      ['field:credit_line', 220],
    ])
    expect(writeColumns([])).toBe('default')
    expect(writeColumns(columnsIn('fact:added=50,field:title:eu') ?? [])).toBe('fact:added=80,field:title:eu')
  })

  test.each(['fact:added;drop', 'field:Title', 'x', 'field:a=9999', ''])('refuse %j', (text) => {
    expect(LibraryColumns.safeParse(text).success).toBe(false)
  })
})

describe('cells that are saved', () => {
  const save = (text: string, before = ''): CellSave => ({ id: 'a', field: 'title', locale: 'en', before, text })
  const saved = (text: string): SaveAnswer => ({
    is: 'saved',
    row: {
      name: { text, locale: 'en', isFileName: false },
      fileName: '',
      byteSize: 1,
      cells: { 'title:en': { text } },
    },
  })

  test('are sent one after the other, and what is typed over a waiting one replaces it', async () => {
    const sent: [string, string][] = []
    const waits: (() => void)[] = []
    const queue = new SaveQueue(
      ({ before, text }) =>
        new Promise((resolve) =>
          waits.push(() => {
            sent.push([before, text])
            resolve(saved(text))
          }),
        ),
      () => {},
      () => {},
    )
    queue.add(save('one'))
    queue.add(save('two'))
    queue.add(save('three'))
    expect(queue.length).toBe(2)
    waits.shift()?.()
    await expect.poll(() => waits.length).toBe(1)
    waits.shift()?.()
    await expect.poll(() => queue.length).toBe(0)
    expect(sent).toEqual([
      ['', 'one'],
      ['one', 'three'],
    ])
  })

  test('wait while there is no connection, and are sent again', async () => {
    let isOffline = true
    const answers: string[] = []
    const queue = new SaveQueue(
      async ({ text }) => {
        if (isOffline) throw new Unreachable(true)
        return saved(text)
      },
      ({ text }) => answers.push(text),
      () => {},
    )
    queue.add(save('kept'))
    await expect.poll(() => queue.stalled).toBe('signed_out')
    queue.add(save('kept too'))
    expect(queue.length).toBe(1)
    isOffline = false
    queue.retry()
    await expect.poll(() => answers).toEqual(['kept too'])
    expect([queue.length, queue.stalled]).toEqual([0, undefined])
  })
})
