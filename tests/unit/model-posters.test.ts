import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { conversionFolder } from '#tests/support/converters'
import { corpus, corpusFiles } from '#tests/support/corpus'
import { cpuClock } from '#tests/support/cpu-time'
import { imageFolders, writtenTo } from '#tests/support/image-files'
import { seeded } from '#tests/support/metadata-blocks'
import { BOX, boxGltf, boxObj, floatsOf, glbOf, stlOf } from '#tests/support/models'
import { pictureOf } from '~/platform/converters/picture-of.server'
import { ModelError } from '~/platform/files/model-facts'
import { gltfScene } from '~/platform/models/gltf-scene.server'
import { boundsOf, type Part, trianglesOf } from '~/platform/models/model-scene'
import { objScene } from '~/platform/models/obj-scene.server'
import { drawPoster } from '~/platform/models/poster'
import { stlScene } from '~/platform/models/stl-scene.server'

const folders = imageFolders()
const { workDir } = conversionFolder()
const SIZE = { width: 160, height: 120 }
const READERS = { glb: gltfScene, gltf: gltfScene, stl: stlScene, obj: objScene }

const written = async (bytes: Buffer | string, extension: string) =>
  (await writtenTo(folders.images, bytes, `${Math.random()}.${extension}`)).file
const sceneOf = async (bytes: Buffer | string, extension: keyof typeof READERS) =>
  READERS[extension](await written(bytes, extension))

/** The colour at a part of the width and height of a poster. */
function pixelOf(parts: readonly Part[], across = 0.5, down = 0.5): number[] {
  const { data, width, height } = drawPoster(parts, SIZE)
  const at = (Math.floor(down * height) * width + Math.floor(across * width)) * 3
  return [...data.subarray(at, at + 3)]
}

