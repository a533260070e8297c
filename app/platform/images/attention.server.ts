import sharp from 'sharp'
import type { FocalPoint } from './edit-recipe'
import { ofPixels } from './edited-pixels.server'
import type { Pixels } from './thumbhash.server'

/** Pixels of the box that is cut out; what draws attention is searched in few pixels anyway. */
const [LONG, SHORT] = [100, 80]

/**
 * Returns the point of a picture that draws most attention, in fractions of its sides: where colours are strong, edges many, and
 * skin (the strategy `attention` of libvips). A box of another shape is cut out, since of the same shape nothing would be searched.
 */
export async function attentionPoint(pixels: Pixels): Promise<FocalPoint> {
  const { width, height } = pixels
  const box = width >= height ? { width: SHORT, height: LONG } : { width: LONG, height: SHORT }
  const { info } = await ofPixels(pixels)
    .resize({ ...box, fit: 'cover', position: sharp.strategy.attention })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const scale = Math.max(box.width / width, box.height / height)
  const part = (at: number | undefined, length: number) =>
    at === undefined ? 0.5 : Math.min(1, Math.max(0, at / (length * scale)))
  return { x: part(info.attentionX, width), y: part(info.attentionY, height) }
}
