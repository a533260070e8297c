import { describe, expect, test } from 'vitest'
import { testFile } from '#tests/support/corpus'
import { cpuClock } from '#tests/support/cpu-time'
import { imageFolders, writtenTo } from '#tests/support/image-files'
import { seeded } from '#tests/support/metadata-blocks'
import { readTextPreview } from '~/platform/files/text-preview.server'

const folders = imageFolders()
const preview = async (bytes: Buffer | string, extension = 'txt') =>
  readTextPreview((await writtenTo(folders.images, bytes, 'made.txt')).file, extension)
const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()

describe('text', () => {
  test.each([
    ['UTF-8', Buffer.from('señal 日本 🙂')],
    ['UTF-8 with byte order mark', Buffer.from('\ufeffseñal 日本 🙂')],
    ['UTF-16, little-endian', Buffer.from('\ufeffseñal 日本 🙂', 'utf16le')],
    ['UTF-16, big-endian', utf16be('señal 日本 🙂')],
  ])('in %s is decoded', async (_, bytes) => {
    expect(await preview(bytes)).toMatchObject({ text: 'señal 日本 🙂', kind: 'text', lineCount: 1, isCut: false })
  })

  test('that is no valid UTF-8 is read as Windows-1252', async () => {
    expect((await preview(Buffer.from([0x80, 0x20, 0xe9, 0x93, 0x94, 0x9f, 0x81]))).text).toBe('€ é“”Ÿ\u0081')
  })

  test.each([
    ['', 0],
    ['a', 1],
    ['a\n', 1],
    ['a\r\nb\rc\nd', 4],
    ['\n\n', 2],
  ])('%j has %i lines', async (text, lineCount) => {
    expect((await preview(text)).lineCount).toBe(lineCount)
  })

  test.each(['ñ', '日', '🙂'])('longer than 256 KiB is cut between characters: %s', async (letter) => {
    for (let shift = 0; shift < 4; shift++) {
      const { text, isCut } = await preview('.'.repeat(shift) + letter.repeat(150_000))
      expect(isCut).toBe(true)
      expect(text.replaceAll('.', '').replaceAll(letter, '')).toBe('')
      expect(Buffer.byteLength(text)).toBeGreaterThan(256 * 1024 - 4)
    }
  })

  test('in UTF-16 is cut between surrogate pairs', async () => {
    for (const shift of ['', '.']) {
      const { text } = await preview(utf16be(shift + '🙂'.repeat(90_000)))
      expect(text.replaceAll('.', '').replaceAll('🙂', '')).toBe('')
    }
  })

  test.each([
    ['md', { kind: 'markdown' }],
    ['json', { kind: 'code', language: 'json' }],
    ['xliff', { kind: 'code', language: 'xml' }],
    ['constructor', { kind: 'text' }],
  ])('with extension .%s has its kind', async (extension, kind) => {
    expect(await preview('a', extension)).toMatchObject(kind)
  })
})

describe('table', () => {
  const rows = async (text: string, extension = 'csv') => (await preview(text, extension)).table

  test.each([
    ['commas', 'a,b\n1,2\n', ','],
    ['semicolons with decimal commas', 'a;b\n1,5;2,5\n3,5;4,5\n', ';'],
    ['tabs', 'a\tb, c\n1\t2\n', '\t'],
  ] as const)('of %s has its delimiter recognised', async (_, text, delimiter) => {
    const table = await rows(text)
    expect(table).toMatchObject({ delimiter, isCut: false })
    expect(table?.rows[0]).toHaveLength(2)
  })

  test.each<[string, string, string[][]]>([
    [
      'quoted delimiters, quotes and line breaks',
      '"a,1","say ""hi""","two\r\nlines"\r\nb,c,d\r\n',
      [
        ['a,1', 'say "hi"', 'two\r\nlines'],
        ['b', 'c', 'd'],
      ],
    ],
    [
      'empty cells at all places',
      ',a,\n"",,b',
      [
        ['', 'a', ''],
        ['', '', 'b'],
      ],
    ],
    [
      'an empty cell at the end of the text',
      'a,b\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'no line break at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a quote that is never closed', 'a,b\n"1,2\n3', [['a', 'b'], ['1,2\n3']]],
    ['text after a closing quote', '"a"b,c', [['ab', 'c']]],
    ['nothing', '', []],
  ])('with %s is read by RFC 4180', async (_, text, expected) => {
    expect((await rows(text))?.rows).toEqual(expected)
  })

  test('is bounded to 200 rows of 50 cells of 500 characters', async () => {
    const table = await rows(`${Array.from({ length: 300 }, () => `${'x,'.repeat(59)}x`).join('\n')}\n`)
    expect([table?.rows.length, table?.rows[0]?.length, table?.isCut]).toEqual([200, 50, true])
    const long = await rows(`${'🙂'.repeat(600)},b`)
    expect([[...(long?.rows[0]?.[0] ?? '')].length, long?.isCut]).toEqual([500, true])
  })

  test('longer than what is read has no half row', async () => {
    const line = `${'a'.repeat(2000)},b\n`
    const table = await rows(line.repeat(140))
    expect(table?.isCut).toBe(true)
    expect(table?.rows.every((row) => row.length === 2)).toBe(true)
  })

  test('of a real file is read', async () => {
    const { table } = await readTextPreview(testFile('prices.csv'), 'csv')
    expect(table?.rows.length).toBeGreaterThan(1)
    expect(new Set(table?.rows.map((row) => row.length)).size).toBe(1)
  })

  test.each([
    ['quotes', '"'],
    ['doubled quotes in one cell', '"a""'],
    ['delimiters', ','],
    ['line breaks', '\n'],
  ])('of 256 KiB of %s costs less than 5 s of CPU', async (_, unit) => {
    const cpu = cpuClock()
    await rows(unit.repeat(300_000))
    expect(cpu()).toBeLessThan(5000)
  })

  test('of random bytes is read within bounds', async () => {
    const random = seeded(9)
    for (let round = 0; round < 100; round++) {
      const letters = ['"', ',', ';', '\t', '\r', '\n', 'a', '\u00f1']
      const text = Array.from({ length: 200 }, () => letters[Math.floor(random() * letters.length)]).join('')
      const table = await rows(text, round % 2 ? 'csv' : 'tsv')
      expect(table?.rows.length).toBeLessThanOrEqual(200)
    }
  })
})
