import { CleanError, LARGEST_BLOCK, readBlock, type Source } from '~/platform/images/clean/source'
import { EmbedError } from './embed-error'
import { type PdfPlace, type PdfSection, readTable, sectionOfStream, textAt } from './pdf-sections'
import { decodedStream } from './pdf-stream'
import { dictionaryAt, endOfObject, integersIn, type PdfDictionary, referenceIn, skipBlank } from './pdf-syntax'

const MOST_SECTIONS = 2000
/** Some programs leave kilobytes of padding after the end. */
const TAIL_BYTES = 64 * 1024
const FIRST_READ = 16 * 1024
const LONGEST_OBJECT = 8 * 1024 * 1024

/** An indirect object: its text up to a stream, and the bytes of that. */
export interface PdfObject {
  generation: number
  text: string
  dictionary: PdfDictionary | undefined
  /** Offset of the stream's bytes. */
  streamAt?: number
}

/** Random access to the objects of a PDF by its cross-reference sections, newest first (ISO 32000-1, 7.5). */
export class PdfFile {
  private constructor(
    private readonly source: Source,
    readonly sections: readonly PdfSection[],
    /** Offset of the newest section. */
    readonly startOfSections: number,
  ) {}

  /** Opens a PDF. Throws CleanError `damaged` if a section cannot be read, EmbedError `unsupported` behind other bytes. */
  static async open(source: Source): Promise<PdfFile> {
    if (!(await textAt(source, 0, 1024)).startsWith('%PDF-')) throw new EmbedError('unsupported')
    const tail = await textAt(source, Math.max(0, source.size - TAIL_BYTES), TAIL_BYTES)
    const start = Number(/^startxref\s+(\d{1,15})\s+%%EOF/.exec(tail.slice(tail.lastIndexOf('startxref')))?.[1])
    if (!Number.isSafeInteger(start)) throw new CleanError('damaged')
    const sections: PdfSection[] = []
    const [open, seen] = [[start], new Set<number>()]
    for (let at = open.shift(); at !== undefined; at = open.shift()) {
      if (seen.has(at) || seen.size > MOST_SECTIONS) throw new CleanError('damaged')
      seen.add(at)
      const section = await readSection(source, at)
      sections.push(section)
      const hybrid = section.isStream ? undefined : section.trailer.get('XRefStm')
      open.push(...[hybrid, section.trailer.get('Prev')].flatMap((value) => integersIn(value).slice(0, 1)))
    }
    return new PdfFile(source, sections, start)
  }

  /** The trailer of the newest section. */
  get trailer(): PdfDictionary {
    return this.sections[0]?.trailer ?? new Map()
  }

  /** Returns an object; undefined if it is free. Throws CleanError `damaged`. */
  async object(number: number): Promise<PdfObject | undefined> {
    const place = await this.placeOf(number)
    if (!place || place.kind === 'free') return undefined
    if (place.kind === 'stream') return this.objectInStream(place, number)
    return readObject(this.source, place.at, number)
  }

  /** Returns the object that a value refers to, or the value itself. */
  async resolved(value: string | undefined): Promise<PdfObject | undefined> {
    const reference = referenceIn(value)
    if (reference) return this.object(reference.number)
    return value ? { generation: 0, text: value, dictionary: dictionaryAt(`${value} `, 0) } : undefined
  }

  /** Returns the decoded bytes of a stream; undefined if it is none or its filter is not supported. */
  async streamOf({ dictionary, streamAt }: PdfObject): Promise<Buffer | undefined> {
    if (!dictionary || streamAt === undefined) return undefined
    const [length = -1] = integersIn((await this.resolved(dictionary.get('Length')))?.text)
    if (length < 0) throw new CleanError('damaged')
    return decodedStream(dictionary, await readBlock(this.source, streamAt, length))
  }

  private async placeOf(number: number): Promise<PdfPlace | undefined> {
    for (const [index, section] of this.sections.entries()) {
      const place = await section.find(number)
      // A table calls the objects free that only its stream names (7.5.8.4).
      const isHidden = place?.kind === 'free' && section.trailer.has('XRefStm') && this.sections[index + 1]?.isStream
      if (place && !isHidden) return place
    }
    return undefined
  }

  private async objectInStream({ stream, index }: { stream: number; index: number }, number: number) {
    const place = await this.placeOf(stream)
    const holder = place?.kind === 'offset' ? await readObject(this.source, place.at, stream) : undefined
    const bytes = holder && (await this.streamOf(holder))
    if (!holder || !bytes) throw new CleanError('damaged')
    const [first = 0] = integersIn(holder.dictionary?.get('First'))
    const text = bytes.toString('latin1')
    const heads = integersIn(text.slice(0, first))
    if (heads[index * 2] !== number) throw new CleanError('damaged')
    return objectAt(`${text} `, first + (heads[index * 2 + 1] ?? 0), 0)
  }
}

async function readSection(source: Source, at: number): Promise<PdfSection> {
  if (/^\s*xref/.test(await textAt(source, at, 32))) return readTable(source, at)
  const { dictionary, streamAt } = await readObject(source, at)
  const [length = -1] = integersIn(dictionary?.get('Length'))
  // The length of this stream may not be a reference (7.5.8.2).
  if (!dictionary || streamAt === undefined || length < 0 || /R$/.test(dictionary.get('Length') ?? ''))
    throw new CleanError('damaged')
  const entries = await decodedStream(dictionary, await readBlock(source, streamAt, length))
  if (!entries || entries.length > LARGEST_BLOCK) throw new CleanError('damaged')
  return sectionOfStream(dictionary, entries)
}

/** Reads the object at an offset, in growing pieces until it is whole. Throws CleanError if another one is there. */
async function readObject(source: Source, at: number, number?: number): Promise<PdfObject> {
  for (let length = FIRST_READ; length <= LONGEST_OBJECT; length *= 8) {
    const text = await textAt(source, at, length)
    const head = /^\s*(\d{1,10})\s+(\d{1,5})\s+obj/.exec(text)
    if (!head || (number !== undefined && Number(head[1]) !== number)) throw new CleanError('damaged')
    const object = objectAt(text, head[0].length, Number(head[2]))
    if (object) return object.streamAt === undefined ? object : { ...object, streamAt: at + object.streamAt }
    if (at + length >= source.size) break
  }
  throw new CleanError('damaged')
}

function objectAt(text: string, from: number, generation: number): PdfObject | undefined {
  const end = endOfObject(text, from)
  // What follows must be read as well, to tell a stream.
  if (end < 0 || end + 32 > text.length)
    return end < 0 || end > text.length ? undefined : plainObject(text, from, end, generation)
  const stream = /^stream(\r\n|\n|\r)/.exec(text.slice(skipBlank(text, end), skipBlank(text, end) + 8))
  const object = plainObject(text, from, end, generation)
  return stream ? { ...object, streamAt: skipBlank(text, end) + stream[0].length } : object
}

const plainObject = (text: string, from: number, end: number, generation: number): PdfObject => ({
  ...{ generation, text: text.slice(from, end).trim(), dictionary: dictionaryAt(text, from) },
})
