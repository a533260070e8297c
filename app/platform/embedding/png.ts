import { type Edit, removal } from '~/platform/images/clean/edits'
import { type Chunk, chunkOf, chunksOf, FRAME, PNG_SIGNATURE, TEXT_CHUNKS } from '~/platform/images/clean/png-chunks'
import { CleanError, readBlock, type Source } from '~/platform/images/clean/source'
import { bufferSource as metadataSource } from '~/platform/metadata/byte-source.server'
import { pngBlocks } from '~/platform/metadata/png-blocks.server'
import type { EmbeddedTexts } from './embedded-texts'
import { exifWith } from './exif-block'
import { packetWith } from './xmp-packet'

/** Texts that say what XMP says (PNG 11.3.3.1), and blocks as ImageMagick writes them. */
const REPLACED =
  /^(title|author|description|copyright|credit|XML:com\.adobe\.xmp|Raw profile type (xmp|iptc|8bim|APP1))$/i
/** Content Credentials (C2PA 2.0, A.3.2), and Apple's offsets into the pixels, which move. */
const GONE: ReadonlySet<string> = new Set(['caBX', 'iDOT'])
const XMP_HEAD = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1')

/**
 * Returns the edits that write texts into a PNG as XMP before the pixels, and into its EXIF where it has one; the pixels are
 * unchanged. PNG has no place for IIM. Throws CleanError.
 */
export async function embedInPng(source: Source, texts: EmbeddedTexts): Promise<Edit[]> {
  const [edits, texted]: [Edit[], Buffer[]] = [[], []]
  let headerEnd = 0
  for await (const chunk of chunksOf(source)) {
    const { at, size, type } = chunk
    const end = at + FRAME + size
    if (type === 'IHDR') headerEnd = end
    if (GONE.has(type)) edits.push(removal({ from: at, to: end }))
    if (TEXT_CHUNKS.has(type) && REPLACED.test(await keywordOf(source, chunk))) {
      texted.push(await readBlock(source, at, FRAME + size))
      edits.push(removal({ from: at, to: end }))
    }
    if (type === 'eXIf') {
      const exif = await exifWith(await readBlock(source, at + 8, size), texts)
      edits.push({ at, length: FRAME + size, bytes: exif.length ? chunkOf('eXIf', exif) : Buffer.alloc(0) })
    }
  }
  if (headerEnd === 0) throw new CleanError('damaged')
  const { xmp } = await pngBlocks(metadataSource(Buffer.concat([PNG_SIGNATURE, ...texted])))
  const packet = chunkOf('iTXt', Buffer.concat([XMP_HEAD, packetWith(xmp, texts)]))
  return [{ at: headerEnd, length: 0, bytes: packet }, ...edits]
}

/** Returns the keyword of a text chunk: at most 79 bytes before a NUL (PNG 11.3.3.2). */
async function keywordOf(source: Source, { at, size }: Chunk): Promise<string> {
  const [keyword = ''] = (await source.read(at + 8, Math.min(size, 80))).toString('latin1').split('\0', 1)
  return keyword
}
