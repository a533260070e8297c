// Ours beside file-type, which takes any text that begins with "MZ" for a program, and knows neither scripts nor SVG (docs/decisions/017).
import type { Sniffed } from './sniff.server'

/** Returns an extension for the kind of program that begins with these bytes; undefined if it is none. */
export function programIn(head: Buffer): string | undefined {
  if (head.subarray(0, 4).equals(Buffer.from([0x7f, 0x45, 0x4c, 0x46]))) return 'elf'
  if (head.subarray(0, 2).toString('latin1') === 'MZ' && head.length > 64) {
    const at = head.readUInt32LE(0x3c)
    if (head.subarray(at, at + 4).toString('latin1') === 'PE\0\0') return 'exe'
  }
  const magic = head.length >= 4 ? head.readUInt32BE(0) : 0
  if ([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe].includes(magic)) return 'macho'
  return head.subarray(0, 2).toString('latin1') === '#!' ? 'script' : undefined
}

/**
 * Returns whether the first element of a document is `svg`, after byte order mark, declaration, comments and doctype.
 */
export function svgIn(head: Buffer): boolean {
  const isUtf16 = head[0] === 0xff && head[1] === 0xfe
  const text = head.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/, '')
  // Scans each construct once: one regular expression for all of them would backtrack over every unclosed comment.
  let at = pastSpace(text, 0)
  while (text.startsWith('<?', at) || text.startsWith('<!', at)) {
    const end = endOfProlog(text, at)
    if (end < 0) return false
    at = pastSpace(text, end)
  }
  return /^<(?:[\w.-]{1,64}:)?svg[\s>/]/.test(text.slice(at, at + 80))
}

/** Returns where the declaration, comment or doctype at `at` ends (XML 1.0, 2.8); -1 if it does not. */
function endOfProlog(text: string, at: number): number {
  const past = (mark: string, from: number) => {
    const found = text.indexOf(mark, from)
    return found < 0 ? -1 : found + mark.length
  }
  if (text.startsWith('<!--', at)) return past('-->', at + 4)
  if (text.startsWith('<?', at)) return past('?>', at + 2)
  const end = past('>', at)
  const subset = text.indexOf('[', at)
  if (subset < 0 || subset > end) return end
  const closed = past(']', subset)
  return closed < 0 ? -1 : past('>', closed)
}

const pastSpace = (text: string, from: number): number => {
  let at = from
  while (at < text.length && /\s/.test(text.charAt(at))) at++
  return at
}

/** Recognises 3D models that few recognisers know: glTF binary, and STL in its text and binary formats. */
export function modelIn(head: Buffer, ending: string): Sniffed | undefined {
  if (head.subarray(0, 4).toString('latin1') === 'glTF')
    return { kind: 'model', mediaType: 'model/gltf-binary', extension: 'glb' }
  if (/^solid\s[\s\S]*?\bfacet\s+normal\b/.test(head.subarray(0, 4096).toString('latin1')))
    return { kind: 'model', mediaType: 'model/stl', extension: 'stl' }
  // Binary STL has no signature, so the extension must match as well.
  if (ending === 'stl' && head.length > 84 && !looksLikeText(head))
    return { kind: 'model', mediaType: 'model/stl', extension: 'stl' }
  return undefined
}

/** Returns whether a file begins like a TIFF or BigTIFF of either byte order (TIFF 6.0, 2). */
export const tiffIn = (head: Buffer): boolean =>
  ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(head.toString('latin1', 0, 4))

/** Returns whether a file is an array of OS/2 bitmaps in several resolutions; a single bitmap begins like a BMP. */
export const bitmapArrayIn = (head: Buffer): boolean =>
  /^BA[\s\S]{12}(BM|CI|CP|IC|PT)/.test(head.toString('latin1', 0, 16))

/** Returns whether a file is a binary DXF. */
export const binaryDxfIn = (head: Buffer): boolean => head.toString('latin1', 0, 22) === 'AutoCAD Binary DXF\r\n\x1a\0'

/**
 * Brands of HEIF pictures other than AVIF (ISO 23008-12, annex B onwards), of the container (10.2), and of AVIF (AV1
 * Image File Format, 6).
 */
const HEIF_BRANDS: ReadonlySet<string> = new Set([
  ...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'avci', 'avcs', 'vvic', 'vvis', 'evbi', 'evbs'],
  ...['jpeg', 'jpgs', 'j2ki', 'j2is', 'mif1', 'mif2', 'mif3', 'msf1', 'miaf'],
])
const AVIF_BRANDS: ReadonlySet<string> = new Set(['avif', 'avis', 'avio'])
/** Brands of films, audio and Canon's raw format, which may list a picture brand as well. */
const OTHER_BRANDS = /^(iso\w|mp4\d|avc1|qt {2}|M4|3g|f4|dash|crx )/i

/**
 * Returns the picture format of an ISO base media file by the brands in its first box; undefined if it is none. The
 * container's own brands do not tell the coding, so the compatible brands decide.
 */
export function heifIn(head: Buffer): 'avif' | 'heic' | undefined {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return undefined
  const end = Math.min(head.readUInt32BE(0), head.length, 512)
  const brands = [head.toString('latin1', 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4))
  const [major = ''] = brands
  if (OTHER_BRANDS.test(major)) return undefined
  const [isAvif, isHeif] = [AVIF_BRANDS, HEIF_BRANDS].map((known) => brands.some((brand) => known.has(brand)))
  const isCodedOtherwise = /^(he|avc|vv|evb|j)/.test(major)
  return isAvif && !isCodedOtherwise ? 'avif' : isHeif ? 'heic' : undefined
}

/**
 * Returns whether bytes are text: no NUL and valid UTF-8, a UTF-16 byte order mark, or Latin text with few control
 * characters.
 */
export function looksLikeText(head: Buffer): boolean {
  if (head.length === 0) return false
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true
  let odd = 0
  for (const byte of head) {
    if (byte === 0) return false
    if (byte < 32 && ![9, 10, 12, 13, 27].includes(byte)) odd++
  }
  return odd / head.length < 0.01
}
