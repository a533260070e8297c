import { type Credit, creditXmp } from '~/platform/images/credit'
import type { ConversionTask } from './conversion-task'
import { replacePackets } from './pdf-packets.server'
import { runForFile } from './run-step.server'

/** Dots per inch of pictures in a PDF for screens. */
const SCREEN_DPI = 150
const SECONDS = 900

/**
 * Writes a PDF anew for screens: pictures of at most 150 dpi, without scripts, attachments, comments, links, forms and
 * the metadata of the original, but with the credit. Throws ConvertError.
 */
export async function writeWebPdf(task: ConversionTask, credit: Credit): Promise<string> {
  const { creator, creditLine, copyright } = credit
  const author = creator ?? creditLine ?? ''
  const images = ['Color', 'Gray'].flatMap((which) => [
    ...[`-dDownsample${which}Images=true`, `-d${which}ImageResolution=${SCREEN_DPI}`],
    ...[`-d${which}ImageDownsampleType=/Bicubic`, `-d${which}ImageDownsampleThreshold=1.2`],
  ])
  const file = await runForFile(task, {
    program: 'gs',
    seconds: SECONDS,
    args: ({ input, outDir }) => [
      ...['-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=pdfwrite', '-dCompatibilityLevel=1.7'],
      ...['-dEmbedAllFonts=true', '-dSubsetFonts=true', '-dAutoRotatePages=/None'],
      // Pictures are encoded anew, since cameras write into theirs what must not leave.
      ...['-dPassThroughJPEGImages=false', '-dPassThroughJPXImages=false', '-dPreserveAnnots=false', ...images],
      ...['-o', `${outDir}/document.pdf`, '-c', PICTURE_QUALITY, '-f', input],
      ...['-c', `[ /Title () /Subject () /Keywords () /Creator () /Author ${text(author)} /DOCINFO pdfmark`],
      ...(copyright ? ['-c', `[ /Copyright ${text(copyright)} /DOCINFO pdfmark`] : []),
    ],
  })
  await replacePackets(file, creditXmp(credit))
  return file
}

/** Little loss and no coarser colours, as PostScript (Adobe's distiller parameters, DCTEncode). */
const PICTURE_QUALITY = ['ColorACSImageDict', 'GrayACSImageDict', 'ColorImageDict', 'GrayImageDict']
  .map(
    (name) => `<< /${name} << /QFactor 0.25 /Blend 1 /HSamples [1 1 1 1] /VSamples [1 1 1 1] >> >> setdistillerparams`,
  )
  .join(' ')

/** Returns a PDF text string (ISO 32000-1, 7.9.2.2) as PostScript: UTF-16 with its mark, in hexadecimal, so that nothing in it is code. */
function text(value: string): string {
  const bytes = Buffer.from(`\ufeff${value}`, 'utf16le').swap16()
  return value ? `<${bytes.toString('hex')}>` : '()'
}
