import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { corpus, corpusFiles } from '#tests/support/corpus'
import { cpuClock } from '#tests/support/cpu-time'
import { imageFolders, writtenTo } from '#tests/support/image-files'
import { seeded } from '#tests/support/metadata-blocks'
import { ModelError } from '~/platform/files/model-facts'
import { readModelFacts } from '~/platform/files/model-facts.server'

const folders = imageFolders()
const facts = async (bytes: Buffer | string, extension: string) =>
  readModelFacts((await writtenTo(folders.images, bytes, `made.${extension}`)).file, extension)

const scene = {
  asset: { version: '2.0', generator: 'Modeller 3' },
  scenes: [{ nodes: [0, 2] }],
  nodes: [
    { children: [1], translation: [10, 0, 0] },
    { mesh: 0, scale: [2, 2, 2] },
    { mesh: 0, rotation: [0, 0, Math.SQRT1_2, Math.SQRT1_2] },
  ],
  meshes: [
    {
      primitives: [
        { attributes: { POSITION: 0 }, indices: 1 },
        { attributes: { POSITION: 0 }, mode: 5 },
        { attributes: { POSITION: 0 }, mode: 1 },
      ],
    },
  ],
  accessors: [{ count: 8, min: [0, 0, 0], max: [1, 3, 1] }, { count: 36 }],
  materials: [{}, {}],
  extensionsRequired: ['KHR_draco_mesh_compression'],
}

function glbOf(json: unknown, { length }: { length?: number } = {}): Buffer {
  const chunk = Buffer.from(JSON.stringify(json))
  const head = Buffer.alloc(20)
  head.write('glTF', 'latin1')
  head.writeUInt32LE(2, 4)
  head.writeUInt32LE(head.length + chunk.length, 8)
  head.writeUInt32LE(length ?? chunk.length, 12)
  head.write('JSON', 16, 'latin1')
  return Buffer.concat([head, chunk])
}

function stlOf(count: number, stated = count): Buffer {
  const bytes = Buffer.alloc(84 + 50 * count)
  bytes.write('made for a test', 'latin1')
  bytes.writeUInt32LE(stated, 80)
  for (let facet = 0; facet < count; facet++)
    for (let at = 0; at < 9; at++) bytes.writeFloatLE(facet + at, 84 + facet * 50 + 12 + at * 4)
  return bytes
}

describe('glTF', () => {
  test.each([
    ['glb', glbOf(scene)],
    ['gltf', Buffer.from(JSON.stringify(scene))],
  ])('in %s has counts, and a box that follows its nodes', async (extension, bytes) => {
    const { bounds, ...rest } = await facts(bytes, extension)
    expect(rest).toMatchObject({
      ...{ triangles: 2 * (12 + 6), vertices: 8, meshes: 1, materials: 2, textures: 0, animations: 0 },
      ...{ generator: 'Modeller 3', requiredExtensions: ['KHR_draco_mesh_compression'] },
    })
    const rounded = [bounds?.min, bounds?.max].map((point) =>
      point?.map((value) => Math.round(value * 1000) / 1000 + 0),
    )
    expect(rounded).toEqual([
      [-3, 0, 0],
      [12, 6, 2],
    ])
  })

  test('whose nodes are their own children is read once', async () => {
    const nodes = [{ children: [1, 0], mesh: 0 }, { children: [0, 1, 99, -1] }]
    expect((await facts(glbOf({ ...scene, scenes: [{ nodes: [0, 0] }], nodes }), 'glb')).triangles).toBe(18)
  })

  test.each<[string, unknown]>([
    ['version 1', { asset: { version: '1.0' } }],
    ['no object', [1, 2]],
    ['nothing', null],
  ])('of %s is refused as unreadable', async (_, json) => {
    await expect(facts(JSON.stringify(json), 'gltf')).rejects.toMatchObject({ code: 'unreadable' })
  })

  test('with members of other types than expected gives no counts', async () => {
    const odd = { asset: scene.asset, meshes: { length: 1e9 }, nodes: 7, scenes: [{ nodes: 'all' }], accessors: [null] }
    expect(await facts(JSON.stringify(odd), 'gltf')).toMatchObject({ triangles: 0, meshes: 0, bounds: undefined })
  })

  test.each([
    ['a chunk of 4 GB', glbOf(scene, { length: 0xffff_ffff }), 'too_large'],
    ['a chunk beyond its end', glbOf(scene, { length: 100_000 }), 'truncated'],
    ['half of its bytes', glbOf(scene).subarray(0, 300), 'truncated'],
    ['eight bytes', glbOf(scene).subarray(0, 8), 'truncated'],
    ['ten million open brackets', Buffer.from('['.repeat(10_000_000)), 'unreadable'],
  ])('with %s is refused', async (_, bytes, code) => {
    const cpu = cpuClock()
    await expect(facts(bytes, code === 'unreadable' ? 'gltf' : 'glb')).rejects.toMatchObject({ code })
    expect(cpu()).toBeLessThan(10_000)
  })
})

