import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Credit } from '~/platform/images/credit'
import { cleanSvg } from '~/platform/images/svg/clean-svg.server'
import { decodeXml } from '~/platform/metadata/decode-text'
import { requireArtwork } from './artwork.server'
import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { hasArtBox, readPdfFacts } from './pages.server'
import { writePdf } from './pdf-writer.server'
import { runForFile } from './run-step.server'

/** Largest drawing that is read as text, and largest PDF of one, in bytes. */
const LARGEST_SVG = 20 * 1024 * 1024
const LARGEST_PDF = 256 * 1024 * 1024
/** PostScript is a program, which may never end. */
const BOUNDS = { seconds: 120, outputBytes: LARGEST_PDF } as const

/** Pictures as sharp as they are, without loss. */
const FOR_PRINT = [
  ...['Color', 'Gray'].flatMap((which) => [
    ...[`-dDownsample${which}Images=false`, `-dAutoFilter${which}Images=false`, `-d${which}ImageFilter=/FlateEncode`],
  ]),
  '-dDownsampleMonoImages=false',
]

/** How Ghostscript reads each type: PostScript by its bounding box, an Illustrator file by its art box. */
type Reading = { task: ConversionTask; options: string[] }

/**
 * Writes a logo or other drawing as PDF that stays a drawing, in its own colours and spot colours, cropped to what is drawn, with
 * the credit. Throws ConvertError, `empty` for a type of file that no program reads, and ImageError for an SVG that cannot be read.
 */
export async function writeVectorPdf(task: ConversionTask, credit: Credit): Promise<string> {
  const { task: read, options } = await readingOf(task)
  const colours = '-sColorConversionStrategy=LeaveColorUnchanged'
  return writePdf(read, { credit, options: [...FOR_PRINT, colours, ...options], ...BOUNDS })
}

/**
 * Writes a drawing as SVG that only draws, with the credit: an SVG as it is otherwise, of other files the first page in the colours
 * of screens, its letters as outlines. Throws as `writeVectorPdf` does.
 */
export async function writeVectorSvg(task: ConversionTask, credit: Credit): Promise<string> {
  const source = task.sniffed.extension === 'svg' ? task.localPath : await drawnAsSvg(task)
  const file = path.join(task.workDir, 'drawing.svg')
  await writeFile(file, await cleanSvg(await textOf(source), credit, task.signal))
  return file
}

/** By way of a PDF in RGB: poppler turns spot colours into others than their makers meant. */
async function drawnAsSvg(task: ConversionTask): Promise<string> {
  const { task: read, options } = await readingOf(task)
  const firstPage = ['-dFirstPage=1', '-dLastPage=1', '-sColorConversionStrategy=RGB', '-dProcessColorModel=/DeviceRGB']
  const pdf = await writePdf(read, {
    ...{ credit: {}, options: [...FOR_PRINT, ...firstPage, ...options], ...BOUNDS },
  })
  return runForFile(task, {
    ...{ program: 'pdftocairo', input: pdf, outputBytes: LARGEST_SVG },
    args: ({ input, outDir }) => ['-svg', '-f', '1', '-l', '1', input, `${outDir}/drawing.svg`],
  })
}

async function textOf(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size > LARGEST_SVG) throw new ConvertError('too_large')
  return decodeXml(await readFile(file))
}

async function readingOf(task: ConversionTask): Promise<Reading> {
  const { extension, mediaType } = task.sniffed
  if (extension === 'svg') return { task: await svgAsPdf(task), options: [] }
  if (extension === 'eps' || extension === 'ps' || mediaType === 'application/postscript')
    return { task, options: ['-dEPSCrop'] }
  if (extension !== 'ai') throw new ConvertError('empty')
  const facts = await readPdfFacts(task)
  await requireArtwork(task)
  return { task, options: hasArtBox(facts) ? ['-dUseArtBox'] : [] }
}

async function svgAsPdf(task: ConversionTask): Promise<ConversionTask> {
  const clean = path.join(task.workDir, 'clean.svg')
  await writeFile(clean, await cleanSvg(await textOf(task.localPath), {}, task.signal))
  const localPath = await runForFile(task, {
    ...{ program: 'rsvg-convert', input: clean, outputBytes: LARGEST_PDF },
    args: ({ input, outDir }) => ['--format', 'pdf', '--output', `${outDir}/drawing.pdf`, input],
  })
  return { ...task, localPath }
}
