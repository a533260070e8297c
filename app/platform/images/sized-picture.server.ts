import path from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { fingerprintFile } from '~/platform/files/fingerprint.server'
import type { Sniffed } from '~/platform/files/sniff.server'
import { type Credit, creditExif, creditXmp } from './credit'
import { coverBox, editedSize } from './edit-geometry'
import { changesPixels, type EditRecipe, focalPointOfResult } from './edit-recipe'
import { editedPixels, ofPixels, pixelsOf } from './edited-pixels.server'
import { ImageError, imageErrorOf } from './image-error'
import { inSrgb } from './in-srgb'
import { pictureInput } from './picture-input.server'
import { withinPixelBudget } from './pixel-budget.server'
import { MOST_PIXELS } from './pixel-limits'
import { drawingScale, type Fitted, fitted, type PictureFormat, type PresetSettings } from './preset-settings'
import type { Pixels } from './thumbhash.server'

/** A picture made by the settings of a preset, in a file. */
export interface SizedPicture {
  file: string
  mediaType: string
  /** Ending of its file name. */
  extension: string
  width: number
  height: number
  byteSize: number
  sha256: string
  crc32: number
}

export interface SizedOptions {
  sniffed: Sniffed
  settings: PresetSettings
  outDir: string
  credit?: Credit
  /** How the picture is edited, and the focal point that stays in view where its sides are cut. */
  edit?: EditRecipe | null
  /** Path of the ICC profile of the printing press, for settings in CMYK. */
  printProfile?: string
  signal?: AbortSignal
}

const SECONDS = 60
/** A drawing's resolution is relative to this one (SVG 2, 7.2; the default of the decoder). */
const SVG_DPI = 72
const LIMITS = { limitInputPixels: MOST_PIXELS, failOn: 'truncated' } as const

/**
 * Makes one picture by the settings of a preset: upright, eight bits, in sRGB or in CMYK with the profile embedded, all metadata
 * gone but creator and copyright. Throws ImageError, and the signal's reason.
 */
export async function renderSized(localPath: string, options: SizedOptions): Promise<SizedPicture> {
  try {
    const { decode, fit, pixels } = await open(localPath, options)
    return await withinPixelBudget(pixels, async () => {
      options.signal?.throwIfAborted()
      const decoded = await decode()
      options.signal?.throwIfAborted()
      return write(decoded, fit, options)
    })
  } catch (error) {
    options.signal?.throwIfAborted()
    throw imageErrorOf(error)
  }
}

async function open(localPath: string, { sniffed, settings, edit }: SizedOptions) {
  const input = await pictureInput(localPath, sniffed)
  const stated = await sharp(input, { limitInputPixels: false }).metadata()
  const natural = { width: stated.autoOrient.width, height: stated.pageHeight ?? stated.autoOrient.height }
  const isDrawn = sniffed.extension === 'svg'
  const isEdited = edit && changesPixels(edit)
  const fit = fitted(settings, isEdited ? editedSize(edit, natural) : natural, isDrawn)
  if (!isDrawn && natural.width * natural.height > MOST_PIXELS) throw new ImageError('too_many_pixels')
  const decoded = isDrawn ? fit.scaled : natural
  const pixels = decoded.width * decoded.height + fit.result.width * fit.result.height
  if (isEdited) {
    const wanted = () => fit.scaled
    return {
      decode: async () => cut(await editedPixels({ input, isDrawn, edit, wanted }), fit, { settings, edit }),
      fit,
      pixels,
    }
  }
  const focalPoint = edit?.focalPoint && settings.fit === 'cover'
  const density = isDrawn ? Math.min(100_000, Math.max(1, SVG_DPI * drawingScale(natural, fit.scaled))) : undefined
  const sequentialRead = settings.fit !== 'cover'
  const upright = sharp(input, { ...LIMITS, ...(density ? { density } : {}), sequentialRead }).autoOrient()
  const decode = async () => {
    if (!focalPoint) return pixelsOf(await inSrgb(sized(upright, fit, settings)))
    const scaled = await inSrgb(upright.resize({ ...fit.scaled, fit: 'fill' }))
    return cut(await pixelsOf(scaled), fit, { settings, edit })
  }
  return { decode, fit, pixels }
}

/** Crops to what draws attention: where colours are strong, edges many, and skin (the strategy `attention` of libvips). */
const sized = (image: Sharp, { scaled, result }: Fitted, { fit }: PresetSettings): Sharp =>
  fit === 'cover'
    ? image.resize({ ...result, fit: 'cover', position: sharp.strategy.attention })
    : image.resize({ ...scaled, fit: 'fill' })

