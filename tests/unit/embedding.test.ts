import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, readFile as readBytes } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { corpus, corpusFiles, headOf, testFile } from '#tests/support/corpus'
import { embed, fresh, inFolder, made, TEXTS } from '#tests/support/embedding-files'
import { hasExiftool, tagsOf } from '#tests/support/exiftool'
import { writeTags } from '#tests/support/exiftool-tags'
import { fillReference } from '#tests/support/iptc-reference'
import { sniff } from '~/platform/files/sniff.server'
import { readFile } from '~/platform/images/metadata.server'
import { tagText } from '~/platform/metadata/tags/file-tag'
import { IPTC_PROPERTIES } from '~/platform/metadata/tags/iptc-properties'

/** What exiftool reads back with `-struct -n`, by tag. */
const READ_BACK: Record<string, unknown> = {
  'XMP-dc:Title': TEXTS.title,
  'XMP-dc:Title-de-AT': TEXTS.title,
  'XMP-dc:Description': TEXTS.description,
  'XMP-dc:Description-de-AT': TEXTS.description,
  'XMP-iptcCore:AltTextAccessibility': TEXTS.altText,
  'XMP-iptcCore:AltTextAccessibility-de-AT': TEXTS.altText,
  'XMP-iptcCore:ExtDescrAccessibility': TEXTS.extendedDescription,
  'XMP-dc:Subject': TEXTS.keywords,
  'XMP-dc:Creator': TEXTS.creators,
  'XMP-dc:Language': ['de-AT'],
  'XMP-dc:Identifier': 'urn:uuid:0195a3c0-0000-7000-8000-000000000001',
  'XMP-xmpMM:VersionID': 3,
  'XMP-photoshop:Credit': TEXTS.creditLine,
  'XMP-dc:Rights': TEXTS.copyrightNotice,
  'XMP-xmpRights:UsageTerms': TEXTS.usageTerms,
  'XMP-xmpRights:WebStatement': TEXTS.licenceUrl,
  'XMP-plus:Licensor': [
    { LicensorName: 'Haus Ñ', LicensorURL: 'https://example.org/press', LicensorEmail: 'press@example.org' },
  ],
  'XMP-plus:LicenseEndDate': '2027:01:31',
  'XMP-prism:ExpirationDate': '2027-01-31',
}
/** IIM cuts at bytes, between characters. */
const READ_BACK_IIM: Record<string, unknown> = {
  'IPTC:ObjectName': TEXTS.title,
  'IPTC:Caption-Abstract': TEXTS.description,
  'IPTC:Keywords': TEXTS.keywords,
  'IPTC:By-line': TEXTS.creators,
  'IPTC:Credit': 'Ñúñez/Haus der sehr langen Na',
  'IPTC:CopyrightNotice': TEXTS.copyrightNotice,
  'IPTC:ExpirationDate': '2027:01:31',
  'IPTC:LanguageIdentifier': 'de',
  'IPTC:CodedCharacterSet': '\u001b%G',
}

// Each file takes several runs of exiftool, which take long on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
const files = inFolder()

const pixels = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await sharp(file, { failOn: 'none', limitInputPixels: false }).raw().toBuffer())
    .digest('hex')

/** Digests of the coded packets of all streams. */
const packets = (file: string): string =>
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-i',
    file,
    '-map',
    '0:v?',
    '-map',
    '0:a?',
    '-c',
    'copy',
    '-f',
    'streamhash',
    '-',
  ]).toString()

const hasPrograms = ['ffmpeg', 'pdfinfo'].every((name) => spawnSync(name, ['-v']).error === undefined)

