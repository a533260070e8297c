import { type Group, Mesh, MeshStandardMaterial, type Object3D, TextureLoader } from 'three'
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'
import { OBJLoader } from 'three/examples/jsm/loaders/OBJLoader.js'
import { STLLoader } from 'three/examples/jsm/loaders/STLLoader.js'
import type { ModelViewerProps } from '../model-viewer'
import { ModelError, packGltf } from './pack-gltf'

/** A browser tab holds a model several times over while it reads it. */
const MOST_BYTES = 300_000_000

/** Returns the object of a model file; throws ModelError. Requests nothing but the file itself. */
export async function loadModel(
  { url, format }: Pick<ModelViewerProps, 'url' | 'format'>,
  signal: AbortSignal,
): Promise<Object3D> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new ModelError('missing')
  if (Number(response.headers.get('content-length') ?? 0) > MOST_BYTES) {
    await response.body?.cancel()
    throw new ModelError('too_large')
  }
  const bytes = await response.arrayBuffer()
  if (bytes.byteLength > MOST_BYTES) throw new ModelError('too_large')
  try {
    return await parsers[format](bytes)
  } catch (error) {
    if (error instanceof ModelError) throw error
    throw new ModelError('damaged')
  }
}

const plain = () => new MeshStandardMaterial({ color: 0xb9bbb4, roughness: 0.7, metalness: 0.05 })

const parsers: Record<ModelViewerProps['format'], (bytes: ArrayBuffer) => Promise<Object3D> | Object3D> = {
  glb: parseGltf,
  gltf: parseGltf,
  stl(bytes) {
    const geometry = new STLLoader().parse(bytes)
    if (!geometry.hasAttribute('normal')) geometry.computeVertexNormals()
    const mesh = new Mesh(geometry, plain())
    // Printing has the z axis upwards, three the y axis.
    mesh.rotation.x = -Math.PI / 2
    return mesh
  },
  obj(bytes) {
    const group: Group = new OBJLoader().parse(new TextDecoder().decode(bytes))
    // Its materials are in other files, which are not loaded.
    const material = plain()
    group.traverse((part) => {
      if (part instanceof Mesh) part.material = material
    })
    return group
  },
}

async function parseGltf(bytes: ArrayBuffer): Promise<Object3D> {
  const loader = new GLTFLoader()
  loader.register((parser) => {
    // Pictures inside the file are `blob:` addresses: an image may load those under our policy, `fetch` may not.
    parser.textureLoader = new TextureLoader(parser.options.manager)
    return { name: 'vitrine_images' }
  })
  const { scene } = await loader.parseAsync(packGltf(bytes), '')
  return scene
}
