import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { corpus, corpusFiles } from '#tests/support/corpus'
import { writtenTo } from '#tests/support/image-files'
import { unsigned } from '#tests/support/made-psd'
import { seeded } from '#tests/support/metadata-blocks'
import { coverageOf, rangesOf } from '~/platform/files/font-coverage'
import { FontError } from '~/platform/files/font-facts'
import { readFontFacts, readFontOutline } from '~/platform/files/font-facts.server'

const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-fonts-'))
afterAll(() => rm(folder, { recursive: true }))
const packages = path.resolve(import.meta.dirname, '../../node_modules/@fontsource-variable')
const inter = path.join(packages, 'inter/files/inter-latin-wght-normal.woff2')

/** Returns a font with these tables (OpenType 1.9, "Table directory"). */
function fontOf(tables: Record<string, Buffer>): Buffer {
  const entries = Object.entries(tables)
  let at = 12 + 16 * entries.length
  const directory = entries.map(([tag, bytes]) => {
    const entry = Buffer.concat([Buffer.from(tag), Buffer.alloc(4), unsigned(at, 4), unsigned(bytes.length, 4)])
    at += bytes.length
    return entry
  })
  const head = Buffer.concat([unsigned(0x10000, 4), unsigned(entries.length, 2), Buffer.alloc(6)])
  return Buffer.concat([head, ...directory, ...entries.map(([, bytes]) => bytes)])
}

/** A character map of one group of code points (format 12). */
function cmapOf(first: number, last: number): Buffer {
  const head = [unsigned(0, 2), unsigned(1, 2), unsigned(3, 2), unsigned(10, 2), unsigned(12, 4)]
  const body = [unsigned(12, 2), unsigned(0, 2), unsigned(28, 4), unsigned(0, 4), unsigned(1, 4)]
  return Buffer.concat([...head, ...body, unsigned(first, 4), unsigned(last, 4), unsigned(1, 4)])
}

const written = async (bytes: Buffer, name = 'made.ttf') => (await writtenTo(folder, bytes, name)).file

describe('facts of a font', () => {
  test('a variable WOFF2 has names, axes, licence and languages', async () => {
    const facts = await readFontFacts(inter)
    expect(facts).toMatchObject({
      ...{ format: 'WOFF2', family: 'Inter', subfamily: 'Regular', vendor: 'RSMS', embedding: 'installable' },
      ...{ unitsPerEm: 2048, glyphCount: 518, characterCount: 231, licenceUrl: 'https://openfontlicense.org' },
      axes: [{ tag: 'wght', min: 100, max: 900 }],
    })
    expect(facts.languages).toEqual(expect.arrayContaining(['en', 'eu', 'es', 'fr', 'de']))
    expect(facts.scripts).toEqual(['Latn'])
    expect(facts.ranges).toContainEqual([0x20, 0x7e])
  })

  test('the outline of two letters of a WOFF2 is two paths, as wide as both together', async () => {
    const { paths, width, ascent, descent } = await readFontOutline(inter, 'Aa')
    const single = await readFontOutline(inter, 'A')
    expect(paths.match(/<path transform="translate\(\d+ 0\)" d="M[^"<>]+"\/>/g)).toHaveLength(2)
    expect(width).toBeGreaterThan(single.width)
    expect([ascent > 0, descent < 0]).toEqual([true, true])
  })

  test('an Arabic font covers Arabic, Persian and Urdu', async () => {
    const facts = await readFontFacts(
      path.join(packages, 'noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2'),
    )
    expect(facts.scripts).toContain('Arab')
    expect(facts.languages).toEqual(expect.arrayContaining(['ar', 'fa', 'ur']))
    expect(facts.features).toEqual(expect.arrayContaining(['init', 'medi', 'fina']))
  })

  test.skipIf(corpusFiles.length === 0).each([
    ['EBGaramond12-Regular.otf', { family: 'EB Garamond', glyphCount: 3080 }, ['Grek', 'Cyrl', 'Latn-ext']],
    ['Inter-Regular.otf', { designer: 'Rasmus Andersson', glyphCount: 2548, unitsPerEm: 2816 }, ['Latn-ext']],
    ['Montserrat-Regular.ttf', { family: 'Montserrat', manufacturer: 'Julieta Ulanovsky', weight: 400 }, ['Cyrl']],
  ])('%s of the corpus', async (name, facts, scripts) => {
    const read = await readFontFacts(path.join(corpus, 'fonts', name))
    expect(read).toMatchObject({ ...facts, licence: expect.stringContaining('SIL O') })
    expect(read.scripts).toEqual(expect.arrayContaining(scripts))
  })
})

describe('a hostile font', () => {
  test('with a character map of two billion characters ends its own process only', async () => {
    const file = await written(fontOf({ cmap: cmapOf(1, 0x7fff_ffff) }))
    await expect(readFontFacts(file)).rejects.toBeInstanceOf(FontError)
  })

  test('that takes longer than the limit is ended', async () => {
    await expect(readFontFacts(inter, { timeoutMs: 1 })).rejects.toMatchObject({ code: 'timeout' })
  })

  test.each([
    ['is empty', Buffer.alloc(0)],
    ['is text', Buffer.from('this is not a font at all')],
    [
      'is a WOFF2 that claims 4 GB',
      Buffer.concat([Buffer.from('wOF2'), Buffer.alloc(12, 0), unsigned(0xffff_ffff, 4)]),
    ],
    [
      'is a collection that claims 4 billion fonts',
      Buffer.concat([Buffer.from('ttcf'), Buffer.alloc(4, 255), Buffer.alloc(64, 255)]),
    ],
  ])('that %s is refused as unreadable', async (_, bytes) => {
    await expect(readFontFacts(await written(bytes))).rejects.toMatchObject({ code: 'unreadable' })
  })

  test('that is cut or changed at random places is read or refused by a typed error', async () => {
    const random = seeded(3)
    const whole = readFileSync(inter)
    for (let round = 0; round < 6; round++) {
      const bytes = Buffer.from(whole.subarray(0, round % 2 ? whole.length : Math.floor(random() * whole.length)))
      for (let change = 0; change < 8; change++) bytes[Math.floor(random() * 400)] = Math.floor(random() * 256)
      await readFontFacts(await written(bytes)).catch((error: unknown) => expect(error).toBeInstanceOf(FontError))
    }
  })
})

describe('coverage', () => {
  const points = (letters: string) => new Set([...letters].map((letter) => letter.codePointAt(0) ?? 0))
  const latin = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

  test.each([
    ['Latin alone is English', latin, ['en']],
    ['Spanish needs ñ and its marks', `${latin}ÁÉÍÓÚÜÑáéíóúüñ¿¡`, ['en', 'es']],
    ['German needs ß', `${latin}ÄÖÜäöü`, ['en']],
    ['letters without their script count for nothing', 'ñçü', []],
  ])('%s', (_, letters, languages) => {
    expect(coverageOf(points(letters)).languages.filter((tag) => ['en', 'eu', 'es', 'de'].includes(tag))).toEqual(
      languages,
    )
  })

  test('ranges are joined, in order and bounded', () => {
    expect(rangesOf([5, 1, 2, 3, 9, 10], 10)).toEqual([
      [1, 3],
      [5, 5],
      [9, 10],
    ])
    expect(rangesOf([1, 3, 5, 7], 2)).toEqual([
      [1, 1],
      [3, 3],
    ])
  })
})
