import sharp, { type Sharp } from 'sharp'
import type { Sniffed } from '~/platform/files/sniff.server'
import { type Appearance, appearanceOf } from './appearance.server'
import { attentionPoint } from './attention.server'
import type { Credit } from './credit'
import { changesPixels, type EditRecipe, type FocalPoint } from './edit-recipe'
import { editedPixels, pixelsOf } from './edited-pixels.server'
import { jpeg, png, type Rendered, renditionWriter, webp } from './encode.server'
import { ImageError, imageErrorOf } from './image-error'
import { inSrgb } from './in-srgb'
import { pictureInput } from './picture-input.server'
import { withinPixelBudget } from './pixel-budget.server'
import { MOST_PIXELS } from './pixel-limits'
import { PRESET_NAMES, presetOf } from './preset-uses'
import { PRESETS, type PresetName } from './presets'
import { needsDarkBackdrop, type Pixels, thumbhashOf } from './thumbhash.server'

export type { Rendered } from './encode.server'

export interface Rendering {
  rendered: Rendered[]
  /** Base64. */
  thumbhash: string
  /** Whether it is a light drawing on transparency, visible only on a dark backdrop. */
  needsDarkBackdrop: boolean
  /** Pixels of the whole picture, upright, before it is edited. */
  size: { width: number; height: number }
  /** The point that draws most attention, in fractions of the sides of what was made. */
  attention: FocalPoint
  /** Its colours, and what is where in it. */
  appearance: Appearance
}

export interface RenderOptions {
  sniffed: Sniffed
  outDir: string
  credit?: Credit
  /** How the picture is edited before anything is made of it; an animation becomes a still picture. */
  edit?: EditRecipe | null
  /** What to make; everything unless it is said. */
  presets?: readonly PresetName[]
  /** Checked between the steps, since a decoder cannot be stopped within one. */
  signal?: AbortSignal
}

const SECONDS = 60
const WIDEST = Math.max(...PRESET_NAMES.map((name) => presetOf(name).side))
/** Forms up to this side come from fewer pixels: half the time of shrinking each from the largest. */
const FEWER = PRESETS.small.side
/** What draws attention is seen in few pixels, and the placeholder has fewer: its hash takes time with their square. */
const [FEW, TINY] = [320, 64]
/** Limit for the pixels of all frames of an animation; above it, only the first frame is rendered. */
const MOST_MOVING_PIXELS = 100_000_000
const LIMITS = { limitInputPixels: MOST_PIXELS, failOn: 'truncated', sequentialRead: true } as const

/**
 * Makes the forms of a picture: upright, sRGB, eight bits, all metadata gone but creator and copyright. The file is
 * decoded once, at the largest size wanted; the smaller forms come from those pixels. Throws ImageError, and the
 * signal's reason.
 */
export async function render(localPath: string, options: RenderOptions): Promise<Rendering> {
  const { sniffed, signal } = options
  try {
    const source = await openSource(localPath, sniffed, options.edit)
    return await withinPixelBudget(source.pixels, () => renderSource(source, options))
  } catch (error) {
    signal?.throwIfAborted()
    throw imageErrorOf(error)
  }
}

async function renderSource(source: Source, options: RenderOptions): Promise<Rendering> {
  const { sniffed, outDir, credit = {}, presets = PRESET_NAMES, signal } = options
  signal?.throwIfAborted()
  const pixels = await source.decode()
  signal?.throwIfAborted()
  const isFlat = flat(pixels)
  const isDrawing = !isFlat || sniffed.kind === 'vector'
  const write = renditionWriter(outDir, credit, SECONDS)
  const fewer = await pixelsOf(shrunk(pixels, FEWER))
  const work = presets.map((name) => {
    const { side, format, quality, animated } = presetOf(name)
    const moving = animated ? source.moving?.(side) : undefined
    const image = moving ?? shrunk(side > FEWER ? pixels : fewer, side)
    if (format === 'webp') return write(name, webp(image, quality, isDrawing && !moving))
    return write(name, isFlat ? jpeg(image, quality) : png(image))
  })
  // If one fails, the others are still writing: the caller may remove the folder only after all have settled.
  await Promise.allSettled(work)
  const rendered = await Promise.all(work)
  const few = await pixelsOf(shrunk(fewer, FEW))
  const tiny = await pixelsOf(shrunk(few, TINY).ensureAlpha())
  return {
    ...{ rendered, thumbhash: thumbhashOf(tiny), needsDarkBackdrop: needsDarkBackdrop(tiny), size: source.size },
    attention: await attentionPoint(few),
    appearance: await appearanceOf(fewer),
  }
}

