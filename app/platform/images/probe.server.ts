import sharp, { type Metadata } from 'sharp'
import { isConvertible } from '~/platform/converters/picture-of.server'
import type { Kind } from '~/platform/files/kinds'
import type { Sniffed } from '~/platform/files/sniff.server'
import { ImageError, imageErrorOf } from './image-error'
import { pictureInput } from './picture-input.server'
import { LONGEST_SIDE, MOST_PIXELS } from './pixel-limits'
import { structureOf } from './structure.server'
import { hasEndNearby, reachesEnd } from './truncation.server'

export interface Probe {
  width: number | null
  height: number | null
  pageCount: number | null
  colourSpace: string | null
  /** Why the file is refused. */
  refusal?: 'truncated' | 'too_many_pixels' | 'unreadable'
  /** Why the file is accepted but has no preview. */
  unpreviewable?: `no_decoder_${Missing}`
}

type Missing =
  | ('heic' | 'pdf' | 'eps' | 'raw' | 'psd' | 'video' | 'audio' | 'office' | 'font' | 'model' | 'archive')
  | ('text' | 'jxl' | 'jp2' | 'other')

const NOTHING: Probe = { width: null, height: null, pageCount: null, colourSpace: null }
/** Types that our own decoder reads. */
const READABLE = new Set(['jpg', 'png', 'webp', 'gif', 'avif', 'tif', 'svg'])
const NO_DECODER: Record<string, Missing> = {
  ...{ heic: 'heic', pdf: 'pdf', ai: 'pdf', eps: 'eps', ps: 'eps', psd: 'psd', psb: 'psd', xcf: 'psd' },
  ...{ jxl: 'jxl', jp2: 'jp2', indd: 'other', bmp: 'other', ico: 'other' },
}
const BY_KIND: Record<Kind, Missing> = {
  ...{ photo: 'other', vector: 'other', raw: 'raw', layered: 'psd', pdf: 'pdf' },
  ...{ document: 'office', presentation: 'office', spreadsheet: 'office' },
  ...{ video: 'video', audio: 'audio', font: 'font', model: 'model', archive: 'archive' },
  ...{ text: 'text', code: 'text', data: 'text', other: 'other' },
}

/** Whether our own decoder reads a file type; others need a converter. */
export const isDecoded = ({ extension }: Sniffed): boolean => READABLE.has(extension)

/**
 * Returns the properties of a picture (after its orientation is applied), or why it has no preview or is refused.
 * Refused are only files that are truncated, damaged or over the limits: an intact picture in a coding that the decoder
 * does not support is kept without a preview.
 */
export async function probe(localPath: string, sniffed: Sniffed): Promise<Probe> {
  const { extension } = sniffed
  if (!READABLE.has(extension)) {
    const isCut = (await structureOf(localPath, extension)) === 'cut'
    if (isCut) return { ...NOTHING, refusal: 'truncated' }
    if (isConvertible(sniffed)) return NOTHING
    return { ...NOTHING, unpreviewable: `no_decoder_${missingFor(sniffed)}` }
  }
  let read: Probe = NOTHING
  try {
    const input = await pictureInput(localPath, sniffed)
    const stated = statedBy(await sharp(input, { limitInputPixels: false, failOn: 'none' }).metadata())
    read = stated
    // An SVG has no pixels of its own: it is rendered at the size needed.
    if (extension !== 'svg' && isTooLarge(stated)) return { ...read, refusal: 'too_many_pixels' }
    await requireNotTruncated(localPath, extension)
    return read
  } catch (error) {
    // An SVG that a strict XML parser refuses may still open in a design program: it is kept without preview.
    if (extension === 'svg') return { ...NOTHING, unpreviewable: 'no_decoder_other' }
    const { code } = imageErrorOf(error)
    // If reading the header failed, the error says nothing about the rest of the file.
    const isHeader = read === NOTHING && code !== 'too_many_pixels'
    return { ...read, ...(await withoutPicture(localPath, extension, isHeader ? 'unreadable' : code)) }
  }
}

function missingFor({ extension, mediaType, kind }: Sniffed): Missing {
  // Illustrator's format before version 9 is PostScript.
  if (extension === 'ai' && mediaType === 'application/postscript') return 'eps'
  return NO_DECODER[extension] ?? BY_KIND[kind]
}

/** Throws ImageError if a picture is truncated or the decoder cannot read it to its end. */
async function requireNotTruncated(localPath: string, extension: string): Promise<void> {
  const structure = UNDECODED.has(extension) && (await structureOf(localPath, extension))
  if (structure === 'cut') throw new ImageError('truncated')
  if (structure === 'whole' && extension === 'jpg') throw new ImageError('unreadable')
  const hasEnd = await hasEndNearby(localPath, extension)
  // A PNG without its last chunk is truncated, even if the decoder found all pixels. A JPEG decoder does not notice a
  // cut: it decodes the bytes that follow it as pixels.
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

function statedBy({ autoOrient, pageHeight, pages, space, depth }: Metadata): Probe & Size {
  return {
    ...{ width: autoOrient.width, height: pageHeight ?? autoOrient.height, pageCount: pages ?? 1 },
    colourSpace: depth === 'ushort' ? `${space} 16` : space,
  }
}

interface Size {
  width: number
  height: number
}

const isTooLarge = ({ width, height }: Size): boolean =>
  Math.max(width, height) > LONGEST_SIDE || width * height > MOST_PIXELS

/** Formats in which only decoding finds damage; others are decoded only if their end marker is not where expected. */
const DECODED: ReadonlySet<string> = new Set(['png', 'tif', 'gif', 'webp'])

/** Formats too slow to decode for this check, so only their structure is checked. */
const UNDECODED: ReadonlySet<string> = new Set(['avif', 'jpg'])

async function decode(localPath: string): Promise<void> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'truncated', sequentialRead: true } as const
  await sharp(localPath, options)
    .resize({ width: 64, height: 64, fit: 'inside' })
    .timeout({ seconds: 60 })
    .raw()
    .toBuffer()
}
