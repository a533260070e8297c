// Makes media/mendialde-relief.glb: `node db/seeds/demo/making/make-model.mjs`. A relief of the land on a wooden plate.
import { writeFileSync } from 'node:fs'
import { noise } from './instruments.mjs'
import { media } from './shared.mjs'
import { moved, sphere, turned } from './solids.mjs'

const random = noise(905)
const RADIUS = 1
const CELLS = 50

const peak = (x, z, [px, pz, height, width]) => height * Math.exp(-((x - px) ** 2 + (z - pz) ** 2) / width ** 2)
const PEAKS = [
  [-0.34, -0.3, 0.66, 0.25],
  [-0.02, -0.42, 0.5, 0.22],
  [0.3, -0.38, 0.34, 0.22],
  [-0.66, -0.12, 0.26, 0.2],
  [0.62, -0.14, 0.16, 0.2],
  [-0.15, 0.12, 0.14, 0.3],
]
const ripple = (x, z) => 0.022 * Math.sin(13 * x + 4 * z) * Math.cos(11 * z - 5 * x)
/** Height of the land above the sea, which lies in the south. */
function heightOf(x, z) {
  const coast = 0.42 + 0.12 * Math.sin(3.1 * x + 0.6) + 0.05 * Math.sin(8 * x)
  const shelf = Math.min(0.1, Math.max(-0.06, (coast - z) * 0.45))
  const rise = PEAKS.reduce((sum, each) => sum + peak(x, z, each), 0)
  return shelf + (z < coast ? (rise + ripple(x, z) * (0.4 + rise * 3)) * Math.min(1, (coast - z) * 4) : 0)
}

/** Materials by name: colour in linear light is made of these sRGB values. */
const MATERIALS = {
  ...{
    snow: '#f6f7f3',
    limestone: '#a9b0b3',
    slate: '#6d7f8d',
    larch: '#c07a2a',
    forest: '#2c6b4f',
    meadow: '#7ea354',
  },
  ...{
    sand: '#e4d3a2',
    sea: '#474ca0',
    wood: '#8a5f3c',
    bark: '#5d4430',
    white: '#f4f2ea',
    red: '#b23a2e',
    sun: '#e09a2a',
  },
}
const corners = Object.fromEntries(Object.keys(MATERIALS).map((name) => [name, []]))

const isInside = (x, z) => Math.hypot(x, z) <= RADIUS
function groundOf(height, steep) {
  if (height > 0.5) return 'snow'
  if (height > 0.36) return steep > 0.75 ? 'limestone' : 'snow'
  if (height > 0.25) return steep > 0.9 ? 'slate' : 'limestone'
  if (height > 0.17) return 'larch'
  if (height > 0.11) return 'forest'
  return height > 0.03 ? 'meadow' : 'sand'
}
const step = (2 * RADIUS) / CELLS
/** A corner of the grid, moved a little so that no row of triangles is straight, and pulled onto the rim. */
const grid = Array.from({ length: CELLS + 1 }, (_, row) =>
  Array.from({ length: CELLS + 1 }, (_, column) => {
    const x = -RADIUS + column * step + random() * step * 0.24
    const z = -RADIUS + row * step + random() * step * 0.24
    const far = Math.hypot(x, z)
    const pull = far > RADIUS ? RADIUS / far : 1
    return [x * pull, heightOf(x * pull, z * pull), z * pull, far]
  }),
)
function addLand(a, b, c) {
  if (Math.min(a[3], b[3], c[3]) > RADIUS) return
  const [u, v] = [b, c].map((each) => each.map((value, at) => value - a[at]))
  const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]
  const length = Math.hypot(...normal)
  if (length < 1e-7) return
  const height = (a[1] + b[1] + c[1]) / 3
  if (height < -0.02) return
  const steep = Math.hypot(normal[0], normal[2]) / Math.abs(normal[1] || 1e-9)
  corners[groundOf(height, steep)].push(a.slice(0, 3), b.slice(0, 3), c.slice(0, 3))
}
for (let row = 0; row < CELLS; row++)
  for (let column = 0; column < CELLS; column++) {
    const [a, b] = [grid[row][column], grid[row][column + 1]]
    const [c, d] = [grid[row + 1][column], grid[row + 1][column + 1]]
    addLand(a, c, b)
    addLand(b, c, d)
  }

corners.sea.push(
  ...turned(
    [
      [RADIUS, 0],
      [0, 0],
    ],
    72,
  ),
)
// The land's edge, down to the plate.
const RIM = 144
for (let at = 0; at < RIM; at++) {
  const [from, to] = [at, at + 1].map((each) => {
    const turn = (each / RIM) * 2 * Math.PI
    const [x, z] = [RADIUS * Math.sin(turn), RADIUS * Math.cos(turn)]
    return [x, Math.max(0, heightOf(x, z)), z]
  })
  const [low, lowTo] = [from, to].map(([x, , z]) => [x, -0.06, z])
  const earth = from[1] > 0.005 || to[1] > 0.005 ? 'slate' : 'sea'
  corners[earth].push(low, lowTo, to, low, to, from)
}
corners.wood.push(
  ...moved(
    turned(
      [
        [0, -0.14],
        [1.08, -0.14],
        [1.12, -0.1],
        [1.12, -0.06],
        [1, -0.06],
      ],
      72,
    ),
    [0, 0, 0],
  ),
)

