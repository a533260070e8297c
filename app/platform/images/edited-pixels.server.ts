import sharp, { type Sharp } from 'sharp'
import { editedRegion, editedSize } from './edit-geometry'
import type { EditRecipe, Levels } from './edit-recipe'
import { ImageError } from './image-error'
import { inSrgb } from './in-srgb'
import { MOST_PIXELS } from './pixel-limits'
import { drawingScale } from './preset-settings'
import type { Pixels } from './thumbhash.server'

interface Size {
  width: number
  height: number
}

export interface EditedSource {
  /** The decoder's input, of `pictureInput`. */
  input: string | Buffer
  /** Whether it is a drawing, which has any size. */
  isDrawn: boolean
  edit: EditRecipe
  /** Returns the size wanted of an edited picture of some pixels. */
  wanted: (edited: Size) => Size
}

const SECONDS = 60
/** A drawing's resolution is relative to this one (SVG 2, 7.2; the default of the decoder). */
const SVG_DPI = 72
/** Copies of the outermost pixels, for the interpolation to mix nothing else into the edge. */
const MARGIN = 4

/**
 * Returns the pixels of an edited picture, in sRGB with eight bits, at the size wanted, which may be smaller than the edit leaves
 * but, of pictures with pixels, not larger. Only the part that the edit leaves is decoded at that size. Of an animation it is the
 * first picture. Throws what the decoder throws, and ImageError for too many pixels.
 */
export async function editedPixels(source: EditedSource): Promise<Pixels> {
  const { edit, wanted } = source
  const { image, natural } = await open(source)
  const size = wanted(editedSize(edit, natural))
  const region = editedRegion(edit, natural)
  const scale = size.width / editedSize(edit, natural).width
  const isStraight = edit.straighten === 0
  const upright = isStraight && edit.turns % 2 ? { width: size.height, height: size.width } : size
  const scaled = isStraight ? upright : { width: whole(region.width * scale), height: whole(region.height * scale) }
  const isAll = region.width === natural.width && region.height === natural.height
  const part = isAll ? image : image.extract(region)
  const pixels = await pixelsOf(await inSrgb(part.resize({ ...scaled, fit: 'fill' })))
  const turned = edit.turns === 0 ? pixels : await pixelsOf(ofPixels(pixels).rotate(edit.turns * 90))
  const straight = isStraight ? turned : await straightened(turned, edit.straighten, size)
  return edit.levels ? withLevels(straight, edit.levels) : straight
}

async function open({ input, isDrawn, edit, wanted }: EditedSource): Promise<{ image: Sharp; natural: Size }> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'truncated', sequentialRead: true } as const
  const natural = await uprightSize(sharp(input, { limitInputPixels: false }))
  if (!isDrawn) {
    if (natural.width * natural.height > MOST_PIXELS) throw new ImageError('too_many_pixels')
    return { image: sharp(input, options).autoOrient(), natural }
  }
  const edited = editedSize(edit, natural)
  const scale = wanted(edited).width / edited.width
  const drawn = { width: natural.width * scale, height: natural.height * scale }
  const density = Math.min(100_000, Math.max(1, SVG_DPI * drawingScale(natural, drawn)))
  const size = await uprightSize(sharp(input, { limitInputPixels: false, density }))
  return { image: sharp(input, { ...options, density }), natural: size }
}

async function uprightSize(image: Sharp): Promise<Size> {
  const { autoOrient, pageHeight } = await image.metadata()
  return { width: Math.max(1, autoOrient.width), height: Math.max(1, pageHeight ?? autoOrient.height) }
}

const whole = (side: number): number => Math.max(1, Math.round(side))

/**
 * Turns the box around what is cut out, and cuts that out of its centre. Colours are weighted by their opacity meanwhile, since the
 * interpolation would mix those of transparent pixels, mostly black, into the edges of a logo.
 */
async function straightened(source: Pixels, degrees: number, size: Size): Promise<Pixels> {
  const hasAlpha = source.channels === 4 || source.channels === 2
  const pixels = hasAlpha ? weighted(source) : source
  const margins = { left: MARGIN, right: MARGIN, top: MARGIN, bottom: MARGIN }
  const wider = await pixelsOf(ofPixels(pixels).extend({ ...margins, extendWith: 'copy' }))
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const options = { interpolator: sharp.interpolators.bicubic, background: { r: 0, g: 0, b: 0, alpha: 0 } }
  const around = await pixelsOf(ofPixels(wider).affine([cos, -sin, sin, cos], options))
  const [width, height] = [Math.min(size.width, around.width), Math.min(size.height, around.height)]
  const start = { left: Math.round((around.width - width) / 2), top: Math.round((around.height - height) / 2) }
  const cut = ofPixels(around).extract({ ...start, width, height })
  // The background of the turned box makes a fourth channel, which is opaque wherever anything is cut out.
  return hasAlpha ? unweighted(await pixelsOf(cut)) : pixelsOf(cut.removeAlpha())
}

/** Returns pixels with each colour multiplied by its opacity, changed in place. */
const weighted = (pixels: Pixels): Pixels => byOpacity(pixels, (value, alpha) => Math.round((value * alpha) / 255))

/** The reverse of `weighted`; what is transparent has no colour. */
const unweighted = (pixels: Pixels): Pixels =>
  byOpacity(pixels, (value, alpha) => (alpha === 0 ? 0 : Math.min(255, Math.round((value * 255) / alpha))))

function byOpacity(pixels: Pixels, change: (value: number, alpha: number) => number): Pixels {
  const { data, channels } = pixels
  for (let at = 0; at < data.length; at += channels) {
    const alpha = data[at + channels - 1] ?? 255
    if (alpha === 255) continue
    for (let channel = at; channel < at + channels - 1; channel++) data[channel] = change(data[channel] ?? 0, alpha)
  }
  return pixels
}

/** Returns pixels with other tones; transparency stays as it is. The pixels are changed in place. */
function withLevels(pixels: Pixels, levels: Levels): Pixels {
  const { data, channels } = pixels
  const table = levelsTable(levels)
  const colours = channels === 2 || channels === 4 ? channels - 1 : channels
  for (let at = 0; at < data.length; at += channels)
    for (let channel = at; channel < at + colours; channel++) data[channel] = table[data[channel] ?? 0] ?? 0
  return pixels
}

/** Returns the new value of each of the 256 values of a channel. */
export function levelsTable({ black, white, gamma }: Levels): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) => {
    const part = Math.min(1, Math.max(0, (value - black) / Math.max(1, white - black)))
    return Math.round(255 * part ** (1 / gamma))
  })
}

/** Pixels as the decoder's input. */
export const ofPixels = ({ data, ...raw }: Pixels): Sharp => sharp(data, { raw })

/** Returns the pixels of a picture with eight bits a channel. */
export async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .timeout({ seconds: SECONDS })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels as Pixels['channels'] }
}
