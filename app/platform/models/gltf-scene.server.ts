import { rootsOf } from '~/platform/files/gltf-facts'
import { countIn, type Json, listIn, objectIn, objectsIn } from '~/platform/files/gltf-json'
import { IDENTITY, type Matrix, matrixOf, multiply } from '~/platform/files/gltf-matrix'
import { ModelError } from '~/platform/files/model-facts'
import { countOf } from './gltf-accessors.server'
import { type GltfFile, openGltf } from './gltf-bytes.server'
import { DEFAULT_MATERIAL, materialsOf } from './gltf-materials.server'
import { placedPart } from './gltf-part.server'
import { jointsOf } from './gltf-skin.server'
import { type Material, MOST_CORNERS, MOST_TRIANGLES, type Part, trianglesOf } from './model-scene'

/** Extensions that pack shapes; a texture in KTX2 alone leaves the shape to be seen. */
const PACKED = /^(KHR_draco_mesh_compression|(EXT|KHR)_meshopt_compression)$/
/** Places at which meshes stand. */
const MOST_PLACES = 100_000

/** Returns what the scene of a glTF shows first, as its nodes place it, in its pose of rest. Throws ModelError. */
export async function gltfScene(localPath: string): Promise<Part[]> {
  const file = openGltf(localPath)
  try {
    if (listIn(file.json.extensionsRequired).some((name) => PACKED.test(String(name))))
      throw new ModelError('compressed')
    const materials = await materialsOf(file)
    return partsOf(file, materials)
  } finally {
    file.close()
  }
}

function partsOf(file: GltfFile, materials: readonly Material[]): Part[] {
  const { json } = file
  const nodes = objectsIn(json.nodes)
  const meshes = objectsIn(json.meshes)
  const places = placesOf(json, nodes)
  const parts: Part[] = []
  const left = { corners: MOST_CORNERS, triangles: MOST_TRIANGLES, places: MOST_PLACES }
  for (const [index, matrix] of places) {
    const node = nodes[index]
    const mesh = meshes[countIn(node?.mesh) ?? -1]
    if (!node || !mesh) continue
    const joints = jointsOf(file, node.skin, places)
    for (const primitive of objectsIn(mesh.primitives)) {
      left.corners -= countOf(file, objectIn(primitive.attributes).POSITION) ?? 0
      left.places--
      if (left.corners < 0 || left.places < 0) throw new ModelError('too_many_triangles')
      const material = materials[countIn(primitive.material) ?? -1] ?? DEFAULT_MATERIAL
      const part = placedPart(file, primitive, { matrix, joints, material })
      if (!part) continue
      left.triangles -= trianglesOf(part)
      if (left.triangles < 0) throw new ModelError('too_many_triangles')
      parts.push(part)
    }
  }
  return parts
}

/** Returns where the nodes of the scene stand. A node is visited once, so that a loop ends. */
function placesOf(json: Json, nodes: Json[]): Map<number, Matrix> {
  const places = new Map<number, Matrix>()
  const open = rootsOf(json, nodes).map((index) => ({ index, parent: IDENTITY }))
  for (let next = open.pop(); next; next = open.pop()) {
    const node = nodes[next.index]
    if (!node || places.has(next.index)) continue
    const matrix = multiply(next.parent, matrixOf(node))
    places.set(next.index, matrix)
    for (const child of listIn(node.children)) open.push({ index: countIn(child) ?? -1, parent: matrix })
  }
  return places
}
