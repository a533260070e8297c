import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { conversionFolder, missingConverters } from '#tests/support/converters'
import { tagsOf } from '#tests/support/exiftool-tags'
import type { ConversionTask } from '~/platform/converters/conversion-task'
import { findProgram } from '~/platform/converters/found-programs.server'
import { writeVectorPdf } from '~/platform/converters/vector-forms.server'
import { writeWebPdf } from '~/platform/converters/web-pdf.server'

vi.setConfig({ testTimeout: 120_000 })

const { file, workDir } = conversionFolder()
const credit = { creator: 'Nerea Ñ', copyright: '© Visit Mendialde' }

const HEAD = '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 200 100\n'
/** A triangle in a spot colour. */
const DRAWING = `[ /Separation (Mendialde Blue) /DeviceCMYK { 0 0 0 } ] setcolorspace 1 setcolor
0 0 moveto 200 0 lineto 100 100 lineto closepath fill showpage\n`
const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'

/** What a PostScript file may tell the writer of a PDF (pdfmark Reference, 2 and 4), and takes from whoever comes after it. */
const MARKS = `[ {Catalog} << /OpenAction ${SCRIPT} /Lang (evil) /PageMode /FullScreen >> /PUT pdfmark
[ {Catalog} << /AA << /WC ${SCRIPT} >> /Names << /JavaScript << /Names [ (a) ${SCRIPT} ] >> >> >> /PUT pdfmark
[ {ThisPage} << /AA << /O ${SCRIPT} >> /PieceInfo << /Evil << /Private (C:/Users) >> >> >> /PUT pdfmark
[ /Rect [0 0 99 99] /Subtype /Link /Action << /Subtype /Launch /File (calc.exe) >> /ANN pdfmark
[ /Rect [0 0 99 99] /Subtype /Text /Contents (a secret note) /Title (A reviewer) /ANN pdfmark
[ /Rect [0 0 50 50] /Subtype /Widget /FT /Tx /T (field) /ANN pdfmark
[ /_objdef {att} /type /stream /OBJ pdfmark [ {att} (ATTACHED) /PUT pdfmark
[ {att} << /Type /EmbeddedFile >> /PUT pdfmark [ {att} /CLOSE pdfmark
[ /Name (evil.txt) /FS << /Type /Filespec /F (evil.txt) /EF << /F {att} >> >> /EMBED pdfmark
[ /Count 0 /Title (A secret chapter) /Action << /Subtype /Launch /File (calc.exe) >> /OUT pdfmark
[ /Title (secret project) /Author (A designer) /Keywords (secret) /Company (Evil Corp) /DOCINFO pdfmark
userdict /pdfmark { cleartomark } put\n`

const task = (content: string | Buffer, extension: 'eps' | 'ai' | 'pdf'): ConversionTask => ({
  ...{ localPath: file(content), workDir: workDir() },
  sniffed: {
    ...{ kind: extension === 'pdf' ? 'pdf' : 'vector', extension },
    mediaType: extension === 'eps' ? 'application/postscript' : 'application/pdf',
  },
})

/** The bytes of a PDF, and behind them those of its compressed streams. */
async function plainBytes(of: string): Promise<string> {
  const bytes = await readFile(of)
  const parts = [bytes.toString('latin1')]
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    try {
      parts.push(inflateSync(bytes.subarray(at + 7)).toString('latin1'))
    } catch {
      // The end of one, or one that is not compressed.
    }
  }
  return parts.join('\n')
}

async function expectOnlyDrawing(made: string) {
  const text = await plainBytes(made)
  const words = ['JavaScript', 'alert', 'Launch', 'calc.exe', '/Annot', 'secret', 'reviewer', 'Widget', 'EmbeddedFile']
  for (const word of [...words, 'ATTACHED', 'evil', 'Evil', '/AA', 'PieceInfo', 'OpenAction', 'designer', 'FullScreen'])
    expect(text.includes(word), word).toBe(false)
  expect(execFileSync('pdfinfo', ['-js', made], { encoding: 'utf8' })).toBe('')
  const facts = execFileSync('pdfinfo', [made], { encoding: 'utf8' })
  expect(facts).toMatch(/Author:\s+Nerea Ñ/)
  expect(facts).toMatch(/Page size:\s+200 x 100/)
  expect(text).toContain('Mendialde#20Blue')
  if (!findProgram('exiftool')) return
  const tags = tagsOf(made)
  expect(tags.filter(([, value]) => /secret|evil|designer/i.test(value))).toEqual([])
  expect(tags.some(([, value]) => value.includes('© Visit Mendialde'))).toBe(true)
}

describe.skipIf(missingConverters.has('ghostscript') || missingConverters.has('poppler'))(
  'the PDF of a hostile PostScript file',
  () => {
    test('has no action, annotation, attachment, form, chapter, private data or name that it asks for, but the credit', async () => {
      await expectOnlyDrawing(await writeVectorPdf(task(HEAD + MARKS + DRAWING, 'eps'), credit))
    })

    test('is none where the file writes PostScript in the place of its PDF', async () => {
      const forged = `${HEAD}currentpagedevice /OutputFile get dup deletefile (w) file dup
        (%!PS\\n[ {Catalog} << /Lang \\(evil\\) >> /PUT pdfmark showpage) writestring closefile ${DRAWING}`
      await expect(writeVectorPdf(task(forged, 'eps'), credit)).rejects.toMatchObject({ code: 'failed' })
    })

    test('is of the same kind where the file passes for a PDF', async () => {
      // The objects are PostScript as well.
      const pdf = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>> endobj
trailer <</Size 4/Root 1 0 R>>\n`
      const words = '/obj { pop pop } def /endobj { pop } def /R { pop } def /trailer { } def'
      const passing = `\n%!PS \u0001\u0002\u0003\n${words}\n${pdf}${MARKS}<< /PageSize [200 100] >> setpagedevice ${DRAWING}`
      const bytes = Buffer.from(passing, 'latin1')
      await expectOnlyDrawing(await writeVectorPdf(task(bytes, 'ai'), credit))
      const web = await plainBytes(await writeWebPdf(task(bytes, 'pdf'), credit))
      for (const word of ['JavaScript', 'Launch', '/Annot', 'ATTACHED', 'Evil', '/AA'])
        expect(web.includes(word), word).toBe(false)
    })
  },
)