describe('STL', () => {
  const facet = (z: number) =>
    `facet normal 0 0 1\n outer loop\n  vertex 0 0 ${z}\n  vertex 1e1 0 ${z}\n  vertex 0 -2.5 ${z}\n endloop\nendfacet\n`

  test('in binary has triangles and a box', async () => {
    expect(await facts(stlOf(3), 'stl')).toMatchObject({
      ...{ triangles: 3, generator: 'made for a test', bounds: { min: [0, 1, 2], max: [8, 9, 10] } },
    })
  })

  test('in binary that begins with "solid" is read as binary', async () => {
    const bytes = stlOf(2)
    bytes.write('solid part', 'latin1')
    expect(await facts(bytes, 'stl')).toMatchObject({ triangles: 2 })
  })

  test('in text has triangles, a box and its name', async () => {
    expect(await facts(`solid a part\n${facet(0)}${facet(4)}endsolid\n`, 'stl')).toMatchObject({
      ...{ triangles: 2, generator: 'a part', bounds: { min: [0, -2.5, 0], max: [10, 0, 4] } },
    })
  })

  test.each([
    ['binary that claims four billion triangles', stlOf(1, 0xffff_ffff), 'truncated'],
    ['binary that is cut', stlOf(20).subarray(0, 500), 'truncated'],
    ['text that is cut', `solid a\n${facet(0)}${facet(1).slice(0, 60)}`, 'truncated'],
    ['text without facets', 'solid a\nendsolid\n', 'unreadable'],
    ['ten bytes', '0123456789', 'unreadable'],
  ])('%s is refused', async (_, bytes, code) => {
    await expect(facts(bytes, 'stl')).rejects.toMatchObject({ code })
  })

  test('with coordinates that are no numbers has a box of the others', async () => {
    const bytes = stlOf(2)
    bytes.fill(0xff, 84 + 12, 84 + 48)
    expect((await facts(bytes, 'stl')).bounds).toEqual({ min: [1, 2, 3], max: [7, 8, 9] })
  })
})

describe('OBJ', () => {
  test('has vertices, triangles of its faces, objects and materials', async () => {
    const text =
      '# Modeller 3\r\no box\nv 0 0 0\nv 1 0 0 1\nv 1 2 0\nv 0 2 -3\nusemtl red\nf 1/1 2/2 3/3 4/4\nusemtl red\nf 1 2 3\n'
    expect(await facts(text, 'obj')).toMatchObject({
      ...{ triangles: 3, vertices: 4, meshes: 1, materials: 1, generator: 'Modeller 3' },
      bounds: { min: [0, 0, -3], max: [1, 2, 0] },
    })
  })

  test('of one line of 20 MB costs less than 5 s of CPU', async () => {
    const cpu = cpuClock()
    expect(await facts(`v 0 0 0\nf ${'1 '.repeat(10_000_000)}`, 'obj')).toMatchObject({ vertices: 1 })
    expect(cpu()).toBeLessThan(5000)
  })
})

test('models changed or cut at random places are read or refused by a typed error', async () => {
  const random = seeded(5)
  const whole: [string, Buffer][] = [
    ['glb', glbOf(scene)],
    ['stl', stlOf(8)],
    ['gltf', Buffer.from(JSON.stringify(scene))],
  ]
  for (let round = 0; round < 300; round++) {
    const [extension, bytes] = whole[round % 3] ?? ['', Buffer.alloc(0)]
    const changed = Buffer.from(bytes.subarray(0, round % 2 ? bytes.length : Math.floor(random() * bytes.length)))
    for (let change = 0; change < 3; change++)
      changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256)
    await facts(changed, extension).catch((error: unknown) => expect(error).toBeInstanceOf(ModelError))
  }
})

test.skipIf(corpusFiles.length === 0).each([
  ['2CylinderEngine.glb', { triangles: 121_496, meshes: 29, materials: 34, generator: 'COLLADA2GLTF' }],
  ['Spider_binary.stl', { triangles: 1368 }],
  ['Spider_ascii.stl', { triangles: 1368 }],
])('%s of the corpus', async (name, expected) => {
  expect(await readModelFacts(path.join(corpus, '3d', name), name.split('.').at(-1) ?? '')).toMatchObject(expected)
})
