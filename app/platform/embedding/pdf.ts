import type { Edit } from '~/platform/images/clean/edits'
import { CleanError, type Source } from '~/platform/images/clean/source'
import { EmbedError } from './embed-error'
import type { EmbeddedTexts } from './embedded-texts'
import { PdfFile, type PdfObject } from './pdf-file'
import { integersIn, type PdfDictionary, referenceIn, writeDictionary, writeText } from './pdf-syntax'
import { packetWith } from './xmp-packet'

/** An object of the update. */
interface NewObject {
  number: number
  generation: number
  bytes: Buffer
}

/**
 * Returns the edit that appends an update to a PDF (ISO 32000-1, 7.5.6): XMP of the document and its information dictionary;
 * no byte of the pages changes. Throws EmbedError `encrypted`, or `signed` where an update would break a signature.
 */
export async function embedInPdf(source: Source, texts: EmbeddedTexts): Promise<Edit[]> {
  const file = await PdfFile.open(limited(source))
  if (file.sections.some(({ trailer }) => trailer.has('Encrypt'))) throw new EmbedError('encrypted')
  const root = referenceIn(file.trailer.get('Root'))
  const catalog = root && (await file.object(root.number))
  if (!root || !catalog?.dictionary) throw new CleanError('damaged')
  if (await isSigned(file, catalog.dictionary)) throw new EmbedError('signed')
  let [free = 0] = integersIn(file.trailer.get('Size'))
  if (free < 1 || free > 8_388_607) throw new CleanError('damaged')
  const objects: NewObject[] = []
  const add = (reference: { number: number; generation: number } | undefined, bytes: Buffer | string) => {
    const { number, generation } = reference ?? { number: free++, generation: 0 }
    objects.push({ number, generation, bytes: typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes })
    return `${number} ${generation} R`
  }
  const former = referenceIn(catalog.dictionary.get('Metadata'))
  const stream = former && (await file.object(former.number))
  const packet = packetWith(await packetsIn(file, stream), texts)
  const metadata = add(stream && former, streamOf(packet))
  if (catalog.dictionary.get('Metadata') !== metadata)
    add(root, writeDictionary(new Map([...catalog.dictionary, ['Metadata', metadata]])))
  const info = referenceIn(file.trailer.get('Info'))
  const known = info && (await file.object(info.number))
  const described = add(known?.dictionary && info, writeDictionary(informationOf(known?.dictionary, texts)))
  const trailer = new Map([...file.trailer, ['Info', described]])
  const bytes = updateOf(source.size, objects, { trailer, free, file })
  return [{ at: source.size, length: 0, bytes }]
}

/** Ten times what documents of many thousand updates need; crafted sections could ask for far more. */
const MOST_READS = 200_000

function limited(source: Source): Source {
  let left = MOST_READS
  return {
    size: source.size,
    read: (at, length) => {
      if (--left < 0) throw new CleanError('too_large')
      return source.read(at, length)
    },
  }
}

const streamOf = (packet: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<</Type/Metadata/Subtype/XML/Length ${packet.length}>>\nstream\n`),
    packet,
    Buffer.from('\nendstream'),
  ])

const packetsIn = async (file: PdfFile, stream: PdfObject | undefined): Promise<Buffer[]> => {
  const packet = stream && (await file.streamOf(stream).catch(() => undefined))
  return packet ? [packet] : []
}

/** Returns whether a signature exists (12.7.2, SigFlags; 12.8.4). */
async function isSigned(file: PdfFile, catalog: PdfDictionary): Promise<boolean> {
  if (catalog.has('Perms')) return true
  const form = await file.resolved(catalog.get('AcroForm'))
  const [flags = 0] = integersIn((await file.resolved(form?.dictionary?.get('SigFlags')))?.text)
  return (flags & 1) === 1
}

/** Returns the information dictionary (14.3.3) with the texts that XMP has. */
function informationOf(former: PdfDictionary | undefined, texts: EmbeddedTexts): PdfDictionary {
  const { title, description, creators = [], keywords = [] } = texts
  const entries: PdfDictionary = new Map(former)
  const texted = { Title: title, Subject: description, Author: creators.join('; '), Keywords: keywords.join(', ') }
  for (const [key, text] of Object.entries(texted)) {
    if (text) entries.set(key, writeText(text))
    else entries.delete(key)
  }
  return entries
}

interface Update {
  trailer: PdfDictionary
  /** Lowest number that no object has. */
  free: number
  file: PdfFile
}

/** Entries that belong to a section itself and not to the document. */
const OF_SECTION: ReadonlySet<string> = new Set([
  ...['Prev', 'XRefStm', 'Size', 'Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms', 'DL'],
])

/** Writes objects and a section of the kind that the newest one has (7.5.8.4 allows no other without tables for both). */
function updateOf(size: number, objects: NewObject[], { trailer, free, file }: Update): Buffer {
  const isStream = file.sections[0]?.isStream ?? false
  const parts: Buffer[] = [Buffer.from('\n')]
  let at = size + 1
  const entries = objects.map(({ number, generation, bytes }) => {
    const entry = { number, generation, at }
    const part = Buffer.concat([Buffer.from(`${number} ${generation} obj\n`), bytes, Buffer.from('\nendobj\n')])
    parts.push(part)
    at += part.length
    return entry
  })
  if (at > 9_999_999_999) throw new EmbedError('too_large')
  if (isStream) entries.push({ number: free, generation: 0, at })
  entries.sort((a, b) => a.number - b.number)
  const kept = [...trailer].filter(([key]) => !OF_SECTION.has(key))
  const common: [string, string][] = [
    ...kept,
    ['Size', String(isStream ? free + 1 : free)],
    ['Prev', String(file.startOfSections)],
  ]
  parts.push(isStream ? sectionStream(free, entries, common) : sectionTable(entries, common))
  return Buffer.concat([...parts, Buffer.from(`startxref\n${at}\n%%EOF\n`)])
}

interface Entry {
  number: number
  generation: number
  at: number
}

const sectionTable = (entries: Entry[], trailer: [string, string][]): Buffer =>
  Buffer.from(
    [
      'xref\n',
      ...entries.map(
        ({ number, generation, at }) =>
          `${number} 1\n${String(at).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`,
      ),
      `trailer\n${writeDictionary(new Map(trailer))}\n`,
    ].join(''),
    'latin1',
  )

function sectionStream(number: number, entries: Entry[], trailer: [string, string][]): Buffer {
  const rows = entries.map(({ generation, at }) => {
    const row = Buffer.alloc(11)
    row[0] = 1
    row.writeBigUInt64BE(BigInt(at), 1)
    row.writeUInt16BE(generation, 9)
    return row
  })
  const data = Buffer.concat(rows)
  const dictionary = new Map([
    ...trailer,
    ['Type', '/XRef'],
    ['W', '[1 8 2]'],
    ['Index', `[${entries.map((entry) => `${entry.number} 1`).join(' ')}]`],
    ['Length', String(data.length)],
  ] as [string, string][])
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n${writeDictionary(dictionary)}\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream\nendobj\n'),
  ])
}
