import { expect, test } from 'vitest'
import { ModelError, packGltf } from '~/ui/viewers/model/pack-gltf'

const asset = { version: '2.0' }
const bytesOf = (json: unknown) => new TextEncoder().encode(JSON.stringify(json)).buffer as ArrayBuffer
const data = (...bytes: number[]) => `data:application/octet-stream;base64,${btoa(String.fromCharCode(...bytes))}`

/** The JSON and the binary chunk of a GLB. */
function read(glb: ArrayBuffer) {
  const view = new DataView(glb)
  const length = view.getUint32(12, true)
  const json = JSON.parse(new TextDecoder().decode(new Uint8Array(glb, 20, length)))
  const bin = glb.byteLength > 20 + length ? new Uint8Array(glb, 28 + length) : undefined
  return { json, bin, isWhole: view.getUint32(8, true) === glb.byteLength }
}

const problem = (bytes: ArrayBuffer) => {
  try {
    packGltf(bytes)
    return undefined
  } catch (error) {
    return error instanceof ModelError ? error.problem : error
  }
}

test('buffers and pictures in data URIs move into one buffer, and views into them follow', () => {
  const packed = read(
    packGltf(
      bytesOf({
        asset,
        buffers: [
          { uri: data(1, 2, 3), byteLength: 3 },
          { uri: data(4, 5), byteLength: 2 },
        ],
        bufferViews: [{ buffer: 1, byteOffset: 1, byteLength: 1 }],
        images: [{ uri: `data:image/png;base64,${btoa('png')}`, name: 'a' }],
      }),
    ),
  )
  expect(packed.isWhole).toBe(true)
  expect([...(packed.bin ?? [])]).toEqual([1, 2, 3, 0, 4, 5, 0, 0, 112, 110, 103, 0])
  expect(packed.json).toMatchObject({
    buffers: [{ byteLength: 12 }],
    bufferViews: [
      { buffer: 0, byteOffset: 5, byteLength: 1 },
      { buffer: 0, byteOffset: 8, byteLength: 3 },
    ],
    images: [{ name: 'a', mimeType: 'image/png', bufferView: 1 }],
  })
  expect(packed.json.images[0].uri).toBeUndefined()
})

test('a GLB that was packed is packed to the same again', () => {
  const json = { asset, buffers: [{ uri: data(9), byteLength: 1 }], bufferViews: [{ buffer: 0, byteLength: 1 }] }
  const once = packGltf(bytesOf(json))
  expect(read(packGltf(once))).toEqual(read(once))
})

const glbOfLength = (claimed: number) => {
  const glb = new DataView(new ArrayBuffer(20))
  const words = [0x46546c67, 2, 20, claimed, 0x4e4f534a]
  words.forEach((word, index) => void glb.setUint32(4 * index, word, true))
  return glb.buffer
}

test.each([
  ['a buffer in another file', bytesOf({ asset, buffers: [{ uri: 'scene.bin' }] }), 'external'],
  ['a picture on another server', bytesOf({ asset, images: [{ uri: 'https://x.org/a.png' }] }), 'external'],
  ['Draco', bytesOf({ asset, extensionsRequired: ['KHR_draco_mesh_compression'] }), 'compressed'],
  ['Meshopt', bytesOf({ asset, extensionsRequired: ['EXT_meshopt_compression'] }), 'compressed'],
  ['no JSON', new TextEncoder().encode('solid x').buffer as ArrayBuffer, 'damaged'],
  ['no bytes', new ArrayBuffer(0), 'damaged'],
  ['no asset', bytesOf({}), 'damaged'],
  ['null', bytesOf(null), 'damaged'],
  ['a list that is none', bytesOf({ asset, buffers: 5 }), 'damaged'],
  ['a buffer without bytes', bytesOf({ asset, buffers: [{ byteLength: 4 }] }), 'damaged'],
  ['a view of no buffer', bytesOf({ asset, bufferViews: [{ buffer: 3 }] }), 'damaged'],
  ['damaged base64', bytesOf({ asset, buffers: [{ uri: 'data:;base64,%%%' }] }), 'damaged'],
  ['a chunk that is longer than its file', glbOfLength(4_000_000_000), 'damaged'],
  ['an empty chunk of JSON', glbOfLength(0), 'damaged'],
])('a glTF with %s is refused', (_, bytes, expected) => {
  expect(problem(bytes)).toBe(expected)
})
