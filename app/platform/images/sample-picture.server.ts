import sharp from 'sharp'
import './picture-input.server'
import { inSrgb } from './in-srgb'

/** Pixels of the longest side of a sample on a page. */
const SIDE = 420

/** Returns a picture of whatever format and colour space as a small WebP in a data URL, for a page that shows it once. */
export async function samplePicture(file: string): Promise<string> {
  const small = sharp(file).resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
  const bytes = await (await inSrgb(small)).webp({ quality: 70, effort: 2 }).toBuffer()
  return `data:image/webp;base64,${bytes.toString('base64')}`
}
