import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { conversionFolder, missingConverters } from '#tests/support/converters'
import type { ConversionTask } from '~/platform/converters/conversion-task'
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
