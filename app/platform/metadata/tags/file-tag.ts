/** A value of a tag: a text, a text in a language (`x-default` if the file states none), or a structure by field name. */
export type TagValue = string | { lang: string; text: string } | { fields: Record<string, TagValue[]> }

/** A tag of a file under exiftool's group and name, such as `XMP-iptcExt:PersonInImage`, with its values in order. */
export interface FileTag {
  name: string
  values: TagValue[]
}

/** The tags of a file, and how many were left out because they are binary or exceed the limits. */
export interface FileTags {
  tags: FileTag[]
  omitted: number
}

/** Returns the text of a value; of a structure, those of its fields separated by commas. */
export function tagText(value: TagValue): string {
  if (typeof value === 'string') return value
  if ('text' in value) return value.text
  return Object.values(value.fields)
    .flatMap((values) => values.map(tagText))
    .join(', ')
}

/** Limits in UTF-8 bytes of JSON: for all tags of a file, and for one, so that an edit history displaces no others. */
export const MOST_BYTES = 64 * 1024
const MOST_TAG_BYTES = 8 * 1024
const MOST_TAGS = 1000
const LONGEST_TEXT = 4000

/** Base64 and hexadecimal of previews, profiles and settings; an unbroken run that long is no text of a person. */
const BINARY = /^[A-Za-z0-9+/=\s]*[A-Za-z0-9+/=]{400}[A-Za-z0-9+/=\s]*$/

/** Returns tags within the limits, in their order. If a name occurs twice, the first wins. */
export function boundedTags(tags: Iterable<FileTag>): FileTags {
  const kept = new Map<string, FileTag>()
  let [omitted, left] = [0, MOST_BYTES - 2]
  for (const { name, values } of tags) {
    if (kept.has(name) || values.length === 0) continue
    const tag = { name, values: values.map(cleanValue) }
    const bytes = tag.values.some(isBinary) ? Number.POSITIVE_INFINITY : Buffer.byteLength(JSON.stringify(tag)) + 1
    if (bytes > Math.min(left, MOST_TAG_BYTES) || kept.size >= MOST_TAGS) omitted++
    else {
      kept.set(name, tag)
      left -= bytes
    }
  }
  return { tags: [...kept.values()], omitted }
}

function cleanValue(value: TagValue): TagValue {
  if (typeof value === 'string') return cleanText(value)
  if ('text' in value) return { lang: value.lang.slice(0, 35), text: cleanText(value.text) }
  const fields = Object.entries(value.fields).map(([name, values]) => [name, values.map(cleanValue)] as const)
  return { fields: Object.fromEntries(fields) }
}

/** PostgreSQL's jsonb holds no NUL and no lone surrogate. */
const cleanText = (text: string): string =>
  Buffer.from(text.slice(0, LONGEST_TEXT))
    .toString()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ')
    .trim()

const isBinary = (value: TagValue): boolean =>
  typeof value === 'string'
    ? BINARY.test(value)
    : 'text' in value
      ? BINARY.test(value.text)
      : Object.values(value.fields).some((values) => values.some(isBinary))