interface Source {
  /** Returns the pixels of the picture, at most as wide and high as the largest form. */
  decode: () => Promise<Pixels>
  /** Upper bound of the pixels that are decoded. */
  pixels: number
  size: Rendering['size']
  /** All its pictures within a side, when it moves. */
  moving?: (side: number) => Sharp
}

async function openSource(localPath: string, sniffed: Sniffed, edit?: EditRecipe | null): Promise<Source> {
  const input = await pictureInput(localPath, sniffed)
  const stated = await sharp(input, { limitInputPixels: false }).metadata()
  const { autoOrient } = stated
  const size = { width: autoOrient.width, height: stated.pageHeight ?? autoOrient.height }
  const [width, height, pages] = [stated.width, stated.pageHeight ?? stated.height, stated.pages ?? 1]
  const isDrawn = sniffed.extension === 'svg'
  if (!isDrawn && width * height > MOST_PIXELS) throw new ImageError('too_many_pixels')
  if (edit && changesPixels(edit)) {
    const wanted = (edited: Size) => withinWidest(edited, isDrawn)
    const decode = () => editedPixels({ input, isDrawn, edit, wanted })
    return { decode, pixels: isDrawn ? WIDEST * WIDEST : width * height, size }
  }
  if (isDrawn) {
    const density = Math.min(100_000, Math.max(1, (72 * WIDEST) / Math.max(width, height, 1)))
    return { decode: () => decode(sharp(input, { ...LIMITS, density })), pixels: WIDEST * WIDEST, size }
  }
  const moves = pages > 1 && ['gif', 'webp'].includes(sniffed.extension)
  const isKept = moves && width * height * pages <= MOST_MOVING_PIXELS
  const moving = isKept ? (side: number) => movingWithin(localPath, side, height) : undefined
  return { decode: () => decode(sharp(input, LIMITS)), pixels: width * height * (isKept ? pages : 1), size, moving }
}

type Size = Rendering['size']

/** Returns the size of the largest form of a picture, which only drawings are enlarged to. */
function withinWidest({ width, height }: Size, isDrawn: boolean): Size {
  const scale = Math.min(isDrawn ? Number.POSITIVE_INFINITY : 1, WIDEST / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

async function decode(image: Sharp): Promise<Pixels> {
  const upright = image.autoOrient().resize({ width: WIDEST, height: WIDEST, fit: 'inside', withoutEnlargement: true })
  return pixelsOf(await inSrgb(upright))
}

const shrunk = ({ data, ...raw }: Pixels, side: number): Sharp =>
  sharp(data, { raw }).resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })

const movingWithin = (localPath: string, side: number, pageHeight: number): Sharp =>
  sharp(localPath, { animated: true, limitInputPixels: MOST_PIXELS, failOn: 'truncated' }).resize({
    width: side,
    // sharp measures an animation as one strip of all frames, so the height must be bounded only if a frame is taller
    // than the limit.
    height: pageHeight > side ? side : undefined,
    fit: 'inside',
    withoutEnlargement: true,
  })

/** Returns whether all pixels are opaque. */
function flat({ data, channels }: Pixels): boolean {
  if (channels === 1 || channels === 3) return true
  for (let at = channels - 1; at < data.length; at += channels) if (data.readUInt8(at) < 255) return false
  return true
}
