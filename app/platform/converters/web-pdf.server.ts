import type { Credit } from '~/platform/images/credit'
import type { ConversionTask } from './conversion-task'
import { runForFile } from './run-step.server'

/** Dots per inch of pictures in a PDF for screens. */
const SCREEN_DPI = 150
const SECONDS = 900

/**
 * Writes a PDF anew for screens: pictures of at most 150 dpi, first page first, without scripts, attachments, forms and the
 * metadata of the original, but with the credit. Throws ConvertError.
 */
export async function writeWebPdf(task: ConversionTask, { creator, creditLine, copyright }: Credit): Promise<string> {
  const author = creator ?? creditLine ?? ''
  const images = ['Color', 'Gray'].flatMap((which) => [
    ...[`-dDownsample${which}Images=true`, `-d${which}ImageResolution=${SCREEN_DPI}`],
    ...[`-d${which}ImageDownsampleType=/Bicubic`, `-d${which}ImageDownsampleThreshold=1.2`],
  ])
  return runForFile(task, {
    program: 'gs',
    seconds: SECONDS,
    args: ({ input, outDir }) => [
      ...['-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=pdfwrite', '-dCompatibilityLevel=1.7'],
      ...['-dFastWebView=true', '-dEmbedAllFonts=true', '-dSubsetFonts=true', '-dAutoRotatePages=/None'],
      ...['-dPreserveAnnots=true', ...images, '-o', `${outDir}/document.pdf`, input],
      ...['-c', `[ /Title () /Subject () /Keywords () /Creator () /Author ${text(author)} /DOCINFO pdfmark`],
      ...(copyright ? ['-c', `[ /Copyright ${text(copyright)} /DOCINFO pdfmark`] : []),
    ],
  })
}

/** Returns a PDF text string (ISO 32000-1, 7.9.2.2) as PostScript: UTF-16 with its mark, in hexadecimal, so that nothing in it is code. */
function text(value: string): string {
  const bytes = Buffer.from(`\ufeff${value}`, 'utf16le').swap16()
  return value ? `<${bytes.toString('hex')}>` : '()'
}
