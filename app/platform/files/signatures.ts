// Ours beside file-type, which takes any text that begins with "MZ" for a program, and knows no scripts (docs/decisions/017).

/** Returns an extension for the kind of program that begins with these bytes; undefined if it is none. */
export function programIn(head: Buffer): string | undefined {
  if (head.subarray(0, 4).equals(Buffer.from([0x7f, 0x45, 0x4c, 0x46]))) return 'elf'
  if (head.subarray(0, 2).toString('latin1') === 'MZ' && head.length > 64) {
    const at = head.readUInt32LE(0x3c)
    if (head.subarray(at, at + 4).toString('latin1') === 'PE\0\0') return 'exe'
  }
  const magic = head.length >= 4 ? head.readUInt32BE(0) : 0
  if ([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe].includes(magic)) return 'macho'
  return head.subarray(0, 2).toString('latin1') === '#!' && !speechIn(head) ? 'script' : undefined
}

/**
 * Returns whether a file is AMR speech, which begins like a script: its first line, and after it a frame header whose
 * padding bits are zero (RFC 4867, 5.1 to 5.3). A script is text, which speech is not.
 */
export function speechIn(head: Buffer): boolean {
  const [line] = /^#!AMR(?:-WB)?\n/.exec(head.toString('latin1', 0, 16)) ?? []
  if (line === undefined || head.length <= line.length) return false
  return (head.readUInt8(line.length) & 0x83) === 0 && !looksLikeText(head)
}

/** Returns the extension of a 3D model that few recognisers know: glTF binary, and STL in its text and binary formats. */
export function modelIn(head: Buffer, ending: string): 'glb' | 'stl' | undefined {
  if (head.toString('latin1', 0, 4) === 'glTF' && !looksLikeText(head)) return 'glb'
  if (/^solid\s[\s\S]*?\bfacet\s+normal\b/.test(head.toString('latin1', 0, 4096))) return 'stl'
  // Binary STL has no signature, so the extension must match as well.
  return ending === 'stl' && head.length > 84 && !looksLikeText(head) ? 'stl' : undefined
}

/** Returns whether a file begins like a TIFF or BigTIFF of either byte order (TIFF 6.0, 2). */
export const tiffIn = (head: Buffer): boolean =>
  ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(head.toString('latin1', 0, 4))

/** Returns whether a file is an array of OS/2 bitmaps in several resolutions; a single bitmap begins like a BMP. */
export const bitmapArrayIn = (head: Buffer): boolean =>
  /^BA[\s\S]{12}(BM|CI|CP|IC|PT)/.test(head.toString('latin1', 0, 16))

/** Returns whether a PDF begins after other bytes, as readers accept (ISO 32000-2, 7.5.2 asks for the first byte). */
export function pdfIn(head: Buffer): boolean {
  const before = /^([\s\S]*?)%PDF-\d/.exec(head.toString('latin1', 0, 1024))?.[1]
  return before !== undefined && (before.trim() === '' || !looksLikeText(head))
}

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
