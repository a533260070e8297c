import { rm } from 'node:fs/promises'
import path from 'node:path'
import { MOST_PAGES } from '~/platform/images/most-pages'
import { isLossless, type PictureFormat } from '~/platform/images/preset-settings'
import type { SizedPicture } from '~/platform/images/sized-picture.server'
import { planZip } from '~/platform/zip/plan'
import { writeZip } from '~/platform/zip/write-zip.server'
import type { ConversionTask, ConvertedPicture } from './conversion-task'
import { ConvertError } from './convert-error'
import { asPdf } from './document-pdf.server'
import { drawPage, readPdfFacts } from './pages.server'

/** Bytes and time of all pictures of a document together. */
const MOST_BYTES = 1024 ** 3
const MOST_MS = 20 * 60_000

export interface PagesToDraw {
  format: PictureFormat
  /** Pixels of the longest side that a page is drawn at. */
  side: number
  /** Makes the picture that leaves of the one that was drawn, in a folder. */
  render: (drawn: ConvertedPicture, outDir: string) => Promise<SizedPicture>
}

/** Draws a page of a document, counted from 1. Throws ConvertError, `no_page` for one that it does not have. */
export async function drawDocumentPage(
  task: ConversionTask,
  page: number,
  { format, side }: Pick<PagesToDraw, 'format' | 'side'>,
): Promise<ConvertedPicture> {
  const pdf = await asPdf(task)
  if (page > (await readPdfFacts(pdf)).pageCount) throw new ConvertError('no_page')
  return drawPage(pdf, page, { side, lossless: isLossless(format) })
}

/** Writes a ZIP with a picture of each page of a document. Throws ConvertError, `too_many_pages` and `too_large` for what is too much. */
export async function zipOfPages(task: ConversionTask, pages: PagesToDraw): Promise<string> {
  const pdf = await asPdf(task)
  const { pageCount } = await readPdfFacts(pdf)
  if (pageCount > MOST_PAGES) throw new ConvertError('too_many_pages')
  const digits = String(pageCount).length
  const modifiedAt = new Date()
  const began = performance.now()
  const entries = []
  let bytes = 0
  for (let page = 1; page <= pageCount; page++) {
    task.signal?.throwIfAborted()
    if (performance.now() - began > MOST_MS) throw new ConvertError('timeout')
    const drawn = await drawPage(pdf, page, { side: pages.side, lossless: isLossless(pages.format) })
    const { file, extension, byteSize, crc32 } = await pages.render(drawn, path.dirname(drawn.file))
    await rm(drawn.file, { force: true })
    bytes += byteSize
    if (bytes > MOST_BYTES) throw new ConvertError('too_large')
    const name = `page-${String(page).padStart(digits, '0')}.${extension}`
    entries.push({ name, size: byteSize, crc32, modifiedAt, source: { kind: 'object', key: file } as const })
  }
  const zip = path.join(task.workDir, 'pages.zip')
  await writeZip(planZip(entries), zip)
  return zip
}
