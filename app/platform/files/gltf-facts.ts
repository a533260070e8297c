import { countIn, type Json, listIn, numbersIn, objectIn, objectsIn, textIn } from './gltf-json'
import { cornersOf, IDENTITY, type Matrix, matrixOf, multiply } from './gltf-matrix'
import { type Bounds, BoundsOfPoints, ModelError, type ModelFacts } from './model-facts'

const MOST_EXTENSIONS = 50

/**
 * Returns the facts of a glTF from its JSON alone (glTF 2.0, 5): counts, and the box of the scene from the limits that
 * accessors of positions must state (3.6.2.5), moved as its nodes are. Throws ModelError `unreadable` if it is no glTF 2.
 */
export function gltfFacts(json: unknown, format: 'glb' | 'gltf'): ModelFacts {
  const gltf = objectIn(json)
  const asset = objectIn(gltf.asset)
  if (!/^2\./.test(textIn(asset.version) ?? '')) throw new ModelError('unreadable')
  const meshes = meshesOf(gltf)
  const { triangles, bounds } = sceneFacts(gltf, meshes)
  return {
    format,
    triangles,
    vertices: meshes.reduce((sum, mesh) => sum + mesh.vertices, 0),
    meshes: meshes.length,
    materials: listIn(gltf.materials).length,
    textures: listIn(gltf.textures).length,
    animations: listIn(gltf.animations).length,
    bounds,
    generator: textIn(asset.generator),
    copyright: textIn(asset.copyright),
    requiredExtensions: listIn(gltf.extensionsRequired)
      .slice(0, MOST_EXTENSIONS)
      .flatMap((name) => textIn(name) ?? []),
  }
}

interface Mesh {
  triangles: number
  vertices: number
  bounds?: Bounds
}

function meshesOf(gltf: Json): Mesh[] {
  const accessors = objectsIn(gltf.accessors)
  const accessor = (index: unknown) => accessors[countIn(index) ?? -1]
  return objectsIn(gltf.meshes).map((mesh) => {
    const box = new BoundsOfPoints()
    // Primitives of a mesh often share their positions.
    const positions = new Map<unknown, number>()
    let triangles = 0
    for (const primitive of objectsIn(mesh.primitives)) {
      const index = objectIn(primitive.attributes).POSITION
      const points = accessor(index)
      const count = countIn(points?.count) ?? 0
      positions.set(index, count)
      triangles += trianglesOf(primitive.mode, countIn(accessor(primitive.indices)?.count) ?? count)
      const limits = points && limitsOf(points)
      if (limits) for (const corner of cornersOf(limits, IDENTITY)) box.add(...corner)
    }
    const vertices = [...positions.values()].reduce((sum, count) => sum + count, 0)
    return { triangles, vertices, bounds: box.bounds() }
  })
}

const [TRIANGLES, TRIANGLE_STRIP, TRIANGLE_FAN] = [4, 5, 6]

function trianglesOf(mode: unknown, count: number): number {
  const kind = countIn(mode) ?? TRIANGLES
  if (kind === TRIANGLES) return Math.floor(count / 3)
  return kind === TRIANGLE_STRIP || kind === TRIANGLE_FAN ? Math.max(0, count - 2) : 0
}

/** Largest values of integer components, which stand for 1 where they are normalised (glTF 2.0, 3.6.2.2). */
const LARGEST: Record<number, number> = { 5120: 127, 5121: 255, 5122: 32_767, 5123: 65_535 }

function limitsOf(accessor: Json): Bounds | undefined {
  const [min, max] = [numbersIn(accessor.min, 3), numbersIn(accessor.max, 3)]
  if (!min || !max) return undefined
  const scale = accessor.normalized === true ? (LARGEST[countIn(accessor.componentType) ?? 0] ?? 1) : 1
  const point = ([x = 0, y = 0, z = 0]: number[]): Bounds['min'] => [x / scale, y / scale, z / scale]
  return { min: point(min), max: point(max) }
}

/** Counts and measures what the nodes of the scene place. A node is visited once, so that a loop ends. */
function sceneFacts(gltf: Json, meshes: Mesh[]): { triangles: number; bounds?: Bounds } {
  const nodes = objectsIn(gltf.nodes)
  const box = new BoundsOfPoints()
  const visited = new Set<number>()
  const open: { index: number; parent: Matrix }[] = rootsOf(gltf, nodes).map((index) => ({ index, parent: IDENTITY }))
  let triangles = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const node = nodes[next.index]
    if (!node || visited.has(next.index)) continue
    visited.add(next.index)
    const matrix = multiply(next.parent, matrixOf(node))
    const mesh = meshes[countIn(node.mesh) ?? -1]
    triangles += mesh?.triangles ?? 0
    if (mesh?.bounds) for (const corner of cornersOf(mesh.bounds, matrix)) box.add(...corner)
    for (const child of listIn(node.children)) open.push({ index: countIn(child) ?? -1, parent: matrix })
  }
  return { triangles, bounds: box.bounds() }
}

/** Returns the nodes of the scene that is shown first; without scenes, those that are no node's children. */
export function rootsOf(gltf: Json, nodes: Json[]): number[] {
  const scene = objectsIn(gltf.scenes)[countIn(gltf.scene) ?? 0]
  if (scene) return listIn(scene.nodes).flatMap((index) => countIn(index) ?? [])
  const children = new Set(nodes.flatMap((node) => listIn(node.children)))
  return nodes.map((_, index) => index).filter((index) => !children.has(index))
}
