import { open } from 'node:fs/promises'
import { decodeText } from '~/platform/metadata/decode-text'
import { tableIn } from './delimited-rows'
import { type TextPreview, textKindOf } from './text-preview'

const SHOWN_BYTES = 256 * 1024

/**
 * Returns the first 256 KiB of a text file, decoded as UTF-16 by its byte order mark, as UTF-8 if it is valid, else as
 * Windows-1252; for CSV and TSV its first rows as well. `extension` is in lower case, without dot. Throws what opening
 * the file throws.
 */
export async function readTextPreview(localPath: string, extension: string): Promise<TextPreview> {
  const file = await open(localPath)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(SHOWN_BYTES), 0, SHOWN_BYTES, 0)
    const isCut = size > bytesRead
    const bytes = buffer.subarray(0, bytesRead)
    const text = decodeText(isCut ? wholeCharacters(bytes) : bytes).replace(/\u0000/g, '\ufffd')
    const kind = textKindOf(extension)
    return {
      ...kind,
      ...{ text, lineCount: linesOf(text), isCut },
      table: kind.kind === 'table' ? tableIn(text, { extension, isCut }) : undefined,
    }
  } finally {
    await file.close()
  }
}

/** Returns bytes without a character that is cut at their end, in UTF-16 if they begin with its mark, else in UTF-8. */
function wholeCharacters(bytes: Buffer): Buffer {
  const [first, second] = bytes
  const isLittle = first === 0xff && second === 0xfe
  if (isLittle || (first === 0xfe && second === 0xff)) {
    const even = bytes.subarray(0, bytes.length - (bytes.length % 2))
    const high = even[even.length - (isLittle ? 1 : 2)] ?? 0
    // The first half of a surrogate pair (RFC 2781, 2.2).
    return high >= 0xd8 && high <= 0xdb ? even.subarray(0, -2) : even
  }
  for (let back = 1; back <= 4 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    // The first byte of a character tells its length (RFC 3629, 3).
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return back < length ? bytes.subarray(0, -back) : bytes
  }
  return bytes
}

function linesOf(text: string): number {
  if (text === '') return 0
  const breaks = text.match(/\r\n|\r|\n/g)?.length ?? 0
  return /[\r\n]$/.test(text) ? breaks : breaks + 1
}
