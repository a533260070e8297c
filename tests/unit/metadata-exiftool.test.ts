import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpus, corpusFiles, headOf } from '#tests/support/corpus'
import { hasExiftool, tagsOf } from '#tests/support/exiftool'
import { type Expected, expectedOf, FIELDS, type Tags } from '#tests/support/expected-metadata'
import { makePictures } from '#tests/support/made-pictures'
import { sniff } from '~/platform/files/sniff.server'
import { readMetadata } from '~/platform/images/metadata.server'
import { blockReaderFor } from '~/platform/metadata/blocks.server'
import { openExiftool } from '~/platform/metadata/exiftool.server'
import { rawFromExiftool } from '~/platform/metadata/exiftool-metadata'
import { reconcile } from '~/platform/metadata/reconcile'

type Field = (typeof FIELDS)[number]

/** Intended differences to exiftool and the MWG guidelines, and why. Any other difference fails. */
const MEANT: [file: RegExp, fields: Field[], reason: string][] = [
  [
    /^exif as ascii of xmp\./,
    ['creator', 'copyrightNotice'],
    'EXIF holds only what ASCII keeps of the same text in XMP, which counts then',
  ],
  [/^caption by the camera\./, ['description'], 'what a camera writes into every photograph is no caption'],
  [/^iim in unmarked utf-8\./, ['creator', 'creditLine'], 'IIM that is valid UTF-8 is read as such, marked or not'],
  [
    /^xmp cut in its middle\./,
    ['title', 'creator'],
    'exiftool leaves a cut packet; what is whole before the cut counts',
  ],
  [
    /^iim beside xmp in step\.tif$/,
    ['title', 'description', 'keywords', 'creator', 'creditLine', 'copyrightNotice'],
    'the padding of a TIFF may stand outside of the digest',
  ],
  [
    /^exif (with a tag (outside|too long)\.tif|of noise\.)/,
    [...FIELDS],
    'exiftool leaves a damaged directory; each tag that is whole counts',
  ],
  [
    /^corrupt-header\.jpg$/,
    ['takenAt', 'camera'],
    'exiftool leaves a damaged directory; each tag that is whole counts',
  ],
  [/\.svg$/, ['title', 'creator'], 'exiftool does not print what an SVG shows as its title, nor RDF other than XMP'],
]

interface Read {
  name: string
  tags: Tags
  expected: Expected
  own: Expected
  /** The same by exiftool's tags, when the product reads the file by itself. */
  byExiftool?: Expected
}

describe.skipIf(!hasExiftool)('readMetadata compared with exiftool, field by field', () => {
  const exiftool = openExiftool()
  let folder: string
  let made: Read[] = []
  let real: Read[] = []

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-exiftool-'))
    const pictures = corpusFiles.filter((name) => !NO_PICTURE.test(name)).map((name) => path.join(corpus, name))
    made = await readAll(await makePictures(folder))
    real = pictures.length ? await readAll(pictures) : []
  }, 600_000)
  afterAll(async () => {
    exiftool.close()
    await rm(folder, { recursive: true })
    if (made.length > 0) console.info(tableOf([...made, ...real]))
  })

  async function readAll(files: string[]): Promise<Read[]> {
    const tags = tagsOf(folder, files)
    const reads: Read[] = []
    for (const file of files) {
      const sniffed = await sniff(file, await headOf(file), path.basename(file))
      const own = await readMetadata(file, sniffed, exiftool)
      const found = blockReaderFor(sniffed.extension) && (await exiftool.read(file))
      const fileTags = tags.get(file) ?? {}
      reads.push({
        ...{ name: path.basename(file), tags: fileTags, expected: expectedOf(fileTags), own },
        byExiftool: found && reconcile(rawFromExiftool(found)),
      })
    }
    return reads
  }

  test('compares at least 300 generated files', () => expect(made.length).toBeGreaterThanOrEqual(300))

  test('the expected values equal the MWG composite tags of exiftool', () => {
    // For exiftool a field that newer IIM lacks is empty; here XMP still counts.
    const compared = made.filter(({ name }) => /\.(jpg|tif|psd)$/.test(name) && !name.startsWith('newer iim with few'))
    const wrong = compared.flatMap(({ name, tags, expected }) => [
      ...differenceTo(tags['MWG:Creator'], `${name}: creator`, expected.creator?.split(', ')),
      ...differenceTo(tags['MWG:Copyright'], `${name}: copyright`, expected.copyrightNotice?.replace(', ', '\n')),
      ...differenceTo(tags['MWG:Description'], `${name}: description`, Object.values(expected.description)),
    ])
    expect(wrong).toEqual([])
    expect(compared.filter(({ tags }) => tags['MWG:Creator'] && tags['MWG:Copyright']).length).toBeGreaterThan(30)
  })

  test('generated files differ only as intended', () => expect(unmeant(made)).toEqual([]))

  test('corpus files differ only as intended', () => expect(unmeant(real)).toEqual([]))

  test('every listed intended difference still occurs', () => {
    const all = differences([...made, ...real]).map(({ name }) => name)
    const stale = MEANT.filter(([file]) => !all.some((name) => file.test(name)))
    expect(stale.map(([file]) => file).filter((file) => real.length || file.test('a.jpg'))).toEqual([])
  })

  test('our own reader and the one by exiftool return the same metadata', () => {
    const both = [...made, ...real].filter(({ byExiftool }) => byExiftool)
    expect(both.length).toBeGreaterThan(300)
    expect(unmeant(both.map((read) => ({ ...read, expected: read.byExiftool! })))).toEqual([])
  })
})

