import { type Edit, growth, removal } from '~/platform/images/clean/edits'
import { CleanError, readBlock, type Source } from '~/platform/images/clean/source'
import type { EmbeddedTexts } from './embedded-texts'
import { exifWith } from './exif-block'
import { packetWith } from './xmp-packet'

/** Bits of VP8X: alpha, EXIF and XMP (RFC 9649, 2.7.1.1). */
const [ALPHA, EXIF, XMP] = [0x10, 0x08, 0x04]
const MOST_CHUNKS = 100_000

interface Chunk {
  type: string
  at: number
  length: number
  /** Offset after its padding. */
  next: number
}

/**
 * Returns the edits that write texts into a WebP as XMP at its end, and into its EXIF where it has one; the pixels are
 * unchanged. A simple file becomes an extended one. Throws CleanError.
 */
export async function embedInWebp(source: Source, texts: EmbeddedTexts): Promise<Edit[]> {
  const chunks = await chunksOf(source)
  const last = chunks.at(-1)
  const extended = chunks.find(({ type }) => type === 'VP8X')
  if (!last) throw new CleanError('damaged')
  const [edits, former]: [Edit[], Buffer[]] = [[], []]
  for (const { type, at, length, next } of chunks) {
    if (type === 'XMP ') former.push(await readBlock(source, at + 8, length))
    if (type === 'XMP ' || type === 'C2PA') edits.push(removal({ from: at, to: next }))
    if (type !== 'EXIF') continue
    const exif = await exifWith(await readBlock(source, at + 8, length), texts)
    edits.push({ at, length: next - at, bytes: exif.length ? chunkOf(type, exif) : Buffer.alloc(0) })
  }
  const flags = extended ? (await source.read(extended.at + 8, 1)).readUInt8(0) : 0
  if (extended) edits.push({ at: extended.at + 8, length: 1, bytes: Buffer.from([flags | XMP]) })
  else edits.push({ at: 12, length: 0, bytes: await headerFor(source, chunks) })
  const added = chunkOf('XMP ', packetWith(former, texts))
  const rest = { at: last.next, length: source.size - last.next, bytes: added }
  const all = [...edits, rest]
  const size = Buffer.alloc(4)
  const total = source.size + growth(all) - 8
  if (total > 0xfffffffe) throw new CleanError('too_large')
  size.writeUInt32LE(total)
  return [{ at: 4, length: 4, bytes: size }, ...all]
}

async function chunksOf(source: Source): Promise<Chunk[]> {
  const head = await source.read(0, 12)
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8) !== 'WEBP') throw new CleanError('damaged')
  const end = Math.min(source.size, 8 + head.readUInt32LE(4))
  const chunks: Chunk[] = []
  for (let at = 12; at + 8 <= end; ) {
    const chunk = await source.read(at, 8)
    const length = chunk.readUInt32LE(4)
    // A file whose last chunk lacks its padding cannot be continued without moving pixels.
    const next = at + 8 + length + (length & 1)
    if (next > end || chunks.length > MOST_CHUNKS) throw new CleanError('damaged')
    chunks.push({ type: chunk.toString('latin1', 0, 4), at, length, next })
    at = next
  }
  return chunks
}

/** Returns the VP8X chunk for a simple file, whose size stands in its bitstream (RFC 6386, 9.1; RFC 9649, 3.4). */
async function headerFor(source: Source, chunks: Chunk[]): Promise<Buffer> {
  const picture = chunks.find(({ type }) => type === 'VP8 ' || type === 'VP8L')
  if (!picture || picture.length < 10) throw new CleanError('damaged')
  const bits = await source.read(picture.at + 8, 10)
  const isLossless = picture.type === 'VP8L'
  const packed = bits.readUInt32LE(1)
  const width = isLossless ? packed & 0x3fff : (bits.readUInt16LE(6) & 0x3fff) - 1
  const height = isLossless ? (packed >> 14) & 0x3fff : (bits.readUInt16LE(8) & 0x3fff) - 1
  if (width < 0 || height < 0) throw new CleanError('damaged')
  const hasAlpha = isLossless && ((packed >> 28) & 1) === 1
  const hasExif = chunks.some(({ type }) => type === 'EXIF')
  const data = Buffer.alloc(10)
  data[0] = XMP | (hasAlpha ? ALPHA : 0) | (hasExif ? EXIF : 0)
  data.writeUIntLE(width, 4, 3)
  data.writeUIntLE(height, 7, 3)
  return chunkOf('VP8X', data)
}

function chunkOf(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(8 + data.length + (data.length & 1))
  bytes.write(type, 'latin1')
  bytes.writeUInt32LE(data.length, 4)
  data.copy(bytes, 8)
  return bytes
}
