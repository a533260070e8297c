const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const lossyUtf8 = new TextDecoder('utf-8')
const utf16le = new TextDecoder('utf-16le')
const utf16be = new TextDecoder('utf-16be')

/** Decodes text of unknown encoding: UTF-16 if it has a byte order mark, UTF-8 if valid, otherwise Windows-1252. */
export function decodeText(bytes: Buffer): string {
  const marked = decodeUtf16(bytes, false)
  if (marked !== undefined) return marked
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return windows1252(bytes)
  }
}

/** What Windows-1252 has in place of the control characters of Latin 1 (WHATWG Encoding, index-windows-1252). */
const OVER_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Ours: Node 20 decodes Windows-1252 as Latin 1, which has neither curly quotes nor the euro (nodejs/node#56542). */
const windows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (letter) => OVER_CONTROLS[letter.charCodeAt(0) - 0x80] ?? letter)

/** Decodes little-endian UTF-16, as Windows Explorer writes it, up to its first NUL. */
export const decodeWindowsText = (bytes: Buffer): string => {
  const [text = ''] = utf16le.decode(bytes.subarray(0, bytes.length - (bytes.length % 2))).split('\0')
  return text
}

/**
 * Decodes an XML document by its byte order mark, else by the NUL in its first character, else as UTF-8 (XML 1.0,
 * appendix F).
 */
export const decodeXml = (bytes: Buffer): string => decodeUtf16(bytes, true) ?? lossyUtf8.decode(bytes)

function decodeUtf16(bytes: Buffer, isXml: boolean): string | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return utf16le.decode(bytes)
  if (first === 0xfe && second === 0xff) return utf16be.decode(bytes)
  if (isXml && first === 0 && second !== 0) return utf16be.decode(bytes)
  if (isXml && second === 0 && first !== 0) return utf16le.decode(bytes)
  return undefined
}
