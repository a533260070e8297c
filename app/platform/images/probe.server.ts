import sharp, { type Metadata } from 'sharp'
import type { Sniffed } from '~/platform/files/sniff.server'
import { imageErrorOf } from './image-error'
import { pictureInput } from './picture-input.server'
import { isWhole } from './whole.server'

/** Limits of what is opened at all, checked on the header before any decoder sees a pixel. */
export const LONGEST_SIDE = 32_768
export const MOST_PIXELS = 268_000_000

export interface Probe {
  width: number | null
  height: number | null
  pageCount: number | null
  colourSpace: string | null
  /** Why the file is not taken in. */
  refusal?: 'truncated' | 'too_many_pixels' | 'unreadable'
  /** Why it is taken in but cannot be shown. */
  unpreviewable?: `no_decoder_${Missing}`
}

type Missing =
  | ('heic' | 'pdf' | 'eps' | 'raw' | 'psd' | 'video' | 'audio' | 'office' | 'font' | 'model' | 'archive')
  | ('text' | 'jxl' | 'jp2' | 'other')

const NOTHING: Probe = { width: null, height: null, pageCount: null, colourSpace: null }
const READABLE = new Set(['jpg', 'png', 'webp', 'gif', 'avif', 'tif', 'svg'])
const NO_DECODER: Record<string, Missing> = {
  ...{ heic: 'heic', pdf: 'pdf', ai: 'pdf', eps: 'eps', ps: 'eps', psd: 'psd', psb: 'psd', xcf: 'psd' },
  ...{ jxl: 'jxl', jp2: 'jp2', indd: 'other', bmp: 'other', ico: 'other' },
}
const BY_KIND: Record<string, Missing> = {
  ...{ raw: 'raw', video: 'video', audio: 'audio', document: 'office', font: 'font', model: 'model' },
  ...{ archive: 'archive', text: 'text', layered: 'psd' },
}

/** What a picture says of itself, after its orientation is applied, or why it cannot be shown or taken in. */
export async function probe(localPath: string, sniffed: Sniffed): Promise<Probe> {
  const { extension, kind } = sniffed
  if (!READABLE.has(extension))
    return { ...NOTHING, unpreviewable: `no_decoder_${NO_DECODER[extension] ?? BY_KIND[kind] ?? 'other'}` }
  try {
    const input = await pictureInput(localPath, sniffed)
    const read = statedBy(await sharp(input, { limitInputPixels: false, failOn: 'none' }).metadata())
    // A drawing has no pixels of its own; it is drawn at the size that is wanted.
    if (extension !== 'svg' && isTooLarge(read)) return { ...read, refusal: 'too_many_pixels' }
    if (!(await isWhole(localPath, extension))) return { ...read, refusal: 'truncated' }
    if (!(await decodes(localPath, extension))) return { ...read, refusal: 'unreadable' }
    return read
  } catch (error) {
    // Drawings that a strict reader of XML refuses may still be what a designer's program opens: kept, not shown.
    if (extension === 'svg') return { ...NOTHING, unpreviewable: 'no_decoder_other' }
    return { ...NOTHING, refusal: imageErrorOf(error).code === 'too_many_pixels' ? 'too_many_pixels' : 'unreadable' }
  }
}

function statedBy({ autoOrient, pageHeight, pages, space, depth }: Metadata): Probe {
  return {
    ...{ width: autoOrient.width, height: pageHeight ?? autoOrient.height, pageCount: pages ?? 1 },
    colourSpace: depth === 'ushort' ? `${space} 16` : space,
  }
}

const isTooLarge = ({ width, height }: Probe): boolean =>
  Math.max(width!, height!) > LONGEST_SIDE || width! * height! > MOST_PIXELS

/** Formats that do not say where they end, so that only a decoder finds them cut or broken. */
const DECODED: ReadonlySet<string> = new Set(['png', 'tif', 'gif', 'webp'])

async function decodes(localPath: string, extension: string): Promise<boolean> {
  if (!DECODED.has(extension)) return true
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'truncated', sequentialRead: true } as const
  return sharp(localPath, options)
    .resize({ width: 64, height: 64, fit: 'inside' })
    .timeout({ seconds: 60 })
    .raw()
    .toBuffer()
    .then(
      () => true,
      () => false,
    )
}
