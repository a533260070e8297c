import path from 'node:path'
import sharp from 'sharp'

const photos = path.join(import.meta.dirname, '../../db/seeds/demo/photos')

/** A photograph of the demo brand, small and mirrored, and a copy that looks alike but has other bytes: smaller and of lower quality. */
export async function alikePictures(name: string): Promise<{ original: Buffer; copy: Buffer }> {
  const original = await sharp(path.join(photos, `${name}.jpg`))
    .flop()
    .resize(900)
    .jpeg({ quality: 85 })
    .toBuffer()
  return { original, copy: await sharp(original).resize(600).jpeg({ quality: 50 }).toBuffer() }
}
