import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test, vi } from 'vitest'
import { conversionFolder, missingConverters } from '#tests/support/converters'
import { corpus, corpusFiles, headOf, testFile } from '#tests/support/corpus'
import { tagsOf } from '#tests/support/exiftool-tags'
import { madePdf } from '#tests/support/made-pdf'
import type { ConversionTask } from '~/platform/converters/conversion-task'
import { findProgram } from '~/platform/converters/found-programs.server'
import { makeSized } from '~/platform/converters/sized-form.server'
import { sniff } from '~/platform/files/sniff.server'
import type { PresetSettings, WrittenFormat } from '~/platform/images/preset-settings'

vi.setConfig({ testTimeout: 120_000 })

const { file, workDir } = conversionFolder()
const credit = { creator: 'Nerea Ñ', copyright: '© Visit Mendialde' }
const settings: Omit<PresetSettings, 'format'> = {
  ...({ width: null, height: null, fit: 'inside', colourSpace: 'srgb' } as const),
  ...{ quality: null, background: '#ffffff', dpi: null },
}

async function form(localPath: string, format: WrittenFormat | 'png', name = path.basename(localPath)) {
  const sniffed = await sniff(localPath, await headOf(localPath), name)
  const task: ConversionTask = { localPath, sniffed, workDir: workDir() }
  return makeSized(task, { settings: { ...settings, format, width: 500 } }, { credit })
}

const pdfinfo = (of: string) => execFileSync('pdfinfo', [of], { encoding: 'utf8' })
const sides = (of: string) => /Page size:\s+([\d.]+) x ([\d.]+)/.exec(pdfinfo(of))?.slice(1).map(Number)

/** PostScript that names its author, draws in a spot colour, and would write a file. */
const EPS = `%!PS-Adobe-3.0 EPSF-3.0
%%Title: secret project
%%For: A Designer
%%Creator: C:\\\\Users\\\\designer
%%BoundingBox: 100 100 300 200
{ (/tmp/vitrine-owned) (w) file (x) writestring } stopped clear
[ /Separation (Mendialde Blue) /DeviceCMYK { dup 0 exch 0 exch 0 exch pop } ] pop
0.1 0.4 0.3 setrgbcolor 100 100 moveto 300 100 lineto 200 200 lineto closepath fill
showpage
%%EOF
`
const HOSTILE_SVG = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 160 90" width="160" height="90">
<script>alert(1)</script><image xlink:href="file:///etc/hostname" width="9" height="9"/><image href="http://127.0.0.1:9/a.png" width="9" height="9"/>
<!-- made on DESIGNER-PC --><path d="M0 90 50 30l50 60z" fill="#2f6b4f" onclick="alert(2)"/></svg>`

const HOSTILE_AI = hostileArtwork()

/** An Illustrator file that runs scripts, starts a program and has another file in it (ISO 32000-1, 12.6.4, 7.11.4 and 14.5). */
function hostileArtwork(): Buffer {
  const content = '0.1 0.4 0.3 rg 100 100 m 300 100 l 200 200 l f'
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction ${script} /Names << /JavaScript << /Names [(a) ${script}] >> /EmbeddedFiles << /Names [(b) 5 0 R] >> >> >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /ArtBox [100 100 300 200] /Contents 4 0 R /AA << /O ${script} >>
      /Resources << >> /Annots [7 0 R] /PieceInfo << /Illustrator << /Private << /Name (A reviewer) >> >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Filespec /F (b.exe) /EF << /F 6 0 R >> >>',
    '<< /Type /EmbeddedFile /Length 4 >>\nstream\nEVIL\nendstream',
    '<< /Type /Annot /Subtype /Link /Rect [100 100 200 200] /T (A reviewer) /A << /S /Launch /F (calc.exe) >> >>',
  ]
  const body = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.5\n${body}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\n%%EOF\n`)
}

const isVectorPdf = (of: string) =>
  expect(execFileSync('pdfimages', ['-list', of], { encoding: 'utf8' }).split('\n').length).toBe(3)

