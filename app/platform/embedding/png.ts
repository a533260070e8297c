import { crc32 } from 'node:zlib'
import { type Edit, removal } from '~/platform/images/clean/edits'
import { CleanError, readBlock, type Source } from '~/platform/images/clean/source'
import { bufferSource as metadataSource } from '~/platform/metadata/byte-source.server'
import { pngBlocks } from '~/platform/metadata/png-blocks.server'
import type { EmbeddedTexts } from './embedded-texts'
import { exifWith } from './exif-block'
import { packetWith } from './xmp-packet'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Length, type and CRC of a chunk (PNG 5.3). */
const FRAME = 12
const MOST_CHUNKS = 1_000_000
const TEXT: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt'])
/** Texts that say what XMP says (PNG 11.3.3.1), and blocks as ImageMagick writes them. */
const REPLACED =
  /^(title|author|description|copyright|credit|XML:com\.adobe\.xmp|Raw profile type (xmp|iptc|8bim|APP1))$/i
/** Content Credentials (C2PA 2.0, A.3.2), and Apple's offsets into the pixels, which move. */
const GONE: ReadonlySet<string> = new Set(['caBX', 'iDOT'])
const XMP_HEAD = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1')

interface Chunk {
  at: number
  size: number
  type: string
}

/**
 * Returns the edits that write texts into a PNG as XMP before the pixels, and into its EXIF where it has one; the pixels are
 * unchanged. PNG has no place for IIM. Throws CleanError.
 */
export async function embedInPng(source: Source, texts: EmbeddedTexts): Promise<Edit[]> {
  if (!(await source.read(0, 8)).equals(SIGNATURE)) throw new CleanError('damaged')
  const [edits, texted]: [Edit[], Buffer[]] = [[], []]
  let headerEnd = 0
  for await (const chunk of chunksOf(source)) {
    const { at, size, type } = chunk
    const end = at + FRAME + size
    if (type === 'IHDR') headerEnd = end
    if (GONE.has(type)) edits.push(removal({ from: at, to: end }))
    if (TEXT.has(type) && REPLACED.test(await keywordOf(source, chunk))) {
      texted.push(await readBlock(source, at, FRAME + size))
      edits.push(removal({ from: at, to: end }))
    }
    if (type === 'eXIf') {
      const exif = await exifWith(await readBlock(source, at + 8, size), texts)
      edits.push({ at, length: FRAME + size, bytes: exif.length ? chunkOf('eXIf', exif) : Buffer.alloc(0) })
    }
  }
  if (headerEnd === 0) throw new CleanError('damaged')
  const { xmp } = await pngBlocks(metadataSource(Buffer.concat([SIGNATURE, ...texted])))
  const packet = chunkOf('iTXt', Buffer.concat([XMP_HEAD, packetWith(xmp, texts)]))
  return [{ at: headerEnd, length: 0, bytes: packet }, ...edits]
}

async function* chunksOf(source: Source): AsyncGenerator<Chunk> {
  let at = 8
  for (let count = 0; count < MOST_CHUNKS; count++) {
    const head = await source.read(at, 8)
    const [size, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)]
    if (at + FRAME + size > source.size) throw new CleanError('damaged')
    yield { at, size, type }
    if (type === 'IEND') return
    at += FRAME + size
  }
  throw new CleanError('damaged')
}

/** Returns the keyword of a text chunk: at most 79 bytes before a NUL (PNG 11.3.3.2). */
async function keywordOf(source: Source, { at, size }: Chunk): Promise<string> {
  const [keyword = ''] = (await source.read(at + 8, Math.min(size, 80))).toString('latin1').split('\0', 1)
  return keyword
}

function chunkOf(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(FRAME + data.length)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  data.copy(bytes, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)) >>> 0, 8 + data.length)
  return bytes
}
