import { type FileHandle, open } from 'node:fs/promises'
import { gltfFacts } from './gltf-facts'
import { ModelError, type ModelFacts } from './model-facts'

/** Limit for the JSON of a model; scenes of ten thousand nodes have 5 MB. */
const LARGEST_JSON = 32 * 1024 * 1024
const [HEADER_BYTES, CHUNK_BYTES] = [12, 8]

/**
 * Returns the facts of a binary glTF from its first chunk, which is JSON (glTF 2.0, 4.4). Throws ModelError `truncated` if
 * the file is shorter than it says.
 */
export async function glbFacts(localPath: string): Promise<ModelFacts> {
  const file = await open(localPath)
  try {
    const { size } = await file.stat()
    const head = await readAt(file, 0, HEADER_BYTES + CHUNK_BYTES)
    if (head.toString('latin1', 0, 4) !== 'glTF' || head.readUInt32LE(4) !== 2) throw new ModelError('unreadable')
    if (head.readUInt32LE(8) > size) throw new ModelError('truncated')
    const length = head.readUInt32LE(12)
    if (head.toString('latin1', 16, 20) !== 'JSON') throw new ModelError('unreadable')
    if (length > LARGEST_JSON) throw new ModelError('too_large')
    return gltfFacts(parse(await readAt(file, HEADER_BYTES + CHUNK_BYTES, length)), 'glb')
  } finally {
    await file.close()
  }
}

/** Returns the facts of a glTF in JSON. Throws ModelError. */
export async function gltfFileFacts(localPath: string): Promise<ModelFacts> {
  const file = await open(localPath)
  try {
    const { size } = await file.stat()
    if (size > LARGEST_JSON) throw new ModelError('too_large')
    return gltfFacts(parse(await readAt(file, 0, size)), 'gltf')
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { size } = await file.stat()
  if (at + length > size) throw new ModelError('truncated')
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
  if (bytesRead < length) throw new ModelError('truncated')
  return buffer
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''))
  } catch (error) {
    throw new ModelError('unreadable', { cause: error })
  }
}
