import sharp from 'sharp'
import { HASHED_SIDE, perceptualHash } from './perceptual-hash'

/** The preview is at most this large on either side; larger files are not pictures that this product made. */
const MOST_PIXELS = 64_000_000

/**
 * Returns the perceptual hash of a picture file, of its first frame, on the backdrop that pages show it on; undefined for
 * one with too little detail. Throws what sharp throws for a file that it cannot decode.
 */
export async function hashPictureFile(
  localPath: string,
  { needsDarkBackdrop }: { needsDarkBackdrop: boolean },
): Promise<bigint | undefined> {
  const levels = await sharp(localPath, { limitInputPixels: MOST_PIXELS })
    .flatten({ background: needsDarkBackdrop ? '#000000' : '#ffffff' })
    .greyscale()
    // Averages all pixels, in place of the mean filter that the method applies before it shrinks.
    .resize(HASHED_SIDE, HASHED_SIDE, { fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer()
  return perceptualHash(levels)
}
