// Ours beside file-type: formats of brand teams that it does not know.
import { looksLikeText } from './signatures'

/** Bytes as Latin-1 at an offset, and the extension that they tell. */
const SIGNATURES: [at: number, bytes: string, extension: string][] = [
  // Pictures: OpenEXR, Radiance, DPX (SMPTE 268M) and Cineon of either byte order, QOI
  [0, '\x76\x2f\x31\x01', 'exr'],
  [0, '#?RADIANCE\n', 'hdr'],
  [0, '#?RGBE\n', 'hdr'],
  [0, 'SDPX', 'dpx'],
  [0, 'XPDS', 'dpx'],
  [0, '\x80\x2a\x5f\xd7', 'cin'],
  [0, '\xd7\x5f\x2a\x80', 'cin'],
  [0, 'qoif', 'qoi'],
  [16, 'ftypjph ', 'jph'],
  // Camera raw of Canon, Minolta, Sigma and Olympus
  [0, 'II\x1a\0\0\0HEAPCCDR', 'crw'],
  [0, '\0MRM', 'mrw'],
  [0, 'FOVb', 'x3f'],
  [0, 'IIRS', 'orf'],
  [0, 'MMOR', 'orf'],
  // Drawings: Windows metafiles ([MS-WMF] 2.3.2.3, [MS-EMF] 2.3.4.2)
  [0, '\xd7\xcd\xc6\x9a', 'wmf'],
  [40, ' EMF', 'emf'],
  // Affinity, Figma
  [0, '\0\xffKA', 'afphoto'],
  [0, 'fig-kiwi', 'fig'],
  [0, 'AT&TFORM', 'djvu'],
  [0, 'ASEF\0', 'ase'],
  [0, 'caff\0', 'caf'],
  [0, 'RF64', 'wav'],
  [0, 'BW64', 'wav'],
  // Fonts with the outline type of Apple, whose version file-type does not expect
  [0, 'true\0', 'ttf'],
  [0, 'wOFF', 'woff'],
  [0, 'wOF2', 'woff2'],
  // Models: USD, KTX 2.0 textures, Polygon files
  [0, 'PXR-USDC', 'usdc'],
  [0, '\xabKTX 20\xbb\r\n\x1a\n', 'ktx2'],
  [0, 'ply\nformat binary', 'ply'],
  [0, 'ply\r\nformat binary', 'ply'],
]

/** Forms of RIFF that file-type does not know, by the beginning of their names. */
const RIFF_FORMS: [form: string, extension: string][] = [
  ['CDR', 'cdr'],
  ['cdr', 'cdr'],
  ['RMID', 'mid'],
]

/** Returns the extension of a binary format by its signature; undefined if it is none of these. */
export function signatureIn(head: Buffer): string | undefined {
  const start = head.toString('latin1', 0, 64)
  if (/^RIFF[\s\S]{4}/.test(start)) return RIFF_FORMS.find(([form]) => start.startsWith(form, 8))?.[1]
  const found = SIGNATURES.find(([at, bytes]) => start.startsWith(bytes, at))?.[2]
  if (found === 'emf' && !start.startsWith('\x01\0\0\0')) return undefined
  if (found === 'jph' && !start.startsWith('\0\0\0\x0cjP  ')) return undefined
  return found && !looksLikeText(head) ? found : undefined
}

/** Returns whether a picture is a Targa file, which has no signature: its header has values that the format allows (2.0, C). */
export function targaIn(head: Buffer): boolean {
  if (head.length < 19 || looksLikeText(head)) return false
  const [hasMap, type, depth] = [head.readUInt8(1), head.readUInt8(2), head.readUInt8(16)]
  return hasMap < 2 && [1, 2, 3, 9, 10, 11].includes(type) && [8, 15, 16, 24, 32].includes(depth)
}

/** The two types of stream that an ASF header lists (Advanced Systems Format, 11.2), as stored. */
const ASF_VIDEO = Buffer.from('c0ef19bc4d5bcf11a8fd00805f5c442b', 'hex')
const ASF_AUDIO = Buffer.from('409e69f84d5bcf11a8fd00805f5c442b', 'hex')

/** Returns whether Windows Media is a film or sound, by the streams that its header lists in any order. */
export const windowsMediaIn = (head: Buffer): 'wmv' | 'wma' =>
  !head.includes(ASF_VIDEO) && head.includes(ASF_AUDIO) ? 'wma' : 'wmv'
