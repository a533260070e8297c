import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test, vi } from 'vitest'
import { conversionFolder, missingConverters } from '#tests/support/converters'
import { corpus, hasCorpus } from '#tests/support/corpus'
import { tagsOf } from '#tests/support/exiftool-tags'
import { manyPages } from '#tests/support/hostile-pdf'
import { madeDeck } from '#tests/support/made-deck'
import { madePdf } from '#tests/support/made-pdf'
import type { ConversionTask } from '~/platform/converters/conversion-task'
import { asPdf } from '~/platform/converters/document-pdf.server'
import { writeText } from '~/platform/converters/document-text.server'
import { findProgram } from '~/platform/converters/found-programs.server'
import { makeSized, type Page } from '~/platform/converters/sized-form.server'
import type { PresetSettings } from '~/platform/images/preset-settings'

// LibreOffice takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 180_000 })

const { file, workDir } = conversionFolder()
const TYPES = {
  pdf: { kind: 'pdf', mediaType: 'application/pdf' },
  odp: { kind: 'presentation', mediaType: 'application/vnd.oasis.opendocument.presentation' },
  indd: { kind: 'document', mediaType: 'application/x-indesign' },
} as const
const task = (localPath: string, extension: keyof typeof TYPES = 'pdf'): ConversionTask => ({
  ...{ localPath, workDir: workDir(), sniffed: { ...TYPES[extension], extension } },
})
const settings = (changed: Partial<PresetSettings>): PresetSettings => ({
  ...{ format: 'jpeg', width: 800, height: 800, fit: 'inside', colourSpace: 'srgb', quality: 85 },
  ...{ background: '#ffffff', dpi: null, ...changed },
})
const credit = { creator: 'Nerea Ñ', copyright: '© Visit Mendialde' }
const picture = (from: ConversionTask, page?: Page, changed: Partial<PresetSettings> = {}) =>
  makeSized(from, { settings: settings(changed), page }, { credit })
const text = (from: ConversionTask) => makeSized(from, { settings: settings({ format: 'txt' }) }, { credit })
const brochure = () => task(file(madePdf([['First page'], ['Second page', 'of more lines'], ['Third page']])))
const encrypted = (password: string) => {
  const to = path.join(workDir(), 'locked.pdf')
  const locks = ['-sOwnerPassword=owner', `-sUserPassword=${password}`, '-dEncryptionR=3', '-dKeyLength=128']
  execFileSync('gs', ['-q', '-dBATCH', '-dNOPAUSE', '-sDEVICE=pdfwrite', ...locks, '-o', to, brochure().localPath])
  return task(to)
}