/** Cuts a picture that covers its box to it: around the focal point, or around what draws attention when there is none. */
function cut(
  pixels: Pixels,
  fit: Fitted,
  { settings, edit }: { settings: PresetSettings; edit: EditRecipe },
): Pixels | Promise<Pixels> {
  if (settings.fit !== 'cover') return pixels
  const focalPoint = focalPointOfResult(edit)
  if (!focalPoint) return pixelsOf(sized(ofPixels(pixels), fit, settings))
  return pixelsOf(ofPixels(pixels).extract(coverBox(pixels, fit.result, focalPoint)))
}

async function write({ data, ...raw }: Pixels, fit: Fitted, options: SizedOptions): Promise<SizedPicture> {
  const { settings, outDir, credit = {}, printProfile } = options
  const { format, colourSpace, dpi } = settings
  const isPrint = colourSpace === 'cmyk'
  if (isPrint && !printProfile) throw new ImageError('failed')
  const image = padded(onBackground(sharp(data, { raw }), raw, settings), raw, fit, settings)
  // `withMetadata` alone converts to the profile and keeps four channels; of pixels without a file it copies no metadata.
  image.withMetadata({ ...(dpi ? { density: dpi } : {}), ...(isPrint ? { icc: printProfile } : {}) })
  const [exif, xmp] = [creditExif(credit), creditXmp(credit)]
  if (exif) image.withExif({ IFD0: exif })
  if (xmp) image.withXmp(xmp)
  const { mediaType, extension } = FILES[format as PictureFormat]
  const file = path.join(outDir, `sized.${extension}`)
  const { width, height } = await encoded(image, settings).timeout({ seconds: SECONDS }).toFile(file)
  if (isPrint) await requirePrintColours(file)
  const { byteSize, sha256, crc32 } = await fingerprintFile(file)
  return { file, mediaType, extension, width, height, byteSize, sha256, crc32 }
}

function onBackground(image: Sharp, { channels }: Omit<Pixels, 'data'>, { background, format }: PresetSettings): Sharp {
  const hasAlpha = channels === 2 || channels === 4
  if (!hasAlpha || (background === 'keep' && format !== 'jpeg')) return image
  return image.flatten({ background: background === 'keep' ? '#ffffff' : background })
}

const NOTHING = { r: 0, g: 0, b: 0, alpha: 0 }

function padded(
  image: Sharp,
  size: Omit<Pixels, 'data'>,
  { result }: Fitted,
  { fit, background }: PresetSettings,
): Sharp {
  if (fit !== 'pad') return image
  const [across, down] = [Math.max(0, result.width - size.width), Math.max(0, result.height - size.height)]
  const [left, top] = [Math.floor(across / 2), Math.floor(down / 2)]
  const around = { left, top, right: across - left, bottom: down - top }
  if (background !== 'keep') return image.extend({ ...around, background })
  return image.ensureAlpha().extend({ ...around, background: NOTHING })
}

const FILES: Record<PictureFormat, { mediaType: string; extension: string }> = {
  png: { mediaType: 'image/png', extension: 'png' },
  jpeg: { mediaType: 'image/jpeg', extension: 'jpg' },
  webp: { mediaType: 'image/webp', extension: 'webp' },
  avif: { mediaType: 'image/avif', extension: 'avif' },
  tiff: { mediaType: 'image/tiff', extension: 'tif' },
}

/** Effort is low where a person waits: the smallest PNG takes four times as long and is 3 % smaller. */
function encoded(image: Sharp, { format, quality }: PresetSettings): Sharp {
  const lossy = { quality: quality ?? 85 }
  switch (format) {
    case 'jpeg':
      return image.jpeg({ ...lossy, chromaSubsampling: lossy.quality >= 90 ? '4:4:4' : '4:2:0' })
    case 'webp':
      return image.webp({ ...lossy, effort: 2 })
    case 'avif':
      return image.avif({ ...lossy, effort: 2 })
    case 'tiff':
      return image.tiff({ compression: 'lzw', predictor: 'horizontal' })
    default:
      return image.png({ compressionLevel: 6 })
  }
}

/** A profile that the encoder cannot use would leave the picture in RGB without a word. Throws ImageError. */
async function requirePrintColours(file: string): Promise<void> {
  const { space, hasProfile } = await sharp(file).metadata()
  if (space !== 'cmyk' || !hasProfile) throw new ImageError('failed')
}
