import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { countIn, type Json, objectsIn } from '~/platform/files/gltf-json'
import { ModelError } from '~/platform/files/model-facts'

/** A scene larger than this is not read; browsers refuse it as well. */
const LARGEST_JSON = 64 * 1024 * 1024
/** A buffer view that is read at once: the corners of two million triangles. */
const LARGEST_READ = 256 * 1024 * 1024
const JSON_CHUNK = 0x4e4f534a
const BIN_CHUNK = 0x004e4942

/** A glTF with access to the bytes that it holds. */
export interface GltfFile {
  json: Json
  accessors: Json[]
  /** Returns bytes of a buffer view. Throws ModelError. */
  read: (view: number, offset: number, length: number) => Buffer
  /** Returns how long a buffer view is, and the distance of its elements; undefined when there is none. */
  view: (index: number) => { length: number; stride: number } | undefined
  close: () => void
}

/** Opens a glTF, in JSON or binary (glTF 2.0, 3.6.1 and 4.4). Never opens another file. Throws ModelError. */
export function openGltf(localPath: string): GltfFile {
  const file = openSync(localPath, 'r')
  const { size } = fstatSync(file)
  const readAt = (at: number, length: number): Buffer => {
    if (length > LARGEST_READ) throw new ModelError('too_large')
    if (at < 0 || at + length > size) throw new ModelError('truncated')
    const bytes = Buffer.allocUnsafe(length)
    if (readSync(file, bytes, 0, length, at) < length) throw new ModelError('truncated')
    return bytes
  }
  const { json, bin } = chunksOf(readAt, size)
  const buffers = objectsIn(json.buffers)
  const decoded = new Map<number, Buffer>()
  const views = objectsIn(json.bufferViews).map((view) => ({
    ...{ buffer: countIn(view.buffer) ?? -1, start: countIn(view.byteOffset) ?? 0 },
    ...{ length: countIn(view.byteLength) ?? 0, stride: countIn(view.byteStride) ?? 0 },
  }))
  return {
    json,
    accessors: objectsIn(json.accessors),
    view: (index) => views[index],
    read(index, offset, length) {
      const view = views[index]
      if (!view || offset < 0 || length < 0 || offset + length > view.length) throw new ModelError('unreadable')
      const uri = buffers[view.buffer]?.uri
      const at = view.start + offset
      if (uri === undefined && view.buffer === 0 && bin) {
        if (at + length > bin.length) throw new ModelError('truncated')
        return readAt(bin.start + at, length)
      }
      const bytes = decoded.get(view.buffer) ?? dataOf(uri)
      decoded.set(view.buffer, bytes)
      if (at + length > bytes.length) throw new ModelError('truncated')
      return bytes.subarray(at, at + length)
    },
    close: () => closeSync(file),
  }
}

interface Chunks {
  json: Json
  bin?: { start: number; length: number }
}

function chunksOf(readAt: (at: number, length: number) => Buffer, size: number): Chunks {
  const isBinary = size >= 20 && readAt(0, 4).toString('latin1') === 'glTF'
  if (!isBinary) {
    if (size > LARGEST_JSON) throw new ModelError('too_large')
    return { json: parse(readAt(0, size)) }
  }
  let json: Json | undefined
  let bin: Chunks['bin']
  for (let at = 12, count = 0; at + 8 <= size && count < 8; count++) {
    const head = readAt(at, 8)
    const [length, type] = [head.readUInt32LE(0), head.readUInt32LE(4)]
    if (type === JSON_CHUNK && !json) {
      if (length > LARGEST_JSON) throw new ModelError('too_large')
      json = parse(readAt(at + 8, length))
    } else if (type === BIN_CHUNK && !bin) bin = { start: at + 8, length: Math.min(length, size - at - 8) }
    at += 8 + length
  }
  if (!json) throw new ModelError('unreadable')
  return { json, bin }
}

function parse(bytes: Buffer): Json {
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''))
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json
  } catch {
    // As if it were no object
  }
  throw new ModelError('unreadable')
}

/** Returns the bytes of a `data:` URI in base64 (RFC 2397). Throws ModelError `external` for any other address. */
export function dataOf(uri: unknown): Buffer {
  if (typeof uri !== 'string') throw new ModelError('unreadable')
  const found = /^data:[\w.+/;=-]{0,150}?;base64,/.exec(uri.slice(0, 200))
  if (!found) throw new ModelError(uri.startsWith('data:') ? 'unreadable' : 'external')
  return Buffer.from(uri.slice(found[0].length), 'base64')
}
