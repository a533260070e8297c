import type { Credit } from '~/platform/images/credit'
import type { ConversionTask } from './conversion-task'
import { linkMarks } from './pdf-links'
import { readLinks } from './pdf-links.server'
import { writePdf } from './pdf-writer.server'

/** Dots per inch of pictures in a PDF for screens. */
const SCREEN_DPI = 150

const IMAGES = ['Color', 'Gray'].flatMap((which) => [
  ...[`-dDownsample${which}Images=true`, `-d${which}ImageResolution=${SCREEN_DPI}`],
  ...[`-d${which}ImageDownsampleType=/Bicubic`, `-d${which}ImageDownsampleThreshold=1.2`],
])

/**
 * Writes a PDF anew for screens: pictures of at most 150 dpi, without scripts, attachments, comments, forms and the metadata of
 * the original, but with the credit, and of its links those that lead to the web, to an e-mail address or to another page. Throws
 * ConvertError.
 */
export async function writeWebPdf(task: ConversionTask, credit: Credit): Promise<string> {
  const links = await readLinks(task)
  return writePdf(task, { credit, options: IMAGES, before: [PICTURE_QUALITY], after: linkMarks(links) })
}

/** Little loss and no coarser colours, as PostScript (Adobe's distiller parameters, DCTEncode). */
const PICTURE_QUALITY = ['ColorACSImageDict', 'GrayACSImageDict', 'ColorImageDict', 'GrayImageDict']
  .map(
    (name) => `<< /${name} << /QFactor 0.25 /Blend 1 /HSamples [1 1 1 1] /VSamples [1 1 1 1] >> >> setdistillerparams`,
  )
  .join(' ')
