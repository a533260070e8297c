// Runs in a process of its own (see model-poster.server.ts), which a crafted or very large model may fill or hold. Draws the
// model named by its first argument, of the type named by the second, as a PNG at the place named by the third, as wide as the fourth says. Prints as JSON why it cannot.
import sharp from 'sharp'
import { ModelError } from '~/platform/files/model-facts'
import { gltfScene } from './gltf-scene.server'
import type { Part } from './model-scene'
import { objScene } from './obj-scene.server'
import { drawPoster, posterSize } from './poster'
import { stlScene } from './stl-scene.server'

const READERS: Record<string, (localPath: string) => Promise<Part[]>> = {
  ...{ glb: gltfScene, gltf: gltfScene, stl: stlScene, obj: objScene },
}

const [, , localPath = '', extension = '', target = '', side = '1600'] = process.argv
try {
  const read = READERS[extension]
  if (!read) throw new ModelError('unsupported')
  const { data, width, height } = drawPoster(await read(localPath), posterSize(Number(side)))
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 3 })
    .toFile(target)
  process.stdout.write('{}')
} catch (error) {
  if (!(error instanceof ModelError)) throw error
  process.stdout.write(JSON.stringify({ problem: error.code }))
}
