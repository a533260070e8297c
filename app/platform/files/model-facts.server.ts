import { glbFacts, gltfFileFacts } from './gltf-file.server'
import { ModelError, type ModelFacts } from './model-facts'
import { objFacts } from './obj-facts.server'
import { stlFacts } from './stl-facts.server'

const READERS: Record<string, (localPath: string) => Promise<ModelFacts>> = {
  ...{ glb: glbFacts, gltf: gltfFileFacts, stl: stlFacts, obj: objFacts },
}

/**
 * Returns counts and dimensions of a 3D model. Its geometry is not checked. Throws ModelError, or what opening the file
 * throws.
 */
export async function readModelFacts(localPath: string, extension: string): Promise<ModelFacts> {
  const read = Object.hasOwn(READERS, extension) ? READERS[extension] : undefined
  if (!read) throw new ModelError('unsupported')
  return read(localPath)
}
