import { rename } from 'node:fs/promises'
import path from 'node:path'
import { requireArtwork } from './artwork.server'
import { type ConversionTask, type ConvertedPicture, DRAWN_SIDE } from './conversion-task'
import { ConvertError } from './convert-error'
import { pictureFile, runForFile, runStep } from './run-step.server'

/** Draws a page of a PDF, counted from 1, on white. Throws ConvertError, `password` when it opens with one alone. */
export async function drawPage(
  task: ConversionTask,
  page = 1,
  { side = task.side ?? DRAWN_SIDE, lossless = false }: { side?: number; lossless?: boolean } = {},
): Promise<ConvertedPicture> {
  const format = lossless ? ['-png'] : ['-jpeg', '-jpegopt', 'quality=92']
  const file = await runForFile(task, {
    program: 'pdftoppm',
    args: ({ input, outDir }) => [
      ...['-q', ...format, '-f', String(page), '-l', String(page), '-singlefile'],
      ...['-scale-to', String(side), input, `${outDir}/page`],
    ],
  }).catch(throwLocked)
  return pictureFile(file, lossless ? 'png' : 'jpg')
}

/** Throws an error of poppler's programs on, with the code `password` where they say that the file opens with one alone. */
export function throwLocked(error: unknown): never {
  const said = error instanceof ConvertError && error.cause instanceof Error ? error.cause.message : ''
  if (/incorrect password/i.test(said)) throw new ConvertError('password', 'poppler', { cause: error })
  throw error
}

/** Corners of a box in points, from the lower left corner of the page (ISO 32000-1, 14.11.2). */
interface Box {
  left: number
  bottom: number
  right: number
  top: number
}

/** Facts of a PDF: its pages, the size of the first one in points, and what is drawn on it when the file tells. */
export interface PdfFacts {
  pageCount: number
  page: { width: number; height: number }
  media: Box
  art: Box
  isTagged: boolean
  version: string | null
}

/** Reads the facts of a PDF. Throws ConvertError, `password` when it opens with one alone. */
export async function readPdfFacts(task: ConversionTask): Promise<PdfFacts> {
  const { stdout } = await runStep(task, {
    program: 'pdfinfo',
    seconds: 30,
    args: ({ input }) => ['-box', input],
  }).catch(throwLocked)
  const lines = new Map(
    stdout
      .toString('utf8')
      .split('\n')
      .map((line) => /^([^:]+):\s*(.*)$/.exec(line))
      .flatMap((match) => (match?.[1] ? [[match[1], match[2] ?? ''] as const] : [])),
  )
  const numbers = (name: string) => (lines.get(name)?.match(/-?[\d.]+/g) ?? []).map(Number)
  const box = (name: string): Box => {
    const [left = 0, bottom = 0, right = 0, top = 0] = numbers(name)
    return { left, bottom, right, top }
  }
  const [width = 0, height = 0] = numbers('Page size')
  const pageCount = Number(lines.get('Pages') ?? 0)
  if (!(pageCount > 0)) throw new ConvertError('empty', 'poppler')
  return {
    ...{ pageCount, page: { width, height }, media: box('MediaBox'), art: box('ArtBox') },
    ...{ isTagged: lines.get('Tagged') === 'yes', version: lines.get('PDF version') ?? null },
  }
}

/** Whether the art box of the first page tells what is drawn: it is not empty, and within the page. */
export const hasArtBox = ({ art, media }: Pick<PdfFacts, 'art' | 'media'>): boolean =>
  art.right > art.left && art.top > art.bottom && art.left >= media.left && art.top <= media.top

/** Above this resolution the pixels of a small drawing say nothing more. */
const MOST_DPI = 4800

/**
 * Draws an Illustrator file by the PDF inside: what its art box holds, on transparency. Throws ConvertError; `empty` for a file
 * that was saved without PDF content, whose only page says so.
 */
export async function drawArtwork(task: ConversionTask, side = task.side ?? DRAWN_SIDE): Promise<ConvertedPicture> {
  const facts = await readPdfFacts(task)
  await requireArtwork(task)
  const { art, media, page } = facts
  const whole: Box = { left: 0, bottom: 0, right: page.width, top: page.height }
  const box = hasArtBox(facts) ? art : whole
  const [width, height] = [box.right - box.left, box.top - box.bottom]
  const dpi = Math.min(MOST_DPI, (72 * side) / Math.max(width, height, 1))
  const pixels = (points: number) => Math.round((points * dpi) / 72)
  const file = await runForFile(task, {
    program: 'pdftocairo',
    args: ({ input, outDir }) => [
      ...['-png', '-transp', '-f', '1', '-l', '1', '-singlefile', '-r', dpi.toFixed(3)],
      ...['-x', String(pixels(box.left - media.left)), '-y', String(pixels(media.top - box.top))],
      ...['-W', String(Math.max(1, pixels(width))), '-H', String(Math.max(1, pixels(height)))],
      ...[input, `${outDir}/art`],
    ],
  })
  return pictureFile(file, 'png')
}

/** Draws the first page of PostScript on transparency: what its bounding box holds. Throws ConvertError. */
export async function drawPostScript(task: ConversionTask, side = task.side ?? DRAWN_SIDE): Promise<ConvertedPicture> {
  const run = (args: (at: { input: string; outDir: string }) => string[]) =>
    runStep(task, {
      program: 'gs',
      args: (at) => [
        '-q',
        '-dSAFER',
        '-dBATCH',
        '-dNOPAUSE',
        '-dEPSCrop',
        '-dFirstPage=1',
        '-dLastPage=1',
        ...args(at),
      ],
    })
  const { stderr } = await run(({ input }) => ['-sDEVICE=bbox', input])
  const [left = 0, bottom = 0, right = 0, top = 0] = (
    /%%HiResBoundingBox:\s*([-\d. ]+)/.exec(stderr)?.[1]?.trim().split(/\s+/) ?? []
  ).map(Number)
  const longest = Math.max(right - left, top - bottom)
  if (!(longest > 0)) throw new ConvertError('empty', 'ghostscript')
  const dpi = Math.min(MOST_DPI, (72 * side) / longest)
  const { files } = await run(({ input, outDir }) => [
    ...['-sDEVICE=pngalpha', `-r${dpi.toFixed(3)}`, '-dTextAlphaBits=4', '-dGraphicsAlphaBits=4'],
    ...['-o', `${outDir}/page.png`, input],
  ])
  const [file] = files
  if (!file) throw new ConvertError('failed', 'ghostscript')
  return pictureFile(file, 'png')
}

/**
 * Converts an office document to PDF. Throws ConvertError `failed` when LibreOffice cannot read it, which it tells by making no
 * PDF and not by its exit code.
 */
export async function officeToPdf(task: ConversionTask): Promise<string> {
  const pdf = await runForFile(task, {
    program: 'soffice',
    seconds: 180,
    args: ({ input, outDir }) => [
      `-env:UserInstallation=file://${outDir}/profile`,
      ...['--headless', '--norestore', '--nologo', '--nodefault', '--nofirststartwizard'],
      ...['--convert-to', 'pdf', '--outdir', outDir, input],
    ],
  })
  const named = path.join(path.dirname(pdf), 'document.pdf')
  await rename(pdf, named)
  return named
}
