import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import { cleanExif, hasExifSignature } from './exif'
import { cleanIptc, cleanPhotoshop } from './iptc'
import { XMP } from './jpeg-xmp'
import { LARGEST_BLOCK } from './source'
import { cleanXmp } from './xmp'

/**
 * Keywords of texts that are kept: what the picture is, who made it and on what terms (PNG 11.3.3.1). Comments and
 * unknown keywords are removed.
 */
const STAYS = new Set([
  ...['title', 'author', 'description', 'copyright', 'creation time', 'software', 'disclaimer', 'warning', 'source'],
  'credit',
])
const XMP_KEYWORD = 'XML:com.adobe.xmp'
const NOTHING = Buffer.alloc(0)

/**
 * Returns the data of a text chunk after cleaning: the same buffer if nothing changes, an empty one if the chunk is
 * removed.
 */
export async function cleanText(type: string, data: Buffer): Promise<Buffer> {
  const end = data.indexOf(0)
  if (end < 1) return NOTHING
  const keyword = data.toString('latin1', 0, end)
  // ImageMagick repeats dates and the profile's description, which are also stored elsewhere in the file.
  if (STAYS.has(keyword.toLowerCase()) || /^(date|icc):/i.test(keyword)) return data
  if (keyword === XMP_KEYWORD && type === 'iTXt') return cleanPacket(data, end)
  const profile = /^Raw profile type (\w+)$/.exec(keyword)?.[1]?.toLowerCase()
  return profile ? cleanProfile(type, data, end, profile) : NOTHING
}

/** Cleans an XMP chunk; flags, language and translated keyword precede the packet (PNG 11.3.3.4). */
async function cleanPacket(data: Buffer, end: number): Promise<Buffer> {
  const isCompressed = data[end + 1] === 1
  const language = data.indexOf(0, end + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return NOTHING
  const text = data.subarray(translated + 1)
  const packet = isCompressed ? await inflated(text) : text
  if (!packet) return NOTHING
  const clean = cleanXmp(packet)
  if (clean === packet) return data
  return clean.length ? Buffer.concat([data.subarray(0, end), Buffer.alloc(5), clean]) : NOTHING
}

/** A line with the profile's name, a line with its length, and hexadecimal digits. */
const PROFILE = /^\n([^\n]*)\n\s*\d+\n([\da-f\s]*)$/i

/** Cleans a block that ImageMagick wrote as hexadecimal text. */
async function cleanProfile(type: string, data: Buffer, end: number, profile: string): Promise<Buffer> {
  const text = type === 'zTXt' ? await inflated(data.subarray(end + 2)) : data.subarray(end + 1)
  const found = type === 'iTXt' ? null : PROFILE.exec(text?.toString('latin1') ?? '')
  if (found?.[2] === undefined) return NOTHING
  const block = Buffer.from(found[2].replace(/\s+/g, ''), 'hex')
  const clean = await cleanedProfile(block, profile)
  if (clean === block) return data
  if (clean.length === 0) return NOTHING
  const hex = clean.toString('hex').replace(/.{72}/g, '$&\n')
  const written = Buffer.from(`\n${found[1]}\n${String(clean.length).padStart(8)}\n${hex}\n`, 'latin1')
  const head = Buffer.from(`${data.toString('latin1', 0, end)}\0`, 'latin1')
  if (type === 'tEXt') return Buffer.concat([head, written])
  return Buffer.concat([head, Buffer.alloc(1), await promisify(deflate)(written)])
}

async function cleanedProfile(block: Buffer, profile: string): Promise<Buffer> {
  if (block.subarray(0, XMP.length).equals(XMP))
    return withHead(block, XMP.length, cleanXmp(block.subarray(XMP.length)))
  if (profile === 'exif' || hasExifSignature(block)) return cleanExif(block)
  if (profile === 'xmp') return cleanXmp(block)
  if (profile === 'icc' || profile === 'icm') return block
  if (profile === '8bim') return cleanPhotoshop(block)
  // ImageMagick names Photoshop's resources "iptc", after the IPTC data in them.
  if (profile === 'iptc') return block[0] === 0x1c ? cleanIptc(block) : cleanPhotoshop(block)
  return NOTHING
}

const withHead = (block: Buffer, length: number, clean: Buffer): Buffer =>
  clean.equals(block.subarray(length))
    ? block
    : clean.length
      ? Buffer.concat([block.subarray(0, length), clean])
      : NOTHING

const inflated = (bytes: Buffer): Promise<Buffer | undefined> =>
  promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate)(bytes, { maxOutputLength: LARGEST_BLOCK }).catch(
    () => undefined,
  )