describe.skipIf(missingConverters.has('poppler'))('a document leaves', () => {
  test('as a picture of the page that is asked for, the first unless it is named', async () => {
    const [first, third] = [await picture(brochure()), await picture(brochure(), 3)]
    const { format, width, height } = await sharp(third.file).metadata()
    expect([format, width, height, third.mediaType]).toEqual(['jpeg', 566, 800, 'image/jpeg'])
    expect(third.byteSize).toBe((await readFile(third.file)).length)
    expect(third.sha256).not.toBe(first.sha256)
    expect((await picture(brochure(), 1)).sha256).toBe(first.sha256)
    // The oracle draws the same page by itself.
    const oracle = path.join(workDir(), 'oracle')
    const own = ['-png', '-f', '3', '-l', '3', '-singlefile', '-scale-to', '800', brochure().localPath, oracle]
    execFileSync('pdftocairo', own)
    const pixels = (from: string) => sharp(from).greyscale().resize(100, 141, { fit: 'fill' }).raw().toBuffer()
    const [made, drawn] = [await pixels(third.file), await pixels(`${oracle}.png`)]
    expect(made.reduce((sum, value, at) => sum + Math.abs(value - (drawn[at] ?? 0)), 0) / made.length).toBeLessThan(2)
  })

  test('as a PNG of a page without loss, cropped and in other boxes', async () => {
    const made = await picture(brochure(), 2, { format: 'png', width: 300, height: 300, fit: 'cover', quality: null })
    const { data, info } = await sharp(made.file).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([300, 300])
    expect(data[0]).toBe(255)
  })

  test('as a ZIP of all its pages, whose sizes and checksums are right', async () => {
    const made = await picture(brochure(), 'all')
    expect([made.mediaType, made.extension]).toEqual(['application/zip', 'zip'])
    const listed = execFileSync('python3', ['-c', LIST, made.file], { encoding: 'utf8' })
    expect(JSON.parse(listed)).toEqual(['page-1.jpg', 'page-2.jpg', 'page-3.jpg'])
  })

  test('as its text in UTF-8, with an empty line between pages and no control characters', async () => {
    const made = await text(brochure())
    expect(made.mediaType).toBe('text/plain; charset=utf-8')
    expect(await readFile(made.file, 'utf8')).toMatch(/^First page\n+Second page\nof more lines\n+Third page\n+$/)
    const odd = await text(task(file(madePdf([['one \u001b[31m two \u0007']]))))
    expect(await readFile(odd.file, 'utf8')).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/)
  })

  test('with the credit in its pictures and nothing else of where it came from', async (context) => {
    if (!findProgram('exiftool')) context.skip('exiftool is not installed')
    const named = Object.fromEntries(tagsOf((await picture(brochure(), 2)).file))
    expect(named['XMP-dc:Creator']).toBe('Nerea Ñ')
    const others = /Title|Software|Producer|Author|Create|GPS|Host/i
    expect(Object.keys(named).filter((tag) => others.test(tag) && tag !== 'XMP-dc:Creator')).toEqual([])
  })

  test.skipIf(missingConverters.has('libreoffice'))(
    'when it is a presentation: a slide and the words of all',
    async () => {
      const deck = await asPdf(task(file(madeDeck(['Opening', 'The hills', 'Thanks'])), 'odp'))
      const { width, height } = await picture(deck, 2)
      expect(Math.max(width ?? 0, height ?? 0)).toBe(800)
      expect(await readFile((await text(deck)).file, 'utf8')).toMatch(/Opening[\s\S]*The hills[\s\S]*Thanks/)
    },
  )

  test.skipIf(!hasCorpus)(
    'when it is of InDesign: as the preview stored in it, without other pages and text',
    async () => {
      const indd = task(path.join(corpus, 'brand-kit/2022_TRACDAP_Logo.indd'), 'indd')
      expect((await picture(indd)).width).toBeGreaterThan(64)
      await expect(picture(indd, 2)).rejects.toMatchObject({ code: 'no_page' })
      await expect(text(indd)).rejects.toMatchObject({ code: 'no_text', state: 'impossible' })
    },
  )
})

const LIST = `import sys, json, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps([n for n in z.namelist() if z.read(n)[:2] == b"\\xff\\xd8"]))`

describe.skipIf(missingConverters.has('poppler'))('a document is refused in words', () => {
  test('when it has no such page, no text, or no pages', async () => {
    await expect(picture(brochure(), 4)).rejects.toMatchObject({ code: 'no_page' })
    await expect(text(task(file(madePdf([['   '], []]))))).rejects.toMatchObject({ code: 'no_text' })
    for (const form of [picture, text])
      await expect(form(task(file('%PDF-1.4\nno pages\n%%EOF')))).rejects.toMatchObject({ name: 'ConvertError' })
  })

  test.skipIf(missingConverters.has('ghostscript'))(
    'when it opens with a password, and not when it only forbids to print',
    async () => {
      for (const form of [picture, text])
        await expect(form(encrypted('secret'))).rejects.toMatchObject({ code: 'password' })
      await expect(picture(encrypted('secret'), 'all')).rejects.toMatchObject({ code: 'password' })
      expect((await text(encrypted(''))).byteSize).toBeGreaterThan(20)
    },
  )

  test('when it has a hundred thousand pages, of which a single one leaves', async () => {
    const huge = file(manyPages(100_000, '0 0 595 842', ['one page']))
    await expect(picture(task(huge), 'all')).rejects.toMatchObject({ code: 'too_many_pages' })
    expect((await picture(task(huge), 99_999)).width).toBe(566)
  })

  test('when its text is larger than allowed', async () => {
    const words = file(manyPages(50, '0 0 595 842', ['many words '.repeat(9), 'and more '.repeat(9)]))
    await expect(writeText(task(words), 4096)).rejects.toMatchObject({ code: 'too_large' })
  })

  test.each(['0 0 1000000000 1000000000', '0 0 1000000 1', '0 0 0 0', '-5 -5 -9 -9'])(
    'or becomes a picture within its box, when its page is %s points large',
    async (box) => {
      const made = await picture(task(file(manyPages(1, box, ['one page']))), 1).catch((error: unknown) => error)
      if (made instanceof Error) expect(made.name).toMatch(/ConvertError|ImageError/)
      else expect(Math.max(...Object.values(await sizeOf((made as { file: string }).file)))).toBeLessThanOrEqual(800)
    },
  )
})

async function sizeOf(from: string) {
  const { width = 0, height = 0 } = await sharp(from).metadata()
  return { width, height }
}
