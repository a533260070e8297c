import sharp from 'sharp'
import { ImageError, imageErrorOf } from '../image-error'
import '../picture-input.server'
import { inSrgb } from '../in-srgb'
import { withinPixelBudget } from '../pixel-budget.server'

const MOST_PICTURES = 200
const LIMITS = { limitInputPixels: 60_000_000 }
/** Pixels of all pictures in a drawing: three photographs of the largest that one may be. */
const MOST_PIXELS = 3 * LIMITS.limitInputPixels
const SECONDS = 60

export interface Cleaning {
  /** Letters that the results may have together. */
  mostLetters: number
  signal?: AbortSignal
}

/**
 * Returns pictures as data URLs (RFC 2397) anew, in their order: cameras write into theirs what must not leave. One is decoded at a
 * time, and none before the headers of all say that they are not too large. Throws ImageError, and the signal's reason.
 */
export async function cleanPictures(urls: readonly string[], { mostLetters, signal }: Cleaning): Promise<string[]> {
  if (urls.length > MOST_PICTURES) throw new ImageError('too_many_pixels')
  const clean: string[] = []
  let [pixels, letters] = [0, 0]
  try {
    for (const url of urls) {
      signal?.throwIfAborted()
      pixels += (await headerOf(bytesOf(url))).pixels
      if (pixels > MOST_PIXELS) throw new ImageError('too_many_pixels')
    }
    for (const url of urls) {
      const { type, data } = await encodedAnew(bytesOf(url), signal)
      const prefix = `data:image/${type};base64,`
      letters += prefix.length + Math.ceil(data.length / 3) * 4
      if (letters > mostLetters) throw new ImageError('too_many_pixels')
      clean.push(prefix + data.toString('base64'))
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw imageErrorOf(error)
  }
  return clean
}

const bytesOf = (url: string): Buffer => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')

async function headerOf(bytes: Buffer): Promise<{ pixels: number; type: 'jpeg' | 'png' }> {
  const { width, height, format } = await sharp(bytes, LIMITS).metadata()
  return { pixels: width * height, type: format === 'jpeg' ? 'jpeg' : 'png' }
}

async function encodedAnew(bytes: Buffer, signal?: AbortSignal): Promise<{ type: 'jpeg' | 'png'; data: Buffer }> {
  const { pixels, type } = await headerOf(bytes)
  return withinPixelBudget(pixels, async () => {
    signal?.throwIfAborted()
    const decoded = (await inSrgb(sharp(bytes, LIMITS).autoOrient())).timeout({ seconds: SECONDS })
    const { data, info } = await decoded.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
    signal?.throwIfAborted()
    // From pixels alone, so that nothing else can come along.
    const raw = { width: info.width, height: info.height, channels: info.channels }
    const image = sharp(data, { raw }).timeout({ seconds: SECONDS })
    const encoded = type === 'jpeg' ? image.jpeg({ quality: 92 }) : image.png({ compressionLevel: 6 })
    return { type, data: await encoded.toBuffer() }
  })
}
