import { copyFile, mkdir, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'

/** The photographs of the demo brand. */
const SOURCE = path.resolve(import.meta.dirname, '../../db/seeds/demo/photos')

/**
 * Paths of `count` photographs of 12 MP as cameras write them, made of the demo's twelve, each with unique bytes
 * behind its end.
 */
export async function preparePhotos(folder: string, count: number): Promise<string[]> {
  const names = (await readdir(SOURCE)).filter((name) => name.endsWith('.jpg'))
  await mkdir(folder, { recursive: true })
  const distinct: string[] = []
  for (const [index, name] of names.entries()) {
    const file = path.join(folder, `distinct-${index}.jpeg`)
    await sharp(path.join(SOURCE, name))
      .resize(4000, 3000)
      .jpeg({ quality: 90, chromaSubsampling: '4:2:0' })
      .toFile(file)
    distinct.push(file)
  }
  const photos: string[] = []
  for (let index = 0; index < count; index++) {
    const file = path.join(folder, `photo-${String(index).padStart(4, '0')}.jpg`)
    await copyFile(distinct[index % distinct.length]!, file)
    const handle = await open(file, 'a')
    await handle.write(Buffer.from(`photo ${index}`))
    await handle.close()
    photos.push(file)
  }
  return photos
}
