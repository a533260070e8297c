/** Why a model cannot be shown; each has a text. */
export type ModelProblem = 'no_webgl' | 'external' | 'compressed' | 'damaged' | 'too_large' | 'missing' | 'empty'

export class ModelError extends Error {
  constructor(readonly problem: ModelProblem) {
    super(problem)
  }
}

interface GltfBuffer {
  uri?: string
  byteLength?: number
}
interface GltfImage {
  uri?: string
  mimeType?: string
  bufferView?: number
}
interface GltfView {
  buffer?: number
  byteOffset?: number
  byteLength?: number
}
interface Gltf {
  asset?: unknown
  buffers?: GltfBuffer[]
  bufferViews?: GltfView[]
  images?: GltfImage[]
  extensionsRequired?: string[]
  extensionsUsed?: string[]
}

const JSON_CHUNK = 0x4e4f534a
const BIN_CHUNK = 0x004e4942
const MAGIC = 0x46546c67
/** Extensions whose decoders run WebAssembly, which our pages forbid. */
const COMPRESSED = /^(KHR_draco_mesh_compression|EXT_meshopt_compression|KHR_meshopt_compression|KHR_texture_basisu)$/

/**
 * Returns a GLB that holds everything of a model in itself (glTF 2.0, sections 3.6.1 and 4.4): what `data:` URIs hold is
 * moved into its one buffer, as our pages may not fetch those. Throws ModelError: `external` for other URIs, so that
 * nothing is ever requested; `compressed`; `damaged`.
 */
export function packGltf(bytes: ArrayBuffer): ArrayBuffer {
  const { json, bin } = isGlb(bytes) ? chunksOf(bytes) : { json: parse(new Uint8Array(bytes)), bin: undefined }
  if ((json.extensionsRequired ?? []).some((name) => COMPRESSED.test(name))) throw new ModelError('compressed')
  const parts: Uint8Array[] = []
  let length = 0
  const append = (part: Uint8Array): number => {
    const start = length
    const padded = part.length + ((4 - (part.length % 4)) % 4)
    parts.push(part, new Uint8Array(padded - part.length))
    length += padded
    return start
  }
  const starts = (json.buffers ?? []).map(({ uri }, index) => {
    if (uri !== undefined) return append(dataOf(uri).bytes)
    if (index === 0 && bin) return append(bin)
    throw new ModelError('damaged')
  })
  const views = (json.bufferViews ?? []).map((view) => {
    const start = starts[view.buffer ?? 0]
    if (start === undefined) throw new ModelError('damaged')
    return { ...view, buffer: 0, byteOffset: start + (view.byteOffset ?? 0) }
  })
  const images = json.images?.map((image): GltfImage => {
    if (image.uri === undefined) return image
    const { bytes: picture, type } = dataOf(image.uri)
    const { uri, ...rest } = image
    views.push({ buffer: 0, byteOffset: append(picture), byteLength: picture.length })
    return { ...rest, mimeType: image.mimeType ?? type, bufferView: views.length - 1 }
  })
  const buffers = length > 0 ? [{ byteLength: length }] : []
  return glbOf({ ...json, buffers, bufferViews: views, ...(images && { images }) }, parts, length)
}

const isGlb = (bytes: ArrayBuffer): boolean =>
  bytes.byteLength >= 12 && new DataView(bytes).getUint32(0, true) === MAGIC

/** GLB (glTF 2.0, section 4.4): a header of 12 bytes, then chunks of length, type and data. */
function chunksOf(bytes: ArrayBuffer): { json: Gltf; bin: Uint8Array | undefined } {
  const view = new DataView(bytes)
  if (view.getUint32(4, true) !== 2) throw new ModelError('damaged')
  let json: Gltf | undefined
  let bin: Uint8Array | undefined
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const size = view.getUint32(at, true)
    const kind = view.getUint32(at + 4, true)
    if (at + 8 + size > bytes.byteLength) throw new ModelError('damaged')
    const data = new Uint8Array(bytes, at + 8, size)
    if (kind === JSON_CHUNK && !json) json = parse(data)
    if (kind === BIN_CHUNK && !bin) bin = data
    at += 8 + size
  }
  if (!json) throw new ModelError('damaged')
  return { json, bin }
}

function parse(bytes: Uint8Array): Gltf {
  try {
    const json = JSON.parse(new TextDecoder().decode(bytes)) as Gltf | null
    if (typeof json !== 'object' || json === null || !json.asset) throw new ModelError('damaged')
    for (const list of [json.buffers, json.bufferViews, json.images])
      if (list !== undefined && !Array.isArray(list)) throw new ModelError('damaged')
    return json
  } catch {
    throw new ModelError('damaged')
  }
}

/** Returns the bytes of a `data:` URI in base64 (RFC 2397), which is what glTF files use. */
function dataOf(uri: string): { bytes: Uint8Array; type: string } {
  if (!uri.startsWith('data:')) throw new ModelError('external')
  const found = /^data:([\w.+/-]*);base64,/.exec(uri.slice(0, 200))
  if (!found) throw new ModelError('damaged')
  try {
    const text = atob(uri.slice(found[0].length))
    return { bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)), type: found[1] ?? '' }
  } catch {
    throw new ModelError('damaged')
  }
}

function glbOf(json: object, parts: readonly Uint8Array[], length: number): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(json))
  const textLength = text.length + ((4 - (text.length % 4)) % 4)
  const glb = new Uint8Array(12 + 8 + textLength + (length > 0 ? 8 + length : 0))
  const view = new DataView(glb.buffer)
  const put = (at: number, ...values: number[]) => {
    values.forEach((value, index) => void view.setUint32(at + 4 * index, value, true))
  }
  put(0, MAGIC, 2, glb.length, textLength, JSON_CHUNK)
  glb.fill(0x20, 20, 20 + textLength).set(text, 20)
  if (length === 0) return glb.buffer
  let at = 20 + textLength
  put(at, length, BIN_CHUNK)
  at += 8
  for (const part of parts) {
    glb.set(part, at)
    at += part.length
  }
  return glb.buffer
}
