import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { conversionFolder, missingConverters } from '#tests/support/converters'
import type { ConversionTask } from '~/platform/converters/conversion-task'
import { linkMarks, linksIn } from '~/platform/converters/pdf-links'
import { writeWebPdf } from '~/platform/converters/web-pdf.server'

const { file, workDir } = conversionFolder()

/** A PDF with the given objects behind a page that names its annotations (ISO 32000-1, 12.5). */
function pdf(annotations: string[], others: string[] = []): Buffer {
  const content = 'BT /F1 24 Tf 56 700 Td (Two hills) Tj ET'
  const first = 6
  const refs = annotations.map((_, index) => `${first + index} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [${refs}] /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...annotations,
    ...others,
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.4\n${body}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\n%%EOF\n`)
}

const task = (localPath: string): ConversionTask => ({
  ...{ localPath, workDir: workDir() },
  sniffed: { kind: 'pdf', mediaType: 'application/pdf', extension: 'pdf' },
})

test.skipIf(missingConverters.has('ghostscript'))(
  'a PDF for the web has no notes of reviewers, attached files, scripts or programs to start, and the credit in every letter',
  async () => {
    const box = '/Rect [50 50 90 90]'
    const source = pdf(
      [
        `<< /Type /Annot /Subtype /Text ${box} /Contents (still secret) /T (A reviewer) >>`,
        `<< /Type /Annot /Subtype /FileAttachment ${box} /FS << /Type /Filespec /F (draft.txt) /EF << /F 10 0 R >> >> >>`,
        `<< /Type /Annot /Subtype /Link ${box} /A << /S /JavaScript /JS (app.alert\\(2\\)) >> >>`,
        `<< /Type /Annot /Subtype /Link ${box} /A << /S /Launch /F (cmd.exe) >> >>`,
      ],
      ['<< /Type /EmbeddedFile /Length 12 >>\nstream\nnot approved\nendstream'],
    )
    const made = await readFile(await writeWebPdf(task(file(source)), { creator: 'Ñandu 日本', copyright: '© Visit' }))
    const text = made.toString('latin1')
    for (const word of ['/Annot', 'secret', 'reviewer', 'EmbeddedFile', 'not approved', 'JavaScript', 'cmd.exe'])
      expect(text.includes(word), word).toBe(false)
    expect(made.includes('Ñandu 日本')).toBe(true)
  },
)

const link = (action: string, y = 50) =>
  `<< /Type /Annot /Subtype /Link /Rect [50 ${y} 90 ${y + 20}] /T (A reviewer) ${action} >>`
const address = (text: string) => `/A << /S /URI /URI (${text}) >>`

test.skipIf(missingConverters.has('ghostscript') || missingConverters.has('poppler'))(
  'a PDF for the web keeps links to the web, to e-mail and to its pages, and none with another action',
  async () => {
    const source = pdf([
      link(address('https://example.org/a?b=\\(1\\)'), 100),
      link(address('mailto:press@example.org'), 130),
      link('/Dest [3 0 R /Fit]', 160),
      link(address('javascript:alert\\(1\\)')),
      link(address('file:///etc/passwd')),
      link(address('https://example.org/\\051 >> /JavaScript')),
      link('/A << /S /URI /URI (https://example.org/next) /Next << /S /Launch /F (cmd.exe) >> >>'),
      link('/A << /S /GoToR /F (other.pdf) /D [0 /Fit] >>'),
      link('/A << /S /SubmitForm /F (https://example.org/form) >>'),
      link(`${address('https://example.org/over')} /AA << /E << /S /JavaScript /JS (app.alert\\(3\\)) >> >>`),
      link(`/A << /S /Named /N /Print >> /Contents (/A<</S/URI\n/URI(https://example.org/forged)>>)`),
    ])
    const made = await writeWebPdf(task(file(source)), {})
    const text = (await readFile(made)).toString('latin1')
    for (const word of ['JavaScript', 'Launch', 'GoToR', 'SubmitForm', 'passwd', '/AA', 'reviewer', 'Named'])
      expect(text.includes(word), word).toBe(false)
    const { stdout } = await promisify(execFile)('pdfinfo', ['-url', made])
    expect([...stdout.matchAll(/\s1\s+Annotation\s+(\S+)/g)].map(([, url]) => url)).toEqual([
      'https://example.org/a?b=(1)',
      'mailto:press@example.org',
      'https://example.org/over',
    ])
    expect(text).toMatch(/\/Rect \[50 160 90 180\][\s\S]{0,80}\/Dest ?\[\d+ 0 R \/XYZ/)
  },
)

test('links are read in linear time from what is no PDF, and only addresses of the web and of e-mail are taken', () => {
  expect(linksIn('')).toEqual([])
  expect(linksIn(`${'7 0 obj\n<</Type/Annot\n/Rect [1 2 3 4]\n/A<</S/URI\n/URI('.repeat(20_000)}`)).toEqual([])
  const page =
    '4 0 obj\n<</Type/Page/MediaBox [0 0 9 9]\n/Annots[7 0 R]>>\nendobj\n3 0 obj\n<< /Type /Pages /Kids [\n4 0 R\n] >>\nendobj\n'
  const annotation = (to: string) =>
    `7 0 obj\n<</Type/Annot\n/Rect [1 2 3 4]\n/A<</S/URI\n/URI(${to})>>\n/Subtype/Link>>endobj\n`
  expect(linksIn(page + annotation('https://a.example'))).toEqual([
    { page: 1, box: [1, 2, 3, 4], to: 'https://a.example' },
  ])
  for (const to of ['data:text/html,x', 'https://a.example/\\n', 'ftp://a.example', 'https://', ' https://a.example'])
    expect(linksIn(page + annotation(to)), to).toEqual([])
  expect(linkMarks([{ page: 2, box: [1, 2, 3, 4], to: 'https://a)' }])).toEqual([
    '[ /SrcPg 2 /Rect [1 2 3 4] /Border [0 0 0] /Action << /Subtype /URI /URI <68747470733a2f2f6129> >> /Subtype /Link /ANN pdfmark',
  ])
})
