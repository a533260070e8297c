import type { FileTag, TagValue } from './file-tag'

/** Groups of exiftool that describe a file; the others are about its coding. */
const GROUPS = /^(XMP-[\w-]+|IPTC|IFD0|ExifIFD|GPS|PDF|ID3v[\d_]+|ItemList|UserData|Keys|RIFF|AIFF|PNG|Photoshop)$/
const LANGUAGE = /^(.+)-([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|x-default|x-repair)$/
/** Offsets, digests and versions of the container. */
const CODING = /(Digest|Linearized|XMPToolkit|PDFVersion|HasXFA|EncodingScheme|NumChannels|SampleRate|BitsPerSample)$/

/** Returns the tags that exiftool printed with `-json -struct -G1 -n`, of which other languages are other keys. */
export function tagsFromExiftool(printed: Record<string, unknown>): FileTag[] {
  const tags = new Map<string, TagValue[]>()
  for (const [key, value] of Object.entries(printed)) {
    const [group = '', ...rest] = key.split(':')
    if (!GROUPS.test(group) || CODING.test(key)) continue
    add(tags, `${group}:${rest.join(':')}`, value, group.startsWith('XMP-'))
  }
  return [...tags].flatMap(([name, values]) => (values.length ? [{ name, values }] : []))
}

/**
 * Adds a value under its name without the language. A tag with a further language is a language alternative, so its first
 * value is the default.
 */
function add(tags: Map<string, TagValue[]>, key: string, value: unknown, isXmp: boolean): void {
  const [, plain, lang] = (isXmp && LANGUAGE.exec(key)) || []
  const name = plain && tags.has(plain) ? plain : key
  const values = [value].flat().flatMap((inner) => readValue(inner))
  if (name === key || !lang) return void tags.set(name, [...(tags.get(name) ?? []), ...values])
  const before = (tags.get(name) ?? []).map((item) =>
    typeof item === 'string' ? { lang: 'x-default', text: item } : item,
  )
  const added = values.map((item) => (typeof item === 'string' ? { lang, text: item } : item))
  tags.set(name, [...before, ...added])
}

function readValue(value: unknown): TagValue[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const text = String(value).trim()
    // exiftool prints this in place of what is binary.
    return text && !/^\(Binary data \d+ bytes/.test(text) ? [text] : []
  }
  if (typeof value !== 'object' || value === null) return []
  const fields = new Map<string, TagValue[]>()
  for (const [key, inner] of Object.entries(value)) add(fields, key, inner, true)
  return fields.size ? [{ fields: Object.fromEntries(fields) }] : []
}
