import { crc32 } from 'node:zlib'
import { type Edit, removal } from './edits'
import { cleanExif } from './exif'
import { cleanText } from './png-text'
import { CleanError, LARGEST_BLOCK, type Source } from './source'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Bytes of a chunk besides its data: length, type and CRC (PNG 5.3). */
const FRAME = 12

/**
 * Ancillary chunks that affect how a picture looks, animates and prints, and its date. Others may hold anything and are
 * removed.
 */
const STAYS = new Set([
  ...['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'hIST', 'tRNS', 'pHYs', 'sPLT', 'tIME'],
  ...['oFFs', 'pCAL', 'sCAL', 'sTER', 'gIFg', 'acTL', 'fcTL', 'fdAT', 'gmAP', 'gdAT'],
])
const TEXT = new Set(['tEXt', 'zTXt', 'iTXt'])
/** Apple's offsets to the two halves of the picture: wrong after any other removal, and harmless without one. */
const APPLE_OFFSETS = 'iDOT'
/** More chunks than any picture has; some programs write IDAT chunks of 8 KiB. */
const MOST_CHUNKS = 1_000_000

/**
 * Returns the edits that remove position, serial numbers, notes and editing history from a PNG; the coded pixels are
 * unchanged. Throws CleanError.
 */
export async function cleanPng(source: Source): Promise<Edit[]> {
  if (!(await source.read(0, 8)).equals(SIGNATURE)) throw new CleanError('damaged')
  const edits: Edit[] = []
  const offsets: Edit[] = []
  let at = 8
  for (let count = 0; count < MOST_CHUNKS; count++) {
    const head = await source.read(at, 8)
    const [size, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)]
    const end = at + FRAME + size
    if (end > source.size) throw new CleanError('damaged')
    const edit = await editOf(source, { at, size, type })
    if (edit) (type === APPLE_OFFSETS ? offsets : edits).push(edit)
    at = end
    if (type !== 'IEND') continue
    if (at < source.size) edits.push(removal({ from: at, to: source.size }))
    return edits.length ? [...edits, ...offsets] : []
  }
  throw new CleanError('damaged')
}

interface Chunk {
  at: number
  size: number
  type: string
}

async function editOf(source: Source, { at, size, type }: Chunk): Promise<Edit | undefined> {
  // An upper-case first letter marks a critical chunk, required for decoding (PNG 5.4).
  if (/^[A-Z]/.test(type) || STAYS.has(type)) return undefined
  const isRead = (TEXT.has(type) || type === 'eXIf') && size <= LARGEST_BLOCK
  const data = isRead ? await source.read(at + 8, size) : Buffer.alloc(0)
  const clean = isRead ? await (type === 'eXIf' ? cleanExif(data) : cleanText(type, data)) : data
  if (isRead && clean === data) return undefined
  const length = FRAME + size
  return { at, length, bytes: clean.length ? chunk(type, clean) : Buffer.alloc(0) }
}

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(FRAME + data.length)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  data.copy(bytes, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)) >>> 0, 8 + data.length)
  return bytes
}