/** Files that are no images, videos or drawings. */
const NO_PICTURE = /\.(xlf|md|json|ics|otf|ttf|glb|stl|xmp|docx|xlsx|pptx|odp|epub|key)$/

interface Difference {
  name: string
  field: Field
  got: unknown
  expected: unknown
  reason?: string
}

function differences(reads: Read[]): Difference[] {
  return reads.flatMap(({ name, own, expected }) =>
    FIELDS.filter((field) => textOf(own[field]) !== textOf(expected[field])).map((field) => ({
      ...{ name, field, got: own[field], expected: expected[field] },
      reason: MEANT.find(([file, fields]) => file.test(name) && fields.includes(field))?.[2],
    })),
  )
}

const unmeant = (reads: Read[]) => differences(reads).filter(({ reason }) => !reason)

/** The value as JSON, with languages in a fixed order. */
const textOf = (value: unknown): string =>
  JSON.stringify(
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).sort() : value,
  )

function differenceTo(
  mwg: unknown,
  what: string,
  expected: (string | undefined)[] | string | null | undefined,
): string[] {
  if (mwg === undefined) return []
  const [own, theirs] = [[expected ?? []].flat(), [mwg].flat().map((value) => clean(String(value)))]
  return theirs.every((value) => value === '' || own.some((text) => text === value))
    ? []
    : [`${what}: ${theirs} / ${own}`]
}

const clean = (text: string): string => [...text.normalize('NFC').trim()].slice(0, 2000).join('')

function tableOf(reads: Read[]): string {
  const isFilled = (value: unknown) =>
    value === true || (typeof value === 'object' ? Object.keys(value ?? {}).length > 0 : Boolean(value))
  const rows = FIELDS.map((field) => {
    const filled = reads.filter(({ expected }) => isFilled(expected[field]))
    const different = differences(reads).filter((difference) => difference.field === field)
    const missing = different.filter(({ got, expected }) => isFilled(expected) && !isFilled(got))
    const equal = filled.filter(({ own, expected }) => textOf(own[field]) === textOf(expected[field]))
    const reasons = [...new Set(different.map(({ reason }) => reason ?? 'UNEXPLAINED'))].join('; ')
    const counts = [filled.length, equal.length, different.length, missing.length]
    return `${field.padEnd(16)}${counts.map((count) => String(count).padStart(11)).join('')}   ${reasons}`
  })
  const head = `${'field'.padEnd(16)}${['with value', 'equal', 'different', 'missing'].map((name) => name.padStart(11)).join('')}`
  return [`${reads.length} files`, head, ...rows].join('\n')
}
