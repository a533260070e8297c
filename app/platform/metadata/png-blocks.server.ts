import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Blocks } from './blocks.server'
import { type ByteSource, bufferSource, LARGEST_BLOCK } from './byte-source.server'
import { photoshopResources } from './photoshop-resources.server'

const inflate = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflate)

const KEYWORD = /^(?:XML:com\.adobe\.xmp|Raw profile type (exif|APP1|iptc|8bim|xmp))$/
const MOST_CHUNKS = 100_000
/** Limit of text chunks that are decompressed: they can expand a thousandfold. */
const MOST_TEXTS = 8

/** Returns EXIF, XMP and IIM (as ImageMagick writes it) of a PNG; the chunks may follow the pixels (PNG 11.3). */
export async function pngBlocks(source: ByteSource): Promise<Blocks> {
  const blocks: Blocks = { xmp: [] }
  let at = 8
  let texts = 0
  for (let count = 0; count < MOST_CHUNKS; count++) {
    const head = await source.read(at, 8)
    if (head.length < 8) break
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)]
    if (type === 'IEND') break
    if (type === 'eXIf') blocks.exif ??= bufferSource(await source.read(at + 8, length))
    if (/^(iTXt|zTXt|tEXt)$/.test(type) && texts < MOST_TEXTS) {
      const text = await readText(type, await source.read(at + 8, length))
      if (text) addText(blocks, text)
      if (text) texts++
    }
    at += 12 + length
  }
  return blocks
}

interface Text {
  /** ImageMagick's name for the profile in it; undefined for an XMP packet. */
  profile?: string
  bytes: Buffer
}

/** Returns the decompressed text of a chunk that holds metadata; undefined for other chunks (PNG 11.3.3). */
async function readText(type: string, chunk: Buffer): Promise<Text | undefined> {
  const end = chunk.subarray(0, 80).indexOf(0)
  const [keyword, profile] = KEYWORD.exec(chunk.toString('latin1', 0, Math.max(0, end))) ?? []
  if (!keyword) return undefined
  if (type === 'tEXt') return { profile, bytes: chunk.subarray(end + 1) }
  if (type === 'zTXt') return { profile, bytes: await inflated(chunk.subarray(end + 2)) }
  // The language and the translated keyword precede the text.
  const language = chunk.indexOf(0, end + 3)
  const translated = language < 0 ? -1 : chunk.indexOf(0, language + 1)
  if (translated < 0) return undefined
  const bytes = chunk.subarray(translated + 1)
  return { profile, bytes: chunk[end + 1] === 1 ? await inflated(bytes) : bytes }
}

/**
 * Decompresses; a truncated stream yields its beginning, one larger than the limit for metadata blocks yields nothing.
 */
const inflated = (bytes: Buffer): Promise<Buffer> =>
  inflate(bytes, { maxOutputLength: LARGEST_BLOCK, finishFlush: zlib.constants.Z_SYNC_FLUSH }).catch(() =>
    Buffer.alloc(0),
  )

function addText(blocks: Blocks, text: Text): void {
  if (!text.profile) return void blocks.xmp.push(text.bytes)
  const bytes = rawProfile(text.bytes)
  const isXmp = text.profile === 'xmp' || (text.profile === 'APP1' && bytes.includes('<x:xmpmeta'))
  if (isXmp) blocks.xmp.push(bytes.subarray(Math.max(0, bytes.indexOf('<'))))
  else if (text.profile === 'exif' || text.profile === 'APP1') {
    const isMarked = bytes.toString('latin1', 0, 6) === 'Exif\0\0'
    blocks.exif ??= bufferSource(isMarked ? bytes.subarray(6) : bytes)
  } else {
    const resources = photoshopResources(bytes)
    blocks.iim ??= resources.iim ?? (bytes[0] === 0x1c ? bytes : undefined)
    blocks.iimDigest ??= resources.iimDigest
  }
}

/**
 * Decodes a profile as ImageMagick writes it: its name, its length and its bytes in hexadecimal, over several lines.
 */
const rawProfile = (text: Buffer): Buffer => {
  const [, hex = ''] = /^\s*[^\n]*\n\s*\d+\s+([\da-f\s]*)/i.exec(text.toString('latin1')) ?? []
  return Buffer.from(hex.replace(/\s/g, ''), 'hex')
}
