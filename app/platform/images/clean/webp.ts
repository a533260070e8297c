import { type Edit, growth, removal } from './edits'
import { cleanExif } from './exif'
import { CleanError, readBlock, type Source } from './source'
import { cleanXmp } from './xmp'

/** Chunks a picture needs (RFC 9649, 2.7); others, such as Content Credentials, are removed. */
const STAYS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits of VP8X that declare these chunks (RFC 9649, 2.7.1.1). */
const FLAGS: Record<string, number> = { EXIF: 0x08, 'XMP ': 0x04 }
const MOST_CHUNKS = 100_000

/**
 * Returns the edits that remove position, serial numbers, notes and editing history from a WebP; the coded pixels are
 * unchanged. Throws CleanError.
 */
export async function cleanWebp(source: Source): Promise<Edit[]> {
  const head = await source.read(0, 12)
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8) !== 'WEBP') throw new CleanError('damaged')
  const size = head.readUInt32LE(4)
  const end = Math.min(source.size, 8 + size)
  const edits: Edit[] = []
  let extended: number | undefined
  let flagsGone = 0
  let at = 12
  for (let count = 0; at + 8 <= end; count++) {
    if (count > MOST_CHUNKS) throw new CleanError('damaged')
    const chunk = await source.read(at, 8)
    const [type, length] = [chunk.toString('latin1', 0, 4), chunk.readUInt32LE(4)]
    // Chunks are padded to even lengths; some writers omit the last padding byte.
    const next = Math.min(end, at + 8 + length + (length & 1))
    if (at + 8 + length > end) throw new CleanError('damaged')
    if (type === 'VP8X') extended = at
    const clean = STAYS.has(type) ? undefined : await cleaned(source, { at, type, length })
    if (clean?.length === 0) flagsGone |= FLAGS[type] ?? 0
    if (clean) edits.push(clean.length ? written(at, next, type, clean) : removal({ from: at, to: next }))
    at = next
  }
  if (at < source.size) edits.push(removal({ from: at, to: source.size }))
  if (edits.length === 0) return []
  const total = source.size + growth(edits) - 8
  return [...edits, ...(await headersOf(source, total, extended, flagsGone))]
}

/** Returns the replacement of a chunk; undefined if it is unchanged. */
async function cleaned(source: Source, chunk: { at: number; type: string; length: number }) {
  if (!(chunk.type in FLAGS)) return Buffer.alloc(0)
  const block = await readBlock(source, chunk.at + 8, chunk.length)
  const clean = chunk.type === 'EXIF' ? await cleanExif(block) : cleanXmp(block)
  return clean === block ? undefined : clean
}

function written(at: number, next: number, type: string, data: Buffer): Edit {
  const bytes = Buffer.alloc(8 + data.length + (data.length & 1))
  bytes.write(type, 'latin1')
  bytes.writeUInt32LE(data.length, 4)
  data.copy(bytes, 8)
  return { at, length: next - at, bytes }
}

async function headersOf(
  source: Source,
  total: number,
  extended: number | undefined,
  flagsGone: number,
): Promise<Edit[]> {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(total)
  const edits: Edit[] = [{ at: 4, length: 4, bytes: size }]
  if (extended !== undefined && flagsGone) {
    const flags = await source.read(extended + 8, 1)
    edits.push({ at: extended + 8, length: 1, bytes: Buffer.from([flags.readUInt8(0) & ~flagsGone]) })
  }
  return edits
}
