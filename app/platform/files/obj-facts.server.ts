import { forEachLine } from './file-pieces.server'
import { textIn } from './gltf-json'
import { BoundsOfPoints, ModelError, type ModelFacts } from './model-facts'

const MOST_MATERIALS = 10_000

/**
 * Returns counts and box of a Wavefront OBJ, reading it once in pieces (Object Files, appendix B1). A face of n corners
 * is n − 2 triangles; one that is continued on the next line counts with its first line alone.
 */
export async function objFacts(localPath: string): Promise<ModelFacts> {
  const box = new BoundsOfPoints()
  const materials = new Set<string>()
  const counts = { vertices: 0, triangles: 0, objects: 0 }
  let generator: string | undefined
  await forEachLine(localPath, (line) => {
    const [keyword, ...tokens] = line.trim().split(/\s+/)
    if (keyword === 'v') {
      counts.vertices++
      box.add(Number(tokens[0]), Number(tokens[1]), Number(tokens[2]))
    } else if (keyword === 'f') counts.triangles += Math.max(0, tokens.length - 2)
    else if (keyword === 'o' || keyword === 'g') counts.objects++
    else if (keyword === 'usemtl' && materials.size < MOST_MATERIALS) materials.add(tokens.join(' ').slice(0, 200))
    else if (keyword?.startsWith('#')) generator ??= textIn(line.replace(/^[\s#]+/, ''))
  })
  if (counts.vertices === 0) throw new ModelError('unreadable')
  return {
    ...{ format: 'obj', triangles: counts.triangles, vertices: counts.vertices, meshes: Math.max(1, counts.objects) },
    ...{ materials: materials.size, bounds: box.bounds(), generator, requiredExtensions: [] },
  }
}