describe('a box', () => {
  const { json, bytes } = boxGltf()
  const embedded = {
    ...json,
    buffers: [{ byteLength: 1, uri: `data:application/octet-stream;base64,${bytes.toString('base64')}` }],
  }

  test.each<[string, keyof typeof READERS, Buffer | string]>([
    ['GLB', 'glb', glbOf(json, bytes)],
    ['glTF with embedded data', 'gltf', JSON.stringify(embedded)],
    ['binary STL', 'stl', stlOf(BOX)],
    ['OBJ', 'obj', boxObj()],
  ])(
    'as %s has twelve triangles within its sides, and stands out in the middle of its poster',
    async (_, extension, file) => {
      const parts = await sceneOf(file, extension)
      expect(parts.reduce((sum, part) => sum + trianglesOf(part), 0)).toBe(12)
      const { min, max } = boundsOf(parts)
      expect([...min, ...max].map(Math.round)).toEqual([-1, -1, -1, 1, 1, 1])
      const [middle, corner] = [pixelOf(parts), pixelOf(parts, 0.01, 0.02)]
      expect(Math.min(...corner)).toBeGreaterThan(190)
      expect(Math.abs((middle[2] ?? 0) - (corner[2] ?? 0))).toBeGreaterThan(25)
    },
  )

  test('as text STL has the same triangles as binary', async () => {
    const facets = Array.from({ length: 12 }, (_, at) => {
      const corners = [0, 3, 6].map((from) => `vertex ${BOX.slice(at * 9 + from, at * 9 + from + 3).join(' ')}`)
      return `facet normal 0 0 0\nouter loop\n${corners.join('\n')}\nendloop\nendfacet\n`
    })
    const [text] = await sceneOf(`solid box\n${facets.join('')}endsolid\n`, 'stl')
    expect(text?.positions).toEqual((await sceneOf(stlOf(BOX), 'stl'))[0]?.positions)
  })

  test('has the colour of its material, brighter above than beside', async () => {
    const parts = await sceneOf(glbOf(json, bytes), 'glb')
    const [top, side] = [pixelOf(parts, 0.5, 0.24), pixelOf(parts, 0.4, 0.6)]
    for (const [red = 0, green = 0] of [top, side]) expect(red).toBeGreaterThan(green * 2)
    expect(top[0]).toBeGreaterThan(side[0] ?? 0)
  })

  test('has the picture that its material names', async () => {
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#1030e0' } })
      .png()
      .toBuffer()
    const textured = boxGltf({
      meshes: [{ primitives: [{ attributes: { POSITION: 0, TEXCOORD_0: 1 }, material: 0 }] }],
      materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicFactor: 0 } }],
      textures: [{ source: 0 }],
      images: [{ uri: `data:image/png;base64,${png.toString('base64')}` }],
      accessors: [...(json.accessors as object[]), { bufferView: 0, componentType: 5126, count: 36, type: 'VEC2' }],
    })
    const [red = 0, , blue = 0] = pixelOf(await sceneOf(glbOf(textured.json, bytes), 'glb'))
    expect(blue).toBeGreaterThan(red * 2)
  })

  test('that is glass lets what is behind it shine through', async () => {
    const clear = boxGltf({
      materials: [{ alphaMode: 'BLEND', pbrMetallicRoughness: { baseColorFactor: [1, 0, 0, 0.2], metallicFactor: 0 } }],
    })
    const [solid, glass] = [
      pixelOf(await sceneOf(glbOf(json, bytes), 'glb')),
      pixelOf(await sceneOf(glbOf(clear.json, bytes), 'glb')),
    ]
    expect(glass[1]).toBeGreaterThan((solid[1] ?? 0) + 60)
  })

  test('stands where its nodes and the joints of its skin put it', async () => {
    const inverse = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, -1, 0, 0, 1]
    const joints = Buffer.alloc(36 * 4)
    const weights = floatsOf(Array.from({ length: 36 }, () => [1, 0, 0, 0]).flat())
    const skinned = {
      ...json,
      scenes: [{ nodes: [0, 1] }],
      nodes: [
        { mesh: 0, skin: 0, translation: [100, 0, 0] },
        { translation: [5, 0, 0], scale: [2, 2, 2] },
      ],
      skins: [{ joints: [1], inverseBindMatrices: 1 }],
      meshes: [{ primitives: [{ attributes: { POSITION: 0, JOINTS_0: 2, WEIGHTS_0: 3 }, material: 0 }] }],
      accessors: [
        ...(json.accessors as object[]),
        { bufferView: 1, componentType: 5126, count: 1, type: 'MAT4' },
        { bufferView: 2, componentType: 5121, count: 36, type: 'VEC4' },
        { bufferView: 3, componentType: 5126, count: 36, type: 'VEC4' },
      ],
      bufferViews: [bytes, floatsOf(inverse), joints, weights].map(({ length }, at, all) => ({
        ...{ buffer: 0, byteLength: length },
        byteOffset: all.slice(0, at).reduce((sum, each) => sum + each.length, 0),
      })),
    }
    const parts = await sceneOf(glbOf(skinned, Buffer.concat([bytes, floatsOf(inverse), joints, weights])), 'glb')
    // (x - 1) * 2 + 5
    expect(boundsOf(parts)).toEqual({ min: [1, -2, -2], max: [5, 2, 2] })
    const moved = boxGltf({ nodes: [{ mesh: 0, translation: [0, 3, 0], scale: [-1, 2, 1] }] })
    expect(boundsOf(await sceneOf(glbOf(moved.json, bytes), 'glb'))).toEqual({ min: [-1, 1, -1], max: [1, 5, 1] })
  })
})

