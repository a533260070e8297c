import sharp, { type Metadata } from 'sharp'
import type { Sniffed } from '~/platform/files/sniff.server'
import { ImageError, imageErrorOf } from './image-error'
import { pictureInput } from './picture-input.server'
import { structureOf } from './structure.server'
import { hasEndNearby, reachesEnd } from './truncation.server'

/** Limits of what is opened at all, checked on the header before any decoder sees a pixel. */
const LONGEST_SIDE = 32_768
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

/**
 * What a picture says of itself, after its orientation is applied, or why it cannot be shown or taken in. Refused is only
 * what is cut, damaged or over the limits: a picture that is whole, but coded in a way that the decoder does not know, is
 * kept without a preview.
 */
export async function probe(localPath: string, sniffed: Sniffed): Promise<Probe> {
  const { extension, kind } = sniffed
  if (!READABLE.has(extension)) {
    const isCut = (await structureOf(localPath, extension)) === 'cut'
    if (isCut) return { ...NOTHING, refusal: 'truncated' }
    return { ...NOTHING, unpreviewable: `no_decoder_${NO_DECODER[extension] ?? BY_KIND[kind] ?? 'other'}` }
  }
  let read = NOTHING
  try {
    const input = await pictureInput(localPath, sniffed)
    read = statedBy(await sharp(input, { limitInputPixels: false, failOn: 'none' }).metadata())
    // A drawing has no pixels of its own; it is drawn at the size that is wanted.
    if (extension !== 'svg' && isTooLarge(read)) return { ...read, refusal: 'too_many_pixels' }
    await requireNotTruncated(localPath, extension)
    return read
  } catch (error) {
    // Drawings that a strict reader of XML refuses may still be what a designer's program opens: kept, not shown.
    if (extension === 'svg') return { ...NOTHING, unpreviewable: 'no_decoder_other' }
    const { code } = imageErrorOf(error)
    // A header that breaks off says nothing of the rest.
    const isHeader = read === NOTHING && code !== 'too_many_pixels'
    return { ...read, ...(await withoutPicture(localPath, extension, isHeader ? 'unreadable' : code)) }
  }
}

/** Throws what the decoder says of a picture that it cannot read to its end. */
async function requireNotTruncated(localPath: string, extension: string): Promise<void> {
  const structure = UNDECODED.has(extension) && (await structureOf(localPath, extension))
  if (structure === 'cut') throw new ImageError('truncated')
  if (structure === 'whole' && extension === 'jpg') throw new ImageError('unreadable')
  const hasEnd = await hasEndNearby(localPath, extension)
  // Without its last chunk a PNG is cut, even when the decoder has all its pixels; and a decoder of JPEG takes for pixels
  // what stands where they were cut.
  if (!hasEnd && (extension === 'png' || !(await reachesEnd(localPath)))) throw new ImageError('truncated')
  if (DECODED.has(extension) || !hasEnd) await decode(localPath)
}

async function withoutPicture(
  localPath: string,
  extension: string,
  code: ImageError['code'],
): Promise<Pick<Probe, 'refusal' | 'unpreviewable'>> {
  if (code === 'truncated' || code === 'too_many_pixels') return { refusal: code }
  const structure = await structureOf(localPath, extension)
  if (structure === 'whole') return { unpreviewable: 'no_decoder_other' }
  return { refusal: structure === 'cut' ? 'truncated' : 'unreadable' }
}

function statedBy({ autoOrient, pageHeight, pages, space, depth }: Metadata): Probe {
  return {
    ...{ width: autoOrient.width, height: pageHeight ?? autoOrient.height, pageCount: pages ?? 1 },
    colourSpace: depth === 'ushort' ? `${space} 16` : space,
  }
}

const isTooLarge = ({ width, height }: Probe): boolean =>
  Math.max(width!, height!) > LONGEST_SIDE || width! * height! > MOST_PIXELS

/** Formats of which a decoder alone finds damage; of the others it is asked when their end is not where it should be. */
const DECODED: ReadonlySet<string> = new Set(['png', 'tif', 'gif', 'webp'])

/** Formats that are too slow to decode for this, so that their structure is asked. */
const UNDECODED: ReadonlySet<string> = new Set(['avif', 'jpg'])

async function decode(localPath: string): Promise<void> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'truncated', sequentialRead: true } as const
  await sharp(localPath, options)
    .resize({ width: 64, height: 64, fit: 'inside' })
    .timeout({ seconds: 60 })
    .raw()
    .toBuffer()
}
