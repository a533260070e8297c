/** A face of a box: its normal, and its corners counter-clockwise from outside. */
const FACES: readonly { normal: number[]; corners: number[][] }[] = [0, 1, 2].flatMap((axis) =>
  [1, -1].map((side) => {
    const [u, v] = [(axis + 1) % 3, (axis + 2) % 3]
    const corner = (a: number, b: number) => {
      const point = [0, 0, 0]
      point[axis] = side
      point[u] = a
      point[v] = b * side
      return point
    }
    const normal = [0, 0, 0]
    normal[axis] = side
    return { normal, corners: [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)] }
  }),
)

/** Two triangles for each face of a box of side 2 around the origin, three numbers for each corner. */
export const BOX = FACES.flatMap(({ corners }) => [0, 1, 2, 0, 2, 3].flatMap((at) => corners[at] ?? []))

/** Returns a binary glTF of JSON, with a chunk of bytes. */
export function glbOf(json: unknown, bytes: Buffer = Buffer.alloc(0)): Buffer {
  const text = Buffer.from(JSON.stringify(json))
  const padded = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, 0x20)])
  const chunk = (type: number, data: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32LE(data.length, 0)
    head.writeUInt32LE(type, 4)
    return Buffer.concat([head, data])
  }
  const chunks = Buffer.concat([chunk(0x4e4f534a, padded), ...(bytes.length ? [chunk(0x004e4942, bytes)] : [])])
  const head = Buffer.alloc(12)
  head.write('glTF', 'latin1')
  head.writeUInt32LE(2, 4)
  head.writeUInt32LE(12 + chunks.length, 8)
  return Buffer.concat([head, chunks])
}

/** Numbers as little-endian floats. */
export const floatsOf = (values: readonly number[]): Buffer => Buffer.from(Float32Array.from(values).buffer)

/** Returns the JSON and bytes of a glTF of one box in a colour. */
export function boxGltf(more: Record<string, unknown> = {}, colour = [0.8, 0.05, 0.05, 1]) {
  const bytes = floatsOf(BOX)
  const json = {
    asset: { version: '2.0' },
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, material: 0 }] }],
    materials: [{ pbrMetallicRoughness: { baseColorFactor: colour, metallicFactor: 0, roughnessFactor: 0.8 } }],
    accessors: [{ bufferView: 0, componentType: 5126, count: 36, type: 'VEC3' }],
    bufferViews: [{ buffer: 0, byteLength: bytes.length }],
    buffers: [{ byteLength: bytes.length }],
    ...more,
  }
  return { json, bytes }
}

/** Returns a binary STL of triangles of nine numbers each. */
export function stlOf(triangles: readonly number[], stated = triangles.length / 9): Buffer {
  const bytes = Buffer.alloc(84 + 50 * Math.floor(triangles.length / 9))
  bytes.write('made for a test', 'latin1')
  bytes.writeUInt32LE(stated, 80)
  triangles.forEach((value, at) => void bytes.writeFloatLE(value, 84 + Math.floor(at / 9) * 50 + 12 + (at % 9) * 4))
  return bytes
}

/** Returns an OBJ of the box of `BOX`, with four corners to a face. */
export const boxObj = (): string =>
  FACES.map(({ corners }) => `${corners.map((point) => `v ${point.join(' ')}`).join('\n')}\nf -4 -3 -2 -1\n`).join('')
