import { countIn, listIn, objectsIn } from '~/platform/files/gltf-json'
import { IDENTITY, type Matrix, multiply } from '~/platform/files/gltf-matrix'
import { readAccessor } from './gltf-accessors.server'
import type { GltfFile } from './gltf-bytes.server'

const MOST_JOINTS = 2048

/**
 * Returns the matrices that move the corners of a skinned mesh to where its joints stand (glTF 2.0, 3.7.3.1); undefined for a
 * node without a skin. Throws ModelError.
 */
export function jointsOf(
  file: GltfFile,
  skinIndex: unknown,
  places: ReadonlyMap<number, Matrix>,
): Matrix[] | undefined {
  const skin = objectsIn(file.json.skins)[countIn(skinIndex) ?? -1]
  if (!skin) return undefined
  const inverse = readAccessor(file, skin.inverseBindMatrices)
  return listIn(skin.joints)
    .slice(0, MOST_JOINTS)
    .map((joint, at) => {
      const place = places.get(countIn(joint) ?? -1) ?? IDENTITY
      const has = inverse?.size === 16 && at < inverse.count
      return has ? multiply(place, Array.from(inverse.values.subarray(at * 16, at * 16 + 16))) : place
    })
}

/** The joints that move each corner, four for each, and by how much. */
export interface Weights {
  index: ArrayLike<number>
  weight: ArrayLike<number>
}

/** Puts the weighted mean of the joints of a corner into `out`, 16 numbers; returns false when it has none. */
export function blend(
  joints: readonly Matrix[],
  { index, weight }: Weights,
  corner: number,
  out: Float64Array,
): boolean {
  out.fill(0)
  let sum = 0
  for (let each = corner * 4; each < corner * 4 + 4; each++) {
    const [matrix, part] = [joints[index[each] ?? -1], weight[each] ?? 0]
    if (!matrix || !(part > 0)) continue
    sum += part
    for (let cell = 0; cell < 16; cell++) out[cell] = (out[cell] ?? 0) + part * (matrix[cell] ?? 0)
  }
  if (!(sum > 0)) return false
  for (let cell = 0; cell < 16; cell++) out[cell] = (out[cell] ?? 0) / sum
  return true
}
