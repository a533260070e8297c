import sharp, { type Sharp } from 'sharp'
import { ofPixels } from './edited-pixels.server'
import { inSrgb } from './in-srgb'
import { layoutOf } from './layout'
import { type MainColour, mainColours } from './main-colours'
import { MOST_PIXELS } from './pixel-limits'
import { SMALL_SIDE, smallPixels } from './small-pixels'
import { needsDarkBackdrop, type Pixels } from './thumbhash.server'

/** What a picture looks like: its colours, and what is where in it. */
export interface Appearance {
  colours: MainColour[]
  /** See `layoutOf`. */
  layout: Uint8Array
}

/** Returns what pixels look like. */
export const appearanceOf = async (pixels: Pixels): Promise<Appearance> => readSmall(ofPixels(pixels))

/** Returns what a picture file looks like, in its first frame. Throws what sharp throws for a file that it cannot decode. */
export const appearanceOfFile = async (localPath: string): Promise<Appearance> =>
  readSmall(await inSrgb(sharp(localPath, { limitInputPixels: MOST_PIXELS })))

async function readSmall(image: Sharp): Promise<Appearance> {
  const small = image.resize({ width: SMALL_SIDE, height: SMALL_SIDE, fit: 'fill', kernel: 'linear' }).ensureAlpha()
  const { data, info } = await small.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  const pixels = { data, width: info.width, height: info.height, channels: info.channels as Pixels['channels'] }
  const backdrop = needsDarkBackdrop(pixels) ? 0 : 255
  const rgba = rgbaOf(pixels)
  const seen = smallPixels(rgba)
  const { lab } = isOpaque(rgba) ? seen : smallPixels(onBackdrop(rgba, backdrop))
  return { colours: mainColours(seen), layout: layoutOf(lab) }
}

function isOpaque(rgba: Uint8Array): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 255) return false
  return true
}

/** Returns grey with alpha as RGBA, and four channels as they are. */
function rgbaOf({ data, channels }: Pixels): Uint8Array {
  if (channels === 4) return data
  const rgba = new Uint8Array(SMALL_SIDE * SMALL_SIDE * 4)
  for (let at = 0; at < SMALL_SIDE * SMALL_SIDE; at++) {
    const grey = data[2 * at] ?? 0
    rgba.set([grey, grey, grey, data[2 * at + 1] ?? 255], 4 * at)
  }
  return rgba
}

/** Returns pixels as they are seen on a backdrop, as pages show them. */
function onBackdrop(rgba: Uint8Array, backdrop: number): Uint8Array {
  const seen = Uint8Array.from(rgba)
  for (let at = 0; at < seen.length; at += 4) {
    const alpha = (rgba[at + 3] ?? 255) / 255
    for (let channel = at; channel < at + 3; channel++)
      seen[channel] = Math.round((rgba[channel] ?? 0) * alpha + backdrop * (1 - alpha))
    seen[at + 3] = 255
  }
  return seen
}
