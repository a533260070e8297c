import { copyFile, mkdir, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'

/** Where photographs lie beside the project; they are not part of it. */
const SOURCE = process.env.VITRINE_DEMO_PHOTOS ?? path.resolve(import.meta.dirname, '../../../shared/demo')

/**
 * Paths of `count` photographs of 12 MP as cameras write them, made of those beside the project and each with bytes of
 * its own behind the end; undefined when there are none.
 */
export async function preparePhotos(folder: string, count: number): Promise<string[] | undefined> {
  const names = (await readdir(SOURCE).catch(() => [] as string[])).filter((name) => name.endsWith('.jpg')).slice(0, 12)
  if (!names.length) return undefined
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
