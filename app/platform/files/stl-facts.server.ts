import { open } from 'node:fs/promises'
import { forEachLine, forEachRecord } from './file-pieces.server'
import { textIn } from './gltf-json'
import { BoundsOfPoints, ModelError, type ModelFacts } from './model-facts'

const [HEADER_BYTES, COUNT_BYTES, FACET_BYTES] = [80, 4, 50]
/** A normal precedes the three corners of a facet, three floats each. */
const NORMAL_BYTES = 12

/**
 * Returns triangles and box of an STL, binary or text, reading it once in pieces (3D Systems, StereoLithography
 * Interface Specification). Throws ModelError `truncated` if a binary one is shorter than its count says.
 */
export async function stlFacts(localPath: string): Promise<ModelFacts> {
  const { head, count, isText } = await stlLayout(localPath)
  if (isText) return asciiFacts(localPath, head)
  const box = new BoundsOfPoints()
  await forEachRecord(localPath, { start: HEADER_BYTES + COUNT_BYTES, length: FACET_BYTES, count }, (bytes, at) => {
    for (let corner = at + NORMAL_BYTES; corner < at + 48; corner += 12)
      box.add(bytes.readFloatLE(corner), bytes.readFloatLE(corner + 4), bytes.readFloatLE(corner + 8))
  })
  return factsOf(count, box, head.toString('latin1', 0, HEADER_BYTES).replace(/\0[\s\S]*$/, ''))
}

/** Returns whether an STL is text, and how many triangles a binary one has. Throws ModelError `truncated` and `unreadable`. */
export async function stlLayout(localPath: string): Promise<{ head: Buffer; count: number; isText: boolean }> {
  const { head, size } = await headOf(localPath)
  const count = head.length === HEADER_BYTES + COUNT_BYTES ? head.readUInt32LE(HEADER_BYTES) : 0
  const stated = HEADER_BYTES + COUNT_BYTES + count * FACET_BYTES
  const startsAsText = /^\s*solid\b/.test(head.toString('latin1'))
  // Binary files may begin with "solid" as well, so the size decides.
  if (startsAsText && size !== stated) return { head, count: 0, isText: true }
  if (head.length < HEADER_BYTES + COUNT_BYTES) throw new ModelError('unreadable')
  if (size < stated) throw new ModelError('truncated')
  return { head, count, isText: false }
}

async function asciiFacts(localPath: string, head: Buffer): Promise<ModelFacts> {
  const box = new BoundsOfPoints()
  let facets = 0
  let corners = 0
  await forEachLine(localPath, (line) => {
    const tokens = line.trim().split(/\s+/, 4)
    if (tokens[0] === 'vertex') {
      corners++
      box.add(Number(tokens[1]), Number(tokens[2]), Number(tokens[3]))
    } else if (tokens[0] === 'endfacet') facets++
  })
  if (corners < facets * 3 || corners === 0) throw new ModelError('unreadable')
  // The last facet is incomplete.
  if (corners !== facets * 3) throw new ModelError('truncated')
  return factsOf(facets, box, /^\s*solid\s+([^\r\n]*)/.exec(head.toString('latin1'))?.[1])
}

const factsOf = (triangles: number, box: BoundsOfPoints, generator: string | undefined): ModelFacts => ({
  ...{ format: 'stl', triangles, bounds: box.bounds(), generator: textIn(generator), requiredExtensions: [] },
})

async function headOf(localPath: string): Promise<{ head: Buffer; size: number }> {
  const file = await open(localPath)
  try {
    const length = HEADER_BYTES + COUNT_BYTES
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return { head: buffer.subarray(0, bytesRead), size: (await file.stat()).size }
  } finally {
    await file.close()
  }
}