describe.skipIf(!hasExiftool)('exiftool reads back each text that was written', () => {
  const FILES: [string, () => Promise<string>][] = [
    ...(['jpg', 'png', 'webp', 'tif'] as const).map((extension): [string, () => Promise<string>] => [
      `a ${extension} without metadata`,
      () => made(extension),
    ]),
    ...(['jpg', 'png', 'webp', 'tif'] as const).map((extension): [string, () => Promise<string>] => [
      `a ${extension} with other metadata in EXIF, IIM and XMP`,
      async () => {
        const file = await made(extension)
        fillReference(file, IPTC_PROPERTIES)
        writeTags(file, ['-EXIF:Artist=old', '-EXIF:Copyright=old', '-EXIF:ImageDescription=old', '-EXIF:XPTitle=old'])
        return file
      },
    ]),
    ['a film', async () => testFile('film.mp4')],
    ['a document', async () => testFile('leaflet.pdf')],
    [
      'a document with other metadata',
      async () => {
        const file = fresh('pdf')
        await copyFile(testFile('leaflet.pdf'), file)
        writeTags(file, ['-Title=old', '-Author=old', '-XMP-dc:Title=old', '-XMP-photoshop:City=kept'])
        return file
      },
    ],
  ]

  test.each(FILES)('%s', async (_, make) => {
    const file = await make()
    const out = await embed(file)
    const tags = tagsOf(files.path(), [out]).get(out) ?? {}
    expect(tags).toMatchObject(READ_BACK)
    expect(Object.keys(tags).filter((name) => /^ExifTool:(Warning|Error)/.test(name))).toEqual([])
    expect(JSON.stringify(tags)).not.toMatch(/"old"|ref (Title|Credit|Subject|Description|Rights) /)
    if (/\.(jpg|tif)$/.test(file)) {
      expect(tags).toMatchObject(READ_BACK_IIM)
      expect(tags['Photoshop:IPTCDigest']).toBe(tags['File:CurrentIPTCDigest'])
    }
    if (tags['IFD0:Artist'] !== undefined)
      expect({ ...tags, 'IFD0:Artist': [tags['IFD0:Artist']].flat().join('; ') }).toMatchObject({
        'IFD0:Artist': 'Ana Ñúñez; Bo Ø',
        'IFD0:Copyright': '© 2026 Haus Ñ',
        'IFD0:ImageDescription': TEXTS.description,
      })
    if (file.endsWith('.pdf'))
      expect(tags).toMatchObject({
        'PDF:Title': TEXTS.title,
        // exiftool reads no character beyond 16 bits in the texts of a PDF.
        'PDF:Subject': expect.stringMatching(/^Zwei Zeilen\nmit 日本 und /),
        'PDF:Author': 'Ana Ñúñez; Bo Ø',
      })
    else if (file.endsWith('.mp4')) expect(packets(out)).toBe(packets(file))
    else expect(await pixels(out)).toBe(await pixels(file))
  })
})

describe.skipIf(!hasExiftool || !hasPrograms || corpusFiles.length === 0)('real files', () => {
  const names = corpusFiles.filter(
    (name) => /\.(jpe?g|png|webp|tiff?|pdf|mp4|mov)$/i.test(name) && !/^hostile|limit|protected/.test(name),
  )
  const written = new Map<string, string>()
  let tagsBy = new Map<string, Record<string, unknown>>()
  // By one run of exiftool for all, whose start takes longer than what it reads of a file.
  beforeAll(async () => {
    for (const name of names) written.set(name, await embed(path.join(corpus, name)))
    tagsBy = tagsOf(files.path(), [...names.map((name) => path.join(corpus, name)), ...written.values()])
  })

  test.each(names)('%s keeps its pixels, media data or pages, and its other tags', async (name) => {
    const file = path.join(corpus, name)
    const out = written.get(name) ?? ''
    const [before, after] = [tagsBy.get(file) ?? {}, tagsBy.get(out) ?? {}]
    expect(after).toMatchObject({ 'XMP-dc:Title': TEXTS.title, 'XMP-photoshop:Credit': TEXTS.creditLine })
    const problems = (tags: Record<string, unknown>) =>
      Object.keys(tags).filter((tag) => /^ExifTool:(Warning|Error)/.test(tag)).length
    expect(problems(after)).toBeLessThanOrEqual(problems(before))
    const lost = Object.keys(before).filter((tag) => KEPT.test(tag) && !(tag in after))
    expect(lost).toEqual([])
    if (name.endsWith('.pdf')) {
      const bytes = await readBytes(file)
      expect((await readBytes(out)).subarray(0, bytes.length).equals(bytes)).toBe(true)
      const pages = (of: string) => /Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [of]).toString())?.[1]
      expect(pages(out)).toBe(pages(file))
    } else if (/\.(mp4|mov)$/i.test(name)) expect(packets(out)).toBe(packets(file))
    else expect(await pixels(out)).toBe(await pixels(file))
    // A second writing replaces the first.
    const again = await embed(out, { language: 'en', title: 'Second' })
    const { metadata, tags } = await readFile(again, await sniff(again, await headOf(again), again))
    expect(metadata.title).toEqual({ en: 'Second' })
    expect(metadata.creditLine).toBeNull()
    expect(tags.tags.flatMap(({ values }) => values.map(tagText))).not.toContain(TEXTS.creditLine)
  })
})

/** Tags that writing leaves as they are. */
const KEPT =
  /^(XMP-(?!dc:|dcterms:|rdf:|x:|plus:Licens|prism:|cc:|pdf:(?:Title|Author|Subject|Keywords)|tiff:(?:Artist|Copyright|ImageDescription)|lr:Hier|digiKam:TagsList|microsoft:LastKeyword|xmpNote:|xmpMM:VersionID)|ICC_Profile:|ExifIFD:|GPS:|MPF0:|QuickTime:(?!Free|MediaData)|Track\d)(?!.*(UsageTerms|WebStatement|AltText|ExtDescr|photoshop:Credit|LegacyIPTCDigest|Warning|ThumbnailOffset|MediaDataOffset))/
