import type { Edit } from '~/platform/images/clean/edits'
import type { Source } from '~/platform/images/clean/source'
import { type Layout, readIfd, readLayout } from '~/platform/images/clean/tiff-layout'
import { EmbedError } from './embed-error'
import type { EmbeddedTexts } from './embedded-texts'

/** The new value of a tag and its field type; null removes the tag. */
export type TagChange = { type: 1 | 2 | 7; bytes: Buffer } | null

/**
 * Returns the edits that change tags of the first IFD: the IFD and the new values are appended and the header leads to them,
 * so that no other offset changes. The bytes of the former values stay where they are. Throws CleanError, EmbedError.
 */
export async function changedTags(source: Source, changes: ReadonlyMap<number, TagChange>): Promise<Edit[]> {
  const layout = await readLayout(source)
  const { isBig, countBytes, entryBytes, wordBytes, firstIfd } = layout
  const ifd = await readIfd(source, layout, firstIfd)
  const added = [...changes].filter(([tag, change]) => change || ifd.entries.some((entry) => entry.tag === tag))
  if (added.length === 0) return []
  const kept = ifd.entries.filter(({ tag }) => !changes.has(tag)).map(({ tag, raw }) => ({ tag, raw }))
  const written = [...changes].flatMap(([tag, change]) => (change ? [{ tag, ...change }] : []))
  const padding = source.size & 1
  const start = source.size + padding
  const total = kept.length + written.length
  let free = start + countBytes + total * entryBytes + wordBytes
  const values: Buffer[] = []
  const entries = written.map(({ tag, type, bytes }) => {
    const raw = Buffer.alloc(entryBytes)
    put(layout, raw, { at: 0, value: tag, width: 2 })
    put(layout, raw, { at: 2, value: type, width: 2 })
    put(layout, raw, { at: 4, value: bytes.length, width: wordBytes })
    if (bytes.length <= wordBytes) bytes.copy(raw, entryBytes - wordBytes)
    else {
      put(layout, raw, { at: entryBytes - wordBytes, value: free, width: wordBytes })
      const even = bytes.length & 1 ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes
      values.push(even)
      free += even.length
    }
    return { tag, raw }
  })
  if (!isBig && free > 0xffffffff) throw new EmbedError('too_large')
  const count = Buffer.alloc(countBytes)
  put(layout, count, { at: 0, value: total, width: countBytes })
  const sorted = [...kept, ...entries].sort((a, b) => a.tag - b.tag).map(({ raw }) => raw)
  const next = Buffer.alloc(wordBytes)
  put(layout, next, { at: 0, value: ifd.next, width: wordBytes })
  const pointer = Buffer.alloc(wordBytes)
  put(layout, pointer, { at: 0, value: start, width: wordBytes })
  return [
    { at: isBig ? 8 : 4, length: wordBytes, bytes: pointer },
    { at: source.size, length: 0, bytes: Buffer.concat([Buffer.alloc(padding), count, ...sorted, next, ...values]) },
  ]
}

interface Field {
  at: number
  value: number
  width: number
}

function put({ littleEndian }: Layout, bytes: Buffer, { at, value, width }: Field): void {
  if (width === 8) {
    if (littleEndian) bytes.writeBigUInt64LE(BigInt(value), at)
    else bytes.writeBigUInt64BE(BigInt(value), at)
  } else if (littleEndian) bytes.writeUIntLE(value, at, width)
  else bytes.writeUIntBE(value, at, width)
}

/** Windows' own texts, which repeat title, comment, author, keywords and subject in UTF-16. */
const BY_WINDOWS = [40_091, 40_092, 40_093, 40_094, 40_095]

/**
 * Returns the changes of EXIF's texts: readers take them before XMP, so that they must say the same (Metadata Working Group,
 * chapter 5). UTF-8, as the guidelines recommend; several creators are separated by semicolons.
 */
export function exifChanges({ description, creators, copyrightNotice }: EmbeddedTexts): Map<number, TagChange> {
  const text = (value: string | undefined): TagChange => (value ? { type: 2, bytes: Buffer.from(`${value}\0`) } : null)
  const quoted = creators?.map((name) => (name.includes(';') ? `"${name.replaceAll('"', '""')}"` : name))
  return new Map<number, TagChange>([
    [270, text(description)],
    [315, text(quoted?.join('; '))],
    [33_432, text(copyrightNotice)],
    ...BY_WINDOWS.map((tag): [number, null] => [tag, null]),
  ])
}
