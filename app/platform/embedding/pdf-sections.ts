import { CleanError, type Source } from '~/platform/images/clean/source'
import { dictionaryAt, integersIn, type PdfDictionary } from './pdf-syntax'

/** Where an object is: at an offset, within an object stream, or nowhere. */
export type PdfPlace =
  | { kind: 'offset'; at: number; generation: number }
  | { kind: 'stream'; stream: number; index: number }
  | { kind: 'free' }

/** One cross-reference section with its trailer (ISO 32000-1, 7.5.4 and 7.5.8). */
export interface PdfSection {
  trailer: PdfDictionary
  isStream: boolean
  /** Returns where an object is; undefined if the section does not say. */
  find(number: number): Promise<PdfPlace | undefined>
}

const MOST_SUBSECTIONS = 100_000
const TRAILER_BYTES = 256 * 1024
const ENTRY_BYTES = 20

/** Reads up to `length` bytes as Latin 1, fewer at the end of the file. */
export const textAt = async (source: Source, at: number, length: number): Promise<string> => {
  if (!(at >= 0 && at < source.size)) throw new CleanError('damaged')
  return (await source.read(at, Math.min(length, source.size - at))).toString('latin1')
}

/** Reads a table, whose entries have 20 bytes each, so that one is found without reading the others. */
export async function readTable(source: Source, at: number): Promise<PdfSection> {
  const subsections: { first: number; count: number; at: number }[] = []
  let next = at + (/^\s*xref\s*/.exec(await textAt(source, at, 64))?.[0].length ?? 0)
  for (let count = 0; count < MOST_SUBSECTIONS; count++) {
    const text = await textAt(source, next, 64)
    const head = /^\s*(\d{1,10})[ ]+(\d{1,10})\s*/.exec(text)
    if (!head) break
    const subsection = { first: Number(head[1]), count: Number(head[2]), at: next + head[0].length }
    subsections.push(subsection)
    next = subsection.at + subsection.count * ENTRY_BYTES
  }
  const text = await textAt(source, next, TRAILER_BYTES)
  const mark = /^\s*trailer/.exec(text)
  const trailer = mark && dictionaryAt(text, mark[0].length)
  if (!trailer) throw new CleanError('damaged')
  return {
    trailer,
    isStream: false,
    find: async (number) => {
      const found = subsections.find(({ first, count }) => number >= first && number < first + count)
      if (!found) return undefined
      const entry = await textAt(source, found.at + (number - found.first) * ENTRY_BYTES, ENTRY_BYTES)
      const [, offset, generation, kind] = /^(\d{10}) (\d{5}) ([nf])/.exec(entry) ?? []
      if (!kind) throw new CleanError('damaged')
      return kind === 'f' ? { kind: 'free' } : { kind: 'offset', at: Number(offset), generation: Number(generation) }
    },
  }
}

/** Returns the section of a cross-reference stream from its decoded entries (7.5.8.3). */
export function sectionOfStream(trailer: PdfDictionary, entries: Buffer): PdfSection {
  const widths = integersIn(trailer.get('W'))
  const [typeBytes = 0, secondBytes = 0, thirdBytes = 0] = widths
  const width = typeBytes + secondBytes + thirdBytes
  if (widths.length < 3 || widths.some((bytes) => bytes < 0 || bytes > 8) || width === 0)
    throw new CleanError('damaged')
  const [size = 0] = integersIn(trailer.get('Size'))
  const index = trailer.has('Index') ? integersIn(trailer.get('Index')) : [0, size]
  const field = (at: number, bytes: number): number => {
    let value = 0
    for (let offset = 0; offset < bytes; offset++) value = value * 256 + (entries[at + offset] ?? 0)
    return value
  }
  return {
    trailer,
    isStream: true,
    find: async (number) => {
      for (let pair = 0, before = 0; pair + 1 < index.length; pair += 2) {
        const [first = 0, count = 0] = [index[pair], index[pair + 1]]
        const at = (before + number - first) * width
        before += count
        if (number < first || number >= first + count || at + width > entries.length) continue
        const type = typeBytes ? field(at, typeBytes) : 1
        const [second, third] = [field(at + typeBytes, secondBytes), field(at + typeBytes + secondBytes, thirdBytes)]
        if (type === 1) return { kind: 'offset', at: second, generation: third }
        return type === 2 ? { kind: 'stream', stream: second, index: third } : { kind: 'free' }
      }
      return undefined
    },
  }
}
