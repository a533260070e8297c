import { type Json, numbersIn } from './gltf-json'
import type { Bounds } from './model-facts'

/** 4 × 4 in column-major order (glTF 2.0, 3.6.2). */
export type Matrix = readonly number[]

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]

/** Returns the matrix of a node, given as such or as translation, rotation and scale (glTF 2.0, 3.5.3). */
export function matrixOf(node: Json): Matrix {
  const given = numbersIn(node.matrix, 16)
  if (given) return given
  const [tx = 0, ty = 0, tz = 0] = numbersIn(node.translation, 3) ?? []
  const [x = 0, y = 0, z = 0, w = 1] = numbersIn(node.rotation, 4) ?? []
  const [sx = 1, sy = 1, sz = 1] = numbersIn(node.scale, 3) ?? []
  return [
    ...[(1 - 2 * (y * y + z * z)) * sx, 2 * (x * y + z * w) * sx, 2 * (x * z - y * w) * sx, 0],
    ...[2 * (x * y - z * w) * sy, (1 - 2 * (x * x + z * z)) * sy, 2 * (y * z + x * w) * sy, 0],
    ...[2 * (x * z + y * w) * sz, 2 * (y * z - x * w) * sz, (1 - 2 * (x * x + y * y)) * sz, 0],
    ...[tx, ty, tz, 1],
  ]
}

export function multiply(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 16 }, (_, at) => {
    const [row, column] = [at % 4, Math.floor(at / 4) * 4]
    let sum = 0
    for (let k = 0; k < 4; k++) sum += (a[row + k * 4] ?? 0) * (b[column + k] ?? 0)
    return sum
  })
}

/** Yields the eight corners of a box after a transformation. */
export function* cornersOf({ min, max }: Bounds, matrix: Matrix): Generator<[number, number, number]> {
  const at = (index: number) => matrix[index] ?? 0
  for (let corner = 0; corner < 8; corner++) {
    const x = (corner & 1 ? max : min)[0]
    const y = (corner & 2 ? max : min)[1]
    const z = (corner & 4 ? max : min)[2]
    yield [
      at(0) * x + at(4) * y + at(8) * z + at(12),
      at(1) * x + at(5) * y + at(9) * z + at(13),
      at(2) * x + at(6) * y + at(10) * z + at(14),
    ]
  }
}
