// Ours beside exiftool, which names previews by camera and returns cut ones; this finds them by their bytes and checks them.
import { createWriteStream } from 'node:fs'
import { type FileHandle, open, rm, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import sharp from 'sharp'
import { isSystemError } from '~/platform/files/file-errors'
import { type ByteSource, withFileSource } from '~/platform/metadata/byte-source.server'
import { xmpImages } from './indd-preview.server'
import { type JpegExtent, type JpegWalker, jpegWalker } from './jpeg-extent.server'
import { searchJpegs } from './jpeg-search.server'
import { pictureInput } from './picture-input.server'
import { MOST_PIXELS } from './pixel-limits'
import { cr3Previews, rafPreviews, type StatedPreviews, tiffPreviews } from './raw-previews.server'
import { unpackPreview } from './zip-preview.server'

/** A picture that another program stored in a file. */
export interface EmbeddedPreview {
  /** Pixels as stored, before they are turned. */
  width: number
  height: number
  /** Exif orientation, 2 to 8, by which the stored pixels are to be turned: the preview's own, else that of the raw file. */
  orientation?: number
  mediaType: 'image/jpeg' | 'image/png'
}

type StatedReader = (source: ByteSource) => Promise<StatedPreviews>

const RAW: Record<string, StatedReader> = {
  ...{ dng: tiffPreviews, nef: tiffPreviews, nrw: tiffPreviews, cr2: tiffPreviews, arw: tiffPreviews },
  ...{ sr2: tiffPreviews, pef: tiffPreviews, orf: tiffPreviews, rw2: tiffPreviews, cr3: cr3Previews, raf: rafPreviews },
}
const ZIPS: ReadonlySet<string> = new Set([
  ...['key', 'pages', 'numbers', 'sketch', 'odt', 'odp', 'ods', 'odg', 'ott', 'otp', 'ots', 'otg', 'kra', 'ora'],
  ...['docx', 'pptx', 'xlsx', 'dotx', 'potx', 'xltx', 'docm', 'pptm', 'xlsm'],
])

/**
 * Writes the largest intact preview of a raw file, or the preview of an InDesign, iWork, Sketch, OpenDocument or Office
 * document, to `outFile`. Returns its properties, or undefined, with no file, if there is none that decodes. It may be
 * as small as a thumbnail. Throws what reading and writing files throws.
 */
export async function writeEmbeddedPreview(
  localPath: string,
  extension: string,
  outFile: string,
): Promise<EmbeddedPreview | undefined> {
  const preview = await find(localPath, extension, outFile)
  if (!preview) await rm(outFile, { force: true })
  return preview
}

async function find(localPath: string, extension: string, outFile: string): Promise<EmbeddedPreview | undefined> {
  const raw = Object.hasOwn(RAW, extension) ? RAW[extension] : undefined
  if (raw) return rawPreview(localPath, outFile, raw)
  if (extension === 'indd') return inddPreview(localPath, outFile)
  if (!ZIPS.has(extension)) return undefined
  let preview: EmbeddedPreview | undefined
  await unpackPreview(localPath, outFile, async () => {
    preview = await decoded(outFile)
    return preview !== undefined
  })
  return preview
}

/** The search is spared where a stated preview is this long. */
const LARGE_ENOUGH = 1000

async function rawPreview(
  localPath: string,
  outFile: string,
  read: StatedReader,
): Promise<EmbeddedPreview | undefined> {
  const { ranges, orientation } = await withFileSource(localPath, read)
  const file = await open(localPath)
  try {
    const walker = jpegWalker(file)
    const stated = await extentsOf(ranges, walker, (await file.stat()).size)
    const isEnough = stated.some(({ width, height }) => Math.max(width, height) >= LARGE_ENOUGH)
    const searched = isEnough ? [] : await searchJpegs(file, walker)
    for (const extent of largestFirst([...stated, ...searched])) {
      await copy(file, extent, outFile)
      const preview = await decoded(outFile)
      if (preview) return { ...preview, orientation: preview.orientation ?? turning(orientation) }
    }
    return undefined
  } finally {
    await file.close()
  }
}

async function extentsOf(ranges: StatedPreviews['ranges'], walker: JpegWalker, size: number): Promise<JpegExtent[]> {
  const extents: JpegExtent[] = []
  for (const { at, length } of ranges) {
    const extent = await walker.extentAt(at, Math.min(at + length, size))
    if (extent) extents.push(extent)
  }
  return extents
}

const MOST_TRIED = 8

/** Returns each JPEG once, those of most pixels first. */
function largestFirst(extents: JpegExtent[]): JpegExtent[] {
  const unique = [...new Map(extents.map((extent) => [extent.at, extent])).values()]
  return unique.sort((a, b) => b.width * b.height - a.width * a.height).slice(0, MOST_TRIED)
}

async function copy(file: FileHandle, { at, end }: JpegExtent, outFile: string): Promise<void> {
  const stream = file.createReadStream({ start: at, end: end - 1, autoClose: false })
  await pipeline(stream, createWriteStream(outFile))
}

/** Pages come in order, so that of equal ones the first stays. */
async function inddPreview(localPath: string, outFile: string): Promise<EmbeddedPreview | undefined> {
  let best: { preview: EmbeddedPreview; bytes: Buffer } | undefined
  for await (const bytes of xmpImages(localPath)) {
    const preview = await decoded(bytes)
    if (preview && (!best || preview.width * preview.height > best.preview.width * best.preview.height))
      best = { preview, bytes }
  }
  if (best) await writeFile(outFile, best.bytes)
  return best?.preview
}

const MEDIA_TYPES: Record<string, EmbeddedPreview['mediaType']> = { jpeg: 'image/jpeg', png: 'image/png' }

/** Returns the properties of a picture that decodes to its end; undefined if it does not. */
async function decoded(picture: string | Buffer): Promise<EmbeddedPreview | undefined> {
  const input =
    typeof picture === 'string'
      ? await pictureInput(picture, { kind: 'photo', mediaType: 'image/jpeg', extension: 'jpg' })
      : picture
  try {
    const { format, width, height, orientation } = await sharp(input, { limitInputPixels: MOST_PIXELS }).metadata()
    const mediaType = MEDIA_TYPES[format]
    if (!mediaType) return undefined
    // A JPEG whose data ends before its lines do gives only a warning; superfluous bytes, which do no harm, as well.
    await decode(input, 'warning').catch((error: unknown) => {
      if (!/extraneous bytes/i.test(String(error))) throw error
      return decode(input, 'truncated')
    })
    return { width, height, orientation: turning(orientation), mediaType }
  } catch (error) {
    if (isSystemError(error)) throw error
    return undefined
  }
}

const decode = (input: string | Buffer, failOn: 'warning' | 'truncated') =>
  sharp(input, { limitInputPixels: MOST_PIXELS, failOn, sequentialRead: true })
    .resize({ width: 64, height: 64, fit: 'inside' })
    .timeout({ seconds: 60 })
    .raw()
    .toBuffer()

/** An orientation of 1 turns nothing. */
const turning = (orientation: number | undefined) => (orientation && orientation > 1 ? orientation : undefined)
