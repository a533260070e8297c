import { readFile, stat } from 'node:fs/promises'
import sharp from 'sharp'
import type { Sniffed } from '~/platform/files/sniff.server'
import { ImageError } from './image-error'

// One thread per picture and as many pictures as cores renders 10 to 11 per second; one picture on all cores 3.4.
sharp.concurrency(1)
// Paths of temporary files are reused for other contents, and no picture is decoded twice.
sharp.cache(false)
// Only the decoders needed: every other one is attack surface for crafted files.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff', 'Svg'].map((format) => `VipsForeignLoad${format}`),
})

const LARGEST_SVG = 20 * 1024 * 1024

/**
 * Returns the decoder's input for a file: its path, or the bytes of an SVG. From memory an SVG cannot refer to other
 * files; from a path it could embed neighbouring files. Throws ImageError if an SVG is too large to be read into
 * memory.
 */
export async function pictureInput(localPath: string, { extension }: Sniffed): Promise<string | Buffer> {
  if (extension !== 'svg') return localPath
  const { size } = await stat(localPath)
  if (size > LARGEST_SVG) throw new ImageError('too_many_pixels')
  return readFile(localPath)
}