describe.skipIf(missingConverters.has('ghostscript') || missingConverters.has('poppler'))(
  'a drawing leaves as PDF',
  () => {
    test('from PostScript, cropped to its box, without the names in it', async () => {
      const { file: made, mediaType } = await form(file(EPS, 'logo.eps'), 'pdf')
      expect([mediaType, sides(made)]).toEqual(['application/pdf', [200, 100]])
      isVectorPdf(made)
      const bytes = (await readFile(made)).toString('latin1')
      for (const word of ['secret project', 'Designer', 'designer', 'Users'])
        expect(bytes.includes(word), word).toBe(false)
      expect(pdfinfo(made)).toMatch(/Author:\s+Nerea Ñ/)
    })

    test.skipIf(missingConverters.has('librsvg'))(
      'from SVG, without scripts and without reading other files',
      async () => {
        const { file: made } = await form(file(HOSTILE_SVG, 'logo.svg'), 'pdf')
        expect(sides(made)).toEqual([120, 67.5])
        isVectorPdf(made)
        expect(pdfinfo(made)).toMatch(/JavaScript:\s+no/)
        expect(execFileSync('pdftotext', [made, '-'], { encoding: 'utf8' }).trim()).toBe('')
      },
    )

    test('from an Illustrator file without its scripts, attached files, programs to start, notes and other private data', async () => {
      const { file: made } = await form(file(HOSTILE_AI, 'hostile.ai'), 'pdf')
      expect(sides(made)).toEqual([200, 100])
      const bytes = (await readFile(made)).toString('latin1')
      for (const word of [
        'JavaScript',
        'Launch',
        'calc.exe',
        'EmbeddedFile',
        'EVIL',
        '/Annot',
        'A reviewer',
        'PieceInfo',
      ])
        expect(bytes.includes(word), word).toBe(false)
    })

    test('but not from an Illustrator file that was saved without it, nor from what no program reads', async () => {
      const notice = [['This is an Adobe Illustrator File that was', 'saved without PDF Content.']]
      for (const format of ['pdf', 'svg', 'png'] as const)
        await expect(form(file(madePdf(notice), `no-${format}.ai`), format)).rejects.toMatchObject({ code: 'empty' })
      const task = {
        localPath: file('x'),
        workDir: workDir(),
        sniffed: { kind: 'vector', mediaType: 'image/vnd.dwg', extension: 'dwg' },
      } as const
      await expect(makeSized(task, { settings: { ...settings, format: 'pdf' } }, { credit: {} })).rejects.toMatchObject(
        {
          code: 'empty',
        },
      )
    })

    test('and is refused where it is cut or locked', async () => {
      await expect(form(file('%!PS-Adobe-3.0 EPSF-3.0\nfoo bar', 'cut.eps'), 'pdf')).rejects.toMatchObject({
        name: 'ConvertError',
      })
      await expect(form(file('<svg xmlns="http://www.w3.org/2000/svg"><g>', 'cut.svg'), 'svg')).rejects.toMatchObject({
        code: 'unreadable',
      })
      const locked = path.join(workDir(), 'locked.ai')
      const locks = ['-sOwnerPassword=owner', '-sUserPassword=secret', '-dEncryptionR=3', '-dKeyLength=128']
      execFileSync('gs', [
        '-q',
        '-dBATCH',
        '-dNOPAUSE',
        '-sDEVICE=pdfwrite',
        ...locks,
        '-o',
        locked,
        file(madePdf([['a']])),
      ])
      await expect(form(locked, 'pdf')).rejects.toMatchObject({ code: 'password' })
    })

    test.each(corpusFiles.filter((name) => /brand-kit\/.*\.ai$/.test(name)))(
      'from Illustrator: %s stays a drawing of one page, cropped to its art, without its private data',
      async (name) => {
        const { file: made, byteSize } = await form(path.join(corpus, name), 'pdf')
        const boxes = execFileSync('pdfinfo', ['-box', path.join(corpus, name)], { encoding: 'utf8' })
        const [left = 0, bottom = 0, right = 0, top = 0] =
          /ArtBox:(.*)/.exec(boxes)?.[1]?.trim().split(/\s+/).map(Number) ?? []
        expect(sides(made)?.[0]).toBeCloseTo(right - left, 0)
        expect(sides(made)?.[1]).toBeCloseTo(top - bottom, 0)
        isVectorPdf(made)
        expect(byteSize).toBeLessThan(100_000)
        if (!findProgram('exiftool')) return
        const tags = tagsOf(made).filter(([, value]) => /illustrator|pohlmann|\.ai\b/i.test(value))
        expect(tags).toEqual([])
      },
    )
  },
)

describe.skipIf(missingConverters.has('ghostscript') || missingConverters.has('poppler'))(
  'a drawing leaves as SVG',
  () => {
    test('from PostScript, in the colour it is drawn in', async () => {
      const { file: made, mediaType } = await form(file(EPS, 'logo.eps'), 'svg')
      expect(mediaType).toBe('image/svg+xml')
      const { data, info } = await sharp(await readFile(made))
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)]
      expect(at(2, 2)[3]).toBe(0)
      const [red = 0, green = 0, blue = 0, alpha] = at(Math.round(info.width / 2), Math.round(info.height * 0.8))
      expect(alpha).toBe(255)
      for (const [channel, stated] of [
        [red, 26],
        [green, 102],
        [blue, 77],
      ] as const)
        expect(Math.abs(channel - stated)).toBeLessThan(3)
      expect(await readFile(made, 'utf8')).toContain('Nerea Ñ')
    })

    test('from SVG, as it is without what runs or leads elsewhere', async () => {
      const { file: made } = await form(file(HOSTILE_SVG, 'logo.svg'), 'svg')
      const text = await readFile(made, 'utf8')
      expect(text).not.toMatch(/<script|alert|hostname|127|DESIGNER/)
      expect(text).toContain('<path d="M0 90 50 30l50 60z" fill="#2f6b4f"/>')
      expect((await readFile((await form(testFile('mark.svg'), 'svg')).file, 'utf8')).includes('Two hills')).toBe(true)
    })

    test.each(corpusFiles.filter((name) => /brand-kit\/.*_RGB\.ai$/.test(name)))(
      'from Illustrator: %s',
      async (name) => {
        const { file: made } = await form(path.join(corpus, name), 'svg')
        const { width = 0, height = 1 } = await sharp(await readFile(made)).metadata()
        expect(width / height).toBeCloseTo(424.6 / 183.51, 1)
        expect(await readFile(made, 'utf8')).not.toContain('<image')
      },
    )
  },
)
