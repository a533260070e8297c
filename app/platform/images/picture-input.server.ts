import { readFile, stat } from 'node:fs/promises'
import sharp from 'sharp'
import type { Sniffed } from '~/platform/files/sniff.server'
import { ImageError } from './image-error'

// One thread a picture and as many pictures as cores makes 10 to 11 a second, one picture on all cores 3.4.
sharp.concurrency(1)
// Paths of temporary files come again with other contents; and no picture is decoded twice.
sharp.cache(false)
// Only what is asked for: every other loader is a way in for a crafted file.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff', 'Svg'].map((format) => `VipsForeignLoad${format}`),
})

const LARGEST_SVG = 20 * 1024 * 1024

/**
 * What a decoder is given of a file. A drawing is read whole: from memory it can reach no other file, from a path it
 * could draw in its neighbours. Throws ImageError when a drawing is too large to be read whole.
 */
export async function pictureInput(localPath: string, { extension }: Sniffed): Promise<string | Buffer> {
  if (extension !== 'svg') return localPath
  const { size } = await stat(localPath)
  if (size > LARGEST_SVG) throw new ImageError('too_many_pixels')
  return readFile(localPath)
}
