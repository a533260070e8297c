import { countIn, type Json, objectIn } from '~/platform/files/gltf-json'
import type { Matrix } from '~/platform/files/gltf-matrix'
import { ModelError } from '~/platform/files/model-facts'
import { type Accessed, countOf, readAccessor } from './gltf-accessors.server'
import type { GltfFile } from './gltf-bytes.server'
import { blend } from './gltf-skin.server'
import { type Material, MOST_TRIANGLES, type Part } from './model-scene'

const [TRIANGLES, TRIANGLE_STRIP, TRIANGLE_FAN] = [4, 5, 6]

interface Placing {
  matrix: Matrix
  /** Of a skinned mesh, whose own node counts for nothing. */
  joints?: readonly Matrix[]
  material: Material
}

/** Returns a primitive (glTF 2.0, 3.7.2.1) where it stands; undefined for one without triangles. Throws ModelError. */
export function placedPart(file: GltfFile, primitive: Json, { matrix, joints, material }: Placing): Part | undefined {
  const attributes = objectIn(primitive.attributes)
  const mode = countIn(primitive.mode) ?? TRIANGLES
  if (mode < TRIANGLES || mode > TRIANGLE_FAN) return undefined
  // What is packed has no bytes of its own.
  if (objectIn(primitive.extensions).KHR_draco_mesh_compression !== undefined) throw new ModelError('compressed')
  const points = readAccessor(file, attributes.POSITION)
  if (points?.size !== 3 || points.count < 3) return undefined
  const fitting = (accessed: Accessed | undefined, ...sizes: number[]) =>
    accessed && sizes.includes(accessed.size) && accessed.count >= points.count ? accessed : undefined
  const normals = fitting(readAccessor(file, attributes.NORMAL), 3)
  const uvs = material.texture && fitting(readAccessor(file, attributes.TEXCOORD_0), 2)
  const colours = fitting(readAccessor(file, attributes.COLOR_0), 3, 4)
  const indices = cornersOf(file, primitive.indices, mode, points.count)
  const positions = Float32Array.from(points.values)
  const directions = normals && Float32Array.from(normals.values)
  const isMirrored = joints ? false : determinant(matrix) < 0
  const shape = { positions, directions }
  if (joints) bend(file, attributes, joints, shape)
  else move(matrix, shape)
  if (isMirrored) for (let at = 0; at + 2 < indices.length; at += 3) indices.subarray(at + 1, at + 3).reverse()
  return {
    ...{ positions, indices, material },
    ...(directions && { normals: directions }),
    ...(uvs && { uvs: Float32Array.from(uvs.values) }),
    ...(colours && { colours: threeOf(colours) }),
  }
}

function threeOf({ values, size, count }: Accessed): Float32Array {
  if (size === 3) return Float32Array.from(values)
  return Float32Array.from({ length: count * 3 }, (_, at) => values[Math.floor(at / 3) * 4 + (at % 3)] ?? 1)
}

/** Returns three corners for each triangle, strips and fans among them; those beyond the corners that there are become the first. */
function cornersOf(file: GltfFile, index: unknown, mode: number, count: number): Uint32Array {
  const given = countOf(file, index) === undefined ? undefined : readAccessor(file, index, true)
  const length = given ? given.count : count
  const corner = (at: number) => {
    const value = given ? (given.values[at] ?? 0) : at
    return value < count ? value : 0
  }
  const triangles = mode === TRIANGLES ? Math.floor(length / 3) : Math.max(0, length - 2)
  if (triangles > MOST_TRIANGLES) throw new ModelError('too_many_triangles')
  const corners = new Uint32Array(triangles * 3)
  for (let triangle = 0; triangle < triangles; triangle++) {
    const odd = triangle % 2
    const three =
      mode === TRIANGLES
        ? [triangle * 3, triangle * 3 + 1, triangle * 3 + 2]
        : mode === TRIANGLE_STRIP
          ? [triangle, triangle + 1 + odd, triangle + 2 - odd]
          : [0, triangle + 1, triangle + 2]
    corners.set(three.map(corner), triangle * 3)
  }
  return corners
}

interface Shape {
  positions: Float32Array
  directions?: Float32Array
}

/** Moves points by a matrix, and directions by its cofactors, by which they stay at right angles to surfaces. */
function move(m: ArrayLike<number>, { positions, directions }: Shape, from = 0, to = positions.length): void {
  const c = (index: number) => m[index] ?? 0
  for (let at = from; at + 2 < to; at += 3) {
    const [x, y, z] = [positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0]
    positions[at] = c(0) * x + c(4) * y + c(8) * z + c(12)
    positions[at + 1] = c(1) * x + c(5) * y + c(9) * z + c(13)
    positions[at + 2] = c(2) * x + c(6) * y + c(10) * z + c(14)
  }
  if (!directions) return
  const sign = determinant(m) < 0 ? -1 : 1
  const k = [
    ...[c(5) * c(10) - c(6) * c(9), c(6) * c(8) - c(4) * c(10), c(4) * c(9) - c(5) * c(8)],
    ...[c(2) * c(9) - c(1) * c(10), c(0) * c(10) - c(2) * c(8), c(1) * c(8) - c(0) * c(9)],
    ...[c(1) * c(6) - c(2) * c(5), c(2) * c(4) - c(0) * c(6), c(0) * c(5) - c(1) * c(4)],
  ].map((cofactor) => cofactor * sign)
  for (let at = from; at + 2 < to; at += 3) {
    const [x, y, z] = [directions[at] ?? 0, directions[at + 1] ?? 0, directions[at + 2] ?? 0]
    for (let row = 0; row < 3; row++)
      directions[at + row] = (k[row] ?? 0) * x + (k[row + 3] ?? 0) * y + (k[row + 6] ?? 0) * z
  }
}

/** Moves each corner by its joints. */
function bend(file: GltfFile, attributes: Json, joints: readonly Matrix[], shape: Shape): void {
  const [index, weight] = [readAccessor(file, attributes.JOINTS_0), readAccessor(file, attributes.WEIGHTS_0)]
  const count = shape.positions.length / 3
  if (index?.size !== 4 || weight?.size !== 4 || index.count < count || weight.count < count) return
  const matrix = new Float64Array(16)
  const weights = { index: index.values, weight: weight.values }
  for (let corner = 0; corner < count; corner++)
    if (blend(joints, weights, corner, matrix)) move(matrix, shape, corner * 3, corner * 3 + 3)
}

const determinant = (m: ArrayLike<number>): number => {
  const c = (index: number) => m[index] ?? 0
  return c(0) * (c(5) * c(10) - c(6) * c(9)) - c(4) * (c(1) * c(10) - c(2) * c(9)) + c(8) * (c(1) * c(6) - c(2) * c(5))
}
