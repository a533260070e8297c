import { open } from 'node:fs/promises'
import type { Credit } from '~/platform/images/credit'
import { creditXmp } from '~/platform/images/credit'
import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { replacePackets } from './pdf-packets.server'
import { runForFile } from './run-step.server'

/** A book of pictures takes minutes. */
const SECONDS = 900

export interface PdfWriting {
  credit: Credit
  /** How Ghostscript reads and writes. */
  options: readonly string[]
  /** PostScript before the file and after it, one instruction in each text. */
  before?: readonly string[]
  after?: readonly string[]
  seconds?: number
  outputBytes?: number
}

/**
 * Writes a PDF or PostScript file anew as PDF: what is drawn, without scripts, attachments, comments, links, chapters, forms and the
 * metadata of the original, but with the credit. Throws ConvertError.
 */
export async function writePdf(task: ConversionTask, writing: PdfWriting): Promise<string> {
  const { credit, before = [], after = [] } = writing
  const { creator, creditLine, copyright } = credit
  const author = creator ?? creditLine ?? ''
  const file = await written(await asReadPdf(task, writing), writing, (input) => [
    ...[...code(before), '-f', input, ...code(after)],
    ...code([`[ /Title () /Subject () /Keywords () /Creator () /Author ${pdfText(author)} /DOCINFO pdfmark`]),
    ...code(copyright ? [`[ /Copyright ${pdfText(copyright)} /DOCINFO pdfmark`] : []),
  ])
  await replacePackets(file, creditXmp(credit))
  return file
}

/**
 * Returns the task for a file that Ghostscript only reads. PostScript it runs, and that may tell the PDF whatever it likes and take
 * the words from who comes after it (pdfmark Reference, 1); so it becomes a PDF first, which in turn is read.
 */
async function asReadPdf(task: ConversionTask, writing: PdfWriting): Promise<ConversionTask> {
  if (await beginsAsPdf(task.localPath)) return task
  const localPath = await written(task, writing, (input) => ['-f', input])
  // The program may have written another one in its place.
  if (!(await beginsAsPdf(localPath))) throw new ConvertError('failed', 'ghostscript')
  return { ...task, localPath }
}

/** After any other bytes Ghostscript may take a file for PostScript, whatever it is to other readers. */
async function beginsAsPdf(localPath: string): Promise<boolean> {
  const file = await open(localPath)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, 0)
    return buffer.toString('latin1', 0, bytesRead) === '%PDF-'
  } finally {
    await file.close()
  }
}

const written = (
  task: ConversionTask,
  { options, seconds = SECONDS, outputBytes }: PdfWriting,
  read: (input: string) => string[],
): Promise<string> =>
  runForFile(task, {
    ...{ program: 'gs', seconds },
    ...(outputBytes ? { outputBytes } : {}),
    args: ({ input, outDir }) => [
      ...['-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=pdfwrite', '-dCompatibilityLevel=1.7'],
      ...['-dEmbedAllFonts=true', '-dSubsetFonts=true', '-dAutoRotatePages=/None', '-dPreserveAnnots=false'],
      // Chapters would keep their actions, which may start programs.
      '-dNO_PDFMARK_OUTLINES',
      // Pictures are encoded anew, since cameras write into theirs what must not leave.
      ...['-dPassThroughJPEGImages=false', '-dPassThroughJPXImages=false', ...options],
      ...['-o', `${outDir}/document.pdf`, ...read(input)],
    ],
  })

const code = (lines: readonly string[]): string[] => (lines.length > 0 ? ['-c', ...lines] : [])

/** Returns a PDF text string (ISO 32000-1, 7.9.2.2) as PostScript: UTF-16 with its mark, in hexadecimal, so that nothing in it is code. */
function pdfText(value: string): string {
  const bytes = Buffer.from(`\ufeff${value}`, 'utf16le').swap16()
  return value ? `<${bytes.toString('hex')}>` : '()'
}