describe('hostile models', () => {
  const { json, bytes } = boxGltf()
  const accessor = { bufferView: 0, componentType: 5126, count: 36, type: 'VEC3' }

  test.each<[string, object, string]>([
    ['whose accessor reaches beyond its bytes', { accessors: [{ ...accessor, count: 37 }] }, 'unreadable'],
    [
      'whose buffer view reaches beyond its buffer',
      { accessors: [{ ...accessor, count: 60 }], bufferViews: [{ buffer: 0, byteLength: 4000 }] },
      'truncated',
    ],
    ['that claims a billion corners', { accessors: [{ ...accessor, count: 1e9 }] }, 'too_many_triangles'],
    [
      'whose many corners stand at many places',
      {
        accessors: [{ ...accessor, bufferView: undefined, count: 12_000 }],
        scenes: [{ nodes: [...Array(600).keys()] }],
        nodes: Array.from({ length: 600 }, () => ({ mesh: 0 })),
      },
      'too_many_triangles',
    ],
    [
      'whose bytes are in another file',
      { buffers: [{ byteLength: 432, uri: 'https://example.org/box.bin' }] },
      'external',
    ],
    ['whose bytes are in a file of the machine', { buffers: [{ byteLength: 432, uri: '/etc/passwd' }] }, 'external'],
    ['that is packed', { extensionsRequired: ['KHR_draco_mesh_compression'] }, 'compressed'],
  ])('a glTF %s ends in a typed error', async (_, more, code) => {
    await expect(sceneOf(glbOf({ ...json, ...more }, bytes), 'glb')).rejects.toMatchObject({ code })
  })

  test.each<[string, object]>([
    ['without nodes', { nodes: [], scenes: [] }],
    [
      'of points that are no numbers',
      {
        accessors: [{ ...accessor, bufferView: 1 }],
        bufferViews: [{}, { buffer: 0, byteOffset: 432, byteLength: 432 }],
      },
    ],
    ['of points that are all one', { accessors: [{ componentType: 5126, count: 36, type: 'VEC3' }] }],
    ['of lines', { meshes: [{ primitives: [{ attributes: { POSITION: 0 }, mode: 1 }] }] }],
  ])('a glTF %s is empty', async (_, more) => {
    const parts = await sceneOf(glbOf({ ...json, ...more }, Buffer.concat([bytes, Buffer.alloc(432, 0xff)])), 'glb')
    expect(() => drawPoster(parts, SIZE)).toThrow(expect.objectContaining({ code: 'empty' }))
  })

  test('indices beyond the corners, and an OBJ that names corners it has not, draw nothing wrong', async () => {
    const indices = Buffer.from(Uint32Array.from([0, 1, 0xffff_ffff, 0, 1, 2]).buffer)
    const odd = {
      ...json,
      meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 9 }] }],
      accessors: [accessor, { bufferView: 1, componentType: 5125, count: 6, type: 'SCALAR' }],
      bufferViews: [
        { buffer: 0, byteLength: 432 },
        { buffer: 0, byteOffset: 432, byteLength: 24 },
      ],
    }
    expect(drawPoster(await sceneOf(glbOf(odd, Buffer.concat([bytes, indices])), 'glb'), SIZE).data.length).toBe(57_600)
    const [part] = await sceneOf('v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\nf 1 2 99\nf a b c\nf -9 1 2\n', 'obj')
    expect(part && trianglesOf(part)).toBe(1)
  })
})

test('models changed or cut at random places are read or refused within 20 s of CPU, and none is drawn for ever', async () => {
  const random = seeded(11)
  const { json, bytes } = boxGltf()
  const whole: [keyof typeof READERS, Buffer][] = [
    ['glb', glbOf(json, bytes)],
    ['stl', stlOf(BOX)],
    ['obj', Buffer.from(boxObj())],
  ]
  const cpu = cpuClock()
  for (let round = 0; round < 150; round++) {
    const [extension, file] = whole[round % 3] ?? ['glb', Buffer.alloc(0)]
    const changed = Buffer.from(file.subarray(0, round % 4 ? file.length : Math.floor(random() * file.length)))
    for (let change = 0; change < 4; change++)
      changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256)
    const drawn = sceneOf(changed, extension).then((parts) => drawPoster(parts, { width: 64, height: 48 }))
    await drawn.catch((error: unknown) => expect(error).toBeInstanceOf(ModelError))
  }
  expect(cpu()).toBeLessThan(20_000)
})

describe('a poster made by a process of its own', () => {
  const taskOf = (localPath: string, extension: string, side = 320) => ({
    ...{ localPath, workDir: workDir(), side },
    sniffed: { kind: 'model' as const, mediaType: 'model/x', extension },
  })

  test('is a picture of the sides that are asked for', async () => {
    const { json, bytes } = boxGltf()
    const { file } = await pictureOf(taskOf(await written(glbOf(json, bytes), 'glb'), 'glb'))
    expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width: 320, height: 240, channels: 3 })
  })

  test('of a model in several files is impossible, and the reason is said', async () => {
    const { json } = boxGltf({ buffers: [{ byteLength: 432, uri: 'box.bin' }] })
    const made = pictureOf(taskOf(await written(JSON.stringify(json), 'gltf'), 'gltf'))
    await expect(made).rejects.toMatchObject({ state: 'impossible', reason: 'convert_external' })
  })

  test.skipIf(corpusFiles.length === 0).each(['2CylinderEngine.glb', 'Spider_binary.stl', 'Spider_ascii.stl'])(
    'of %s of the corpus is not blank',
    async (name) => {
      const { file } = await pictureOf(taskOf(path.join(corpus, '3d', name), path.extname(name).slice(1)))
      const { channels } = await sharp(file).extract({ left: 100, top: 60, width: 120, height: 120 }).stats()
      expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(15)
    },
  )
})
