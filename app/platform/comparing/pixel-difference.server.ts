import { writeFile } from 'node:fs/promises'
import pixelmatch from 'pixelmatch'
import sharp from 'sharp'
import '~/platform/images/picture-input.server'
import { inSrgb } from '~/platform/images/in-srgb'
import { withinPixelBudget } from '~/platform/images/pixel-budget.server'
import { MOST_PIXELS } from '~/platform/images/pixel-limits'
import { canvasOf, haveSameShape, type Size } from './picture-canvas'

/** How much of two pictures differs. */
export interface PixelDifference extends Size {
  /** Pixels of the compared area that differ. */
  changed: number
  /** Share of those pixels, 0 to 1. */
  share: number
  /** Whether the pictures have one shape; of others, what only one of them covers counts as different. */
  isSameShape: boolean
}

/** Steps of 255 by which a channel may differ without being seen: what compression leaves is less. */
const TOLERANCE = 13
/** The same for pixelmatch, whose threshold is of the greatest YIQ distance: grey of 13 steps. */
const THRESHOLD = 0.05
/** Longest side that is compared, in pixels; pixelmatch takes half a second for it. */
const MOST_SIDE = 1600
const SECONDS = 60

/**
 * Compares two pictures, sRGB, at the pixels of the smaller. Writes a PNG to `outFile` in which the pixels that differ are red
 * and all others transparent, unless none does. Throws the error of the decoder for a damaged picture.
 */
export async function pixelDifference(older: string, newer: string, outFile: string): Promise<PixelDifference> {
  const [one, other] = [await sizeOf(older), await sizeOf(newer)]
  const canvas = within(canvasOf(one, other), MOST_SIDE)
  const pixels = (one.width * one.height + other.width * other.height) / 2
  return withinPixelBudget(pixels, async () => {
    const [before, after] = [await pixelsOn(canvas, older), await pixelsOn(canvas, newer)]
    const changed = countChanged(before, after)
    if (changed > 0) await writeChanged(before, after, canvas, outFile)
    const share = changed / (canvas.width * canvas.height)
    return { ...canvas, changed, share, isSameShape: haveSameShape(one, other) }
  })
}

async function sizeOf(file: string): Promise<Size> {
  const { width, height, pageHeight } = await sharp(file, { limitInputPixels: MOST_PIXELS }).metadata()
  return { width, height: pageHeight ?? height }
}

function within({ width, height }: Size, side: number): Size {
  const factor = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}

/** RGBA, eight bits, of a picture that fits into the canvas; transparent beside it. */
async function pixelsOn(canvas: Size, file: string): Promise<Buffer> {
  const background = { r: 0, g: 0, b: 0, alpha: 0 }
  const decoded = sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' })
  const image = await inSrgb(decoded.resize({ ...canvas, fit: 'contain', background }))
  return image.ensureAlpha().timeout({ seconds: SECONDS }).raw({ depth: 'uchar' }).toBuffer()
}

/** Returns how many pixels differ in a channel; the colour of what cannot be seen is no difference. */
export function countChanged(before: Uint8Array, after: Uint8Array): number {
  let changed = 0
  for (let at = 0; at < before.length; at += 4) {
    const [one = 0, other = 0] = [before[at + 3], after[at + 3]]
    const differs = (channel: number) =>
      Math.abs(((before[at + channel] ?? 0) * one - (after[at + channel] ?? 0) * other) / 255) > TOLERANCE
    if (Math.abs(one - other) > TOLERANCE || differs(0) || differs(1) || differs(2)) changed++
  }
  return changed
}

async function writeChanged(before: Buffer, after: Buffer, canvas: Size, outFile: string): Promise<void> {
  const { width, height } = canvas
  const marked = Buffer.alloc(width * height * 4)
  const options = {
    threshold: THRESHOLD,
    includeAA: true,
    diffMask: true,
    diffColor: [224, 0, 60] as [number, number, number],
  }
  pixelmatch(before, after, marked, width, height, options)
  const png = sharp(marked, { raw: { width, height, channels: 4 } }).png({ palette: true, colours: 4, effort: 4 })
  await writeFile(outFile, await png.toBuffer())
}
