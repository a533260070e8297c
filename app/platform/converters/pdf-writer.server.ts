import type { Credit } from '~/platform/images/credit'
import { creditXmp } from '~/platform/images/credit'
import type { ConversionTask } from './conversion-task'
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
 * Writes a PDF or PostScript file anew as PDF: what is drawn, without scripts, attachments, comments, links, forms and the metadata
 * of the original, but with the credit. Throws ConvertError.
 */
export async function writePdf(
  task: ConversionTask,
  { credit, options, before = [], after = [], seconds = SECONDS, outputBytes }: PdfWriting,
): Promise<string> {
  const { creator, creditLine, copyright } = credit
  const author = creator ?? creditLine ?? ''
  const file = await runForFile(task, {
    program: 'gs',
    seconds,
    ...(outputBytes ? { outputBytes } : {}),
    args: ({ input, outDir }) => [
      ...['-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=pdfwrite', '-dCompatibilityLevel=1.7'],
      ...['-dEmbedAllFonts=true', '-dSubsetFonts=true', '-dAutoRotatePages=/None', '-dPreserveAnnots=false'],
      // Pictures are encoded anew, since cameras write into theirs what must not leave.
      ...['-dPassThroughJPEGImages=false', '-dPassThroughJPXImages=false', ...options],
      ...['-o', `${outDir}/document.pdf`, ...code(before), '-f', input, ...code(after)],
      ...code([`[ /Title () /Subject () /Keywords () /Creator () /Author ${pdfText(author)} /DOCINFO pdfmark`]),
      ...code(copyright ? [`[ /Copyright ${pdfText(copyright)} /DOCINFO pdfmark`] : []),
    ],
  })
  await replacePackets(file, creditXmp(credit))
  return file
}

const code = (lines: readonly string[]): string[] => (lines.length > 0 ? ['-c', ...lines] : [])

/** Returns a PDF text string (ISO 32000-1, 7.9.2.2) as PostScript: UTF-16 with its mark, in hexadecimal, so that nothing in it is code. */
function pdfText(value: string): string {
  const bytes = Buffer.from(`\ufeff${value}`, 'utf16le').swap16()
  return value ? `<${bytes.toString('hex')}>` : '()'
}
