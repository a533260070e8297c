import { type Edit, removal } from './edits'
import { cleanExif } from './exif'
import { type Chunk, chunkOf, chunksOf, FRAME, TEXT_CHUNKS } from './png-chunks'
import { cleanText } from './png-text'
import { LARGEST_BLOCK, type Source } from './source'

/**
 * Ancillary chunks that affect how a picture looks, animates and prints, and its date. Others may hold anything and are
 * removed.
 */
const STAYS = new Set([
  ...['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'hIST', 'tRNS', 'pHYs', 'sPLT', 'tIME'],
  ...['oFFs', 'pCAL', 'sCAL', 'sTER', 'gIFg', 'acTL', 'fcTL', 'fdAT', 'gmAP', 'gdAT'],
])
/** Apple's offsets to the two halves of the picture: wrong after any other removal, and harmless without one. */
const APPLE_OFFSETS = 'iDOT'

/**
 * Returns the edits that remove position, serial numbers, notes and editing history from a PNG; the coded pixels are
 * unchanged. Throws CleanError.
 */
export async function cleanPng(source: Source): Promise<Edit[]> {
  const edits: Edit[] = []
  const offsets: Edit[] = []
  let end = 0
  for await (const chunk of chunksOf(source)) {
    const edit = await editOf(source, chunk)
    if (edit) (chunk.type === APPLE_OFFSETS ? offsets : edits).push(edit)
    end = chunk.at + FRAME + chunk.size
  }
  if (end < source.size) edits.push(removal({ from: end, to: source.size }))
  return edits.length ? [...edits, ...offsets] : []
}

async function editOf(source: Source, { at, size, type }: Chunk): Promise<Edit | undefined> {
  // An upper-case first letter marks a critical chunk, required for decoding (PNG 5.4).
  if (/^[A-Z]/.test(type) || STAYS.has(type)) return undefined
  const isRead = (TEXT_CHUNKS.has(type) || type === 'eXIf') && size <= LARGEST_BLOCK
  const data = isRead ? await source.read(at + 8, size) : Buffer.alloc(0)
  const clean = isRead ? await (type === 'eXIf' ? cleanExif(data) : cleanText(type, data)) : data
  if (isRead && clean === data) return undefined
  const length = FRAME + size
  return { at, length, bytes: clean.length ? chunkOf(type, clean) : Buffer.alloc(0) }
}