const tree = (x, z, size, colour) => {
  const y = heightOf(x, z)
  corners.bark.push(
    ...moved(
      turned(
        [
          [size * 0.12, 0],
          [size * 0.1, size * 0.4],
        ],
        5,
      ),
      [x, y - 0.01, z],
    ),
  )
  corners[colour].push(
    ...moved(
      turned(
        [
          [0, size * 0.3],
          [size * 0.42, size * 0.3],
          [0, size * 1.5],
        ],
        6,
      ),
      [x, y - 0.01, z],
    ),
  )
}
for (let planted = 0; planted < 110; ) {
  const [x, z] = [random() * 0.96, random() * 0.96]
  const height = heightOf(x, z)
  if (!isInside(x / 0.96, z / 0.96) || height < 0.07 || height > 0.26 || Math.hypot(x - 0.42, z - 0.36) < 0.12) continue
  tree(x, z, 0.045 + Math.abs(random()) * 0.035, height > 0.15 || random() > 0.5 ? 'larch' : 'forest')
  planted++
}

const house = [0.46, 0.3]
const quay = Math.max(0.02, heightOf(...house) - 0.01)
const tower = (profile, colour) => corners[colour].push(...moved(turned(profile, 14), [house[0], quay, house[1]]))
tower(
  [
    [0.05, 0],
    [0.044, 0.08],
  ],
  'white',
)
tower(
  [
    [0.044, 0.08],
    [0.038, 0.16],
  ],
  'red',
)
tower(
  [
    [0.038, 0.16],
    [0.032, 0.24],
  ],
  'white',
)
tower(
  [
    [0.046, 0.24],
    [0.046, 0.252],
    [0, 0.252],
  ],
  'red',
)
tower(
  [
    [0.024, 0.252],
    [0.024, 0.29],
  ],
  'sun',
)
tower(
  [
    [0, 0.29],
    [0.034, 0.29],
    [0, 0.33],
  ],
  'red',
)
corners.sun.push(...moved(sphere(0.11, 18), [0.42, 0.74, -0.5]))

/** Writes the triangles as glTF 2.0 binary (sections 4 and 5.1): one primitive for each material. Without normals it is shaded flat (3.7.2.1). */
function toGlb() {
  const [accessors, views, parts, materials, primitives] = [[], [], [], [], []]
  let offset = 0
  const addArray = (values, bounds) => {
    const bytes = Buffer.from(Float32Array.from(values.flat()).buffer)
    views.push({ buffer: 0, byteOffset: offset, byteLength: bytes.length, target: 34962 })
    parts.push(bytes)
    offset += bytes.length
    accessors.push({ bufferView: views.length - 1, componentType: 5126, count: values.length, type: 'VEC3', ...bounds })
    return accessors.length - 1
  }
  const linear = (hex, at) => {
    const value = Number.parseInt(hex.slice(1 + at * 2, 3 + at * 2), 16) / 255
    return Number((value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4).toFixed(4))
  }
  for (const [name, hex] of Object.entries(MATERIALS)) {
    const points = corners[name]
    const axis = (pick) => [0, 1, 2].map((at) => Math.fround(pick(...points.map((point) => point[at]))))
    const position = addArray(points, { min: axis(Math.min), max: axis(Math.max) })
    materials.push({
      name,
      pbrMetallicRoughness: {
        baseColorFactor: [0, 1, 2].map((at) => linear(hex, at)).concat(1),
        ...{ metallicFactor: 0, roughnessFactor: name === 'sea' ? 0.35 : 0.9 },
      },
    })
    primitives.push({ attributes: { POSITION: position }, material: materials.length - 1 })
  }
  const json = {
    asset: { version: '2.0', generator: 'Visit Mendialde', copyright: '© Visit Mendialde (invented)' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, name: 'Mendialde' }],
    meshes: [{ name: 'Mendialde', primitives }],
    ...{ materials, accessors, bufferViews: views, buffers: [{ byteLength: offset }] },
  }
  const padded = (bytes, filler) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, filler)])
  const chunk = (type, bytes) => {
    const head = Buffer.alloc(8)
    head.writeUInt32LE(bytes.length, 0)
    head.writeUInt32LE(type, 4)
    return Buffer.concat([head, bytes])
  }
  const body = Buffer.concat([
    chunk(0x4e4f534a, padded(Buffer.from(JSON.stringify(json)), 0x20)),
    chunk(0x004e4942, padded(Buffer.concat(parts), 0)),
  ])
  const head = Buffer.alloc(12)
  head.writeUInt32LE(0x46546c67, 0)
  head.writeUInt32LE(2, 4)
  head.writeUInt32LE(12 + body.length, 8)
  return Buffer.concat([head, body])
}
writeFileSync(media('mendialde-relief.glb'), toGlb())
