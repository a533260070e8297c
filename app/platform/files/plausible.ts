// Ours beside file-type, which is content with two or three bytes for some types.
import { looksLikeText } from './signatures'

/** Types whose files are texts themselves. */
const TEXTUAL = new Set(['pdf', 'rtf', 'xml', 'vtt', 'ics', 'vcf', 'pgp', 'reg'])
/** Sizes of the second header of a bitmap, from OS/2 1 to Windows 98. */
const BITMAP_HEADERS = new Set([12, 16, 40, 52, 56, 64, 108, 124])

/**
 * Returns whether the head of a file agrees with the type that file-type found by a short signature: a note that begins
 * with "BM" is no picture, a block of bytes 255 no sound.
 */
export function isPlausible(extension: string, head: Buffer): boolean {
  if (TEXTUAL.has(extension)) return true
  const isUtf16 = head[0] === 0xff && head[1] === 0xfe
  if (isUtf16) return extension === 'skp'
  if (looksLikeText(head)) return false
  if (extension === 'bmp') return head.length >= 18 && BITMAP_HEADERS.has(head.readUInt32LE(14))
  if (extension === 'aif') return /^AIF[FC]$/.test(head.toString('latin1', 8, 12))
  if (extension === 'mts') return isTransportStream(head)
  if (extension === 'ttf') return head.length >= 16 && /^[ -~]{4}$/.test(head.toString('latin1', 12, 16))
  if (extension === 'aac') return head[0] !== 0xff || isAdts(head)
  if (/^mp[123]$/.test(extension)) return head[0] !== 0xff || isMpegAudio(head)
  return !['stl', 'ps'].includes(extension)
}

/** Packets of 188 bytes, or of 192 with a time stamp first, begin with 0x47 (ISO 13818-1, 2.4.3.2). */
function isTransportStream(head: Buffer): boolean {
  const every = (first: number, size: number) => {
    for (let at = first; at < Math.min(head.length, first + 5 * size); at += size) if (head[at] !== 0x47) return false
    return true
  }
  return every(0, 188) || every(4, 192)
}

/** A frame of AAC in ADTS tells its length, and another follows it (ISO 14496-3, 1.A.2). */
function isAdts(head: Buffer): boolean {
  if (head.length < 7) return false
  const length = (head.readUInt32BE(2) >>> 5) & 0x1fff || 0
  const rate = (head.readUInt8(2) >> 2) & 15
  if (length < 7 || rate > 12) return false
  return head.length < length + 2 || (head[length] === 0xff && ((head[length + 1] ?? 0) & 0xf6) === 0xf0)
}

/** No field of the header of a frame has a reserved value (ISO 11172-3, 2.4.2.3). */
function isMpegAudio(head: Buffer): boolean {
  if (head.length < 4) return false
  const [second, third, fourth] = [head.readUInt8(1), head.readUInt8(2), head.readUInt8(3)]
  return (second & 0x18) !== 8 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c && (fourth & 3) !== 2
}
