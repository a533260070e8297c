import { countIn, textIn } from '~/platform/files/gltf-json'
import { ModelError } from '~/platform/files/model-facts'
import type { GltfFile } from './gltf-bytes.server'
import { MOST_CORNERS } from './model-scene'

const COMPONENTS: Record<string, number> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT4: 16 }

interface Component {
  bytes: number
  /** What stands for 1 where integers are normalised (glTF 2.0, 3.6.2.2). */
  one: number
  read: (bytes: Buffer, at: number) => number
}

const TYPES: Record<number, Component> = {
  5120: { bytes: 1, one: 127, read: (bytes, at) => bytes.readInt8(at) },
  5121: { bytes: 1, one: 255, read: (bytes, at) => bytes.readUInt8(at) },
  5122: { bytes: 2, one: 32_767, read: (bytes, at) => bytes.readInt16LE(at) },
  5123: { bytes: 2, one: 65_535, read: (bytes, at) => bytes.readUInt16LE(at) },
  5125: { bytes: 4, one: 1, read: (bytes, at) => bytes.readUInt32LE(at) },
  5126: { bytes: 4, one: 1, read: (bytes, at) => bytes.readFloatLE(at) },
}

/** The values of an accessor, `size` for each element. */
export interface Accessed {
  values: Float64Array | Float32Array
  size: number
  count: number
}

/** Returns how many elements an accessor has; undefined without it. */
export const countOf = ({ accessors }: GltfFile, index: unknown): number | undefined =>
  countIn(accessors[countIn(index) ?? -1]?.count)

/**
 * Returns the values of an accessor (glTF 2.0, 3.6.2); those of sparse accessors as they are without their changes. Undefined
 * without such an accessor. Throws ModelError when it reaches beyond its bytes or has too many.
 */
export function readAccessor(file: GltfFile, index: unknown, isExact = false): Accessed | undefined {
  const accessor = file.accessors[countIn(index) ?? -1]
  const type = TYPES[countIn(accessor?.componentType) ?? 0]
  const size = COMPONENTS[textIn(accessor?.type) ?? '']
  const count = countIn(accessor?.count)
  if (!accessor || !type || !size || count === undefined) return undefined
  if (count > MOST_CORNERS) throw new ModelError('too_many_triangles')
  const viewIndex = countIn(accessor.bufferView)
  // Indices need all of 32 bits.
  const values = isExact ? new Float64Array(count * size) : new Float32Array(count * size)
  if (viewIndex === undefined || count === 0) return { values, size, count }
  const view = file.view(viewIndex)
  if (!view) throw new ModelError('unreadable')
  const element = type.bytes * size
  const stride = view.stride >= element ? view.stride : element
  const bytes = file.read(viewIndex, countIn(accessor.byteOffset) ?? 0, stride * (count - 1) + element)
  const one = accessor.normalized === true ? type.one : 1
  for (let at = 0, start = 0, out = 0; at < count; at++, start += stride)
    for (let component = 0; component < size; component++, out++)
      values[out] = type.read(bytes, start + component * type.bytes) / one
  return { values, size, count }
}
