/** Bytes of the header and the count of tags (ICC.1:2022, 7.2 and 7.3). */
const HEADER = 128
const MOST_TAGS = 100
const LONGEST = 200

/**
 * Returns the name of an ICC profile, from its tag `desc`: of version 4 the first text of a multiLocalizedUnicodeType
 * (ICC.1:2022, 10.15), of version 2 that of a textDescriptionType (ICC.1:2001-04, 6.5.17). Undefined for what is no profile
 * or has no readable name.
 */
export function iccName(profile: Uint8Array): string | undefined {
  const bytes = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength)
  if (bytes.length < HEADER + 4 || bytes.toString('latin1', 36, 40) !== 'acsp') return undefined
  const tags = Math.min(bytes.readUInt32BE(HEADER), MOST_TAGS)
  for (let at = HEADER + 4; at + 12 <= bytes.length && at < HEADER + 4 + tags * 12; at += 12) {
    if (bytes.toString('latin1', at, at + 4) !== 'desc') continue
    const [start, size] = [bytes.readUInt32BE(at + 4), bytes.readUInt32BE(at + 8)]
    if (start + size > bytes.length) return undefined
    return nameIn(bytes.subarray(start, start + size))
  }
  return undefined
}

function nameIn(tag: Buffer): string | undefined {
  const type = tag.toString('latin1', 0, 4)
  if (type === 'desc' && tag.length > 12) {
    const length = Math.min(tag.readUInt32BE(8), LONGEST, tag.length - 12)
    return clean(tag.toString('latin1', 12, 12 + length))
  }
  // One record: language, country, bytes and place of its text, which is UTF-16 in big-endian order.
  if (type === 'mluc' && tag.length >= 28 && tag.readUInt32BE(8) > 0) {
    const [length, start] = [Math.min(tag.readUInt32BE(20), LONGEST * 2) & ~1, tag.readUInt32BE(24)]
    if (start + length > tag.length) return undefined
    return clean(
      Buffer.from(tag.subarray(start, start + length))
        .swap16()
        .toString('utf16le'),
    )
  }
  return undefined
}

const clean = (text: string): string | undefined =>
  text
    .replace(/[\p{C}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST) || undefined
