import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpus, hasCorpus, headOf, testFile } from '#tests/support/corpus'
import { cpuClock } from '#tests/support/cpu-time'
import { alternatives, packet, picture } from '#tests/support/metadata-blocks'
import { sniff } from '~/platform/files/sniff.server'
import { type FileMetadata, readMetadata } from '~/platform/images/metadata.server'
import { keywordsIn, localizedIn, plainText, unescapeXml } from '~/platform/metadata/values'

// Encoders wait their turn on a busy machine.

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-metadata-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(file: string): Promise<FileMetadata> {
  return readMetadata(file, await sniff(file, await headOf(file), path.basename(file)))
}

async function readBytes(bytes: Buffer | string, name: string): Promise<FileMetadata> {
  const file = path.join(folder, name)
  await writeFile(file, bytes)
  return read(file)
}

describe('readMetadata', () => {
  const said = packet(
    alternatives('dc:title', { 'x-default': 'Harbour', en: 'Harbour', eu: 'Portua', 'es-ES': 'Puerto' }) +
      alternatives('dc:description', { 'x-default': 'Boats &amp; people' }) +
      alternatives('Iptc4xmpCore:AltTextAccessibility', { en: 'Three boats at a quay' }) +
      alternatives('xmpRights:UsageTerms', { 'x-default': 'Press only', de: 'Nur für die Presse' }) +
      alternatives('dc:rights', { 'x-default': '© 2026 Mendialde' }) +
      '<dc:creator><rdf:Seq><rdf:li>Iñaki Ibáñez</rdf:li><rdf:li>Ane Garro</rdf:li></rdf:Seq></dc:creator>' +
      '<dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>Sea</rdf:li><rdf:li>boats</rdf:li></rdf:Bag></dc:subject>' +
      '<photoshop:Credit>Mendialde / I. I.</photoshop:Credit>' +
      '<xmpRights:WebStatement>https://mendialde.example/rights</xmpRights:WebStatement>',
  )
  const exif = {
    IFD0: { Make: 'NIKON', Model: 'NIKON D750' },
    IFD2: { DateTimeOriginal: '2026:05:04 09:30:00' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 19/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '1/1 59/1 0/1' },
  }

  test.each(['jpeg', 'webp', 'png', 'avif', 'tiff'] as const)('reads EXIF and XMP of a %s', async (format) => {
    const bytes = await picture().withExif(exif).withXmp(said)[format]().toBuffer()
    const { extracted, ...metadata } = await readBytes(bytes, `said.${format}`)
    expect(metadata).toEqual({
      title: { en: 'Harbour', eu: 'Portua', es: 'Puerto' },
      description: { en: 'Boats & people' },
      altText: { en: 'Three boats at a quay' },
      usageTerms: { en: 'Press only', de: 'Nur für die Presse' },
      keywords: ['sea', 'boats'],
      creator: 'Iñaki Ibáñez, Ane Garro',
      creditLine: 'Mendialde / I. I.',
      copyrightNotice: '© 2026 Mendialde',
      licenceUrl: 'https://mendialde.example/rights',
      hasSerialNumber: false,
      // The TIFF encoder drops the EXIF given to it.
      ...(format === 'tiff' ? {} : { takenAt: '2026-05-04T09:30', camera: 'NIKON D750', hasLocation: true }),
      ...(format === 'tiff' ? { takenAt: null, camera: null, hasLocation: false } : {}),
    })
  })

  test('reads the EXIF of a JPEG behind comments of every length from 2 to 699 bytes', async () => {
    const bytes = await picture()
      .withExif({ IFD0: { Artist: 'Ane Garro' } })
      .jpeg()
      .toBuffer()
    const lost: number[] = []
    for (let length = 2; length < 700; length++) {
      const comment = Buffer.alloc(2 + length, 0x20)
      comment.writeUInt32BE(0xfffe0000 + length)
      const { creator } = await readBytes(
        Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)]),
        'padded.jpg',
      )
      if (creator !== 'Ane Garro') lost.push(length)
    }
    expect(lost).toEqual([])
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', 'see the contract'])(
    'ignores a licence address that is no http URL: %s',
    async (address) => {
      const xmp = packet(`<xmpRights:WebStatement>${address}</xmpRights:WebStatement>`)
      expect((await readBytes(await picture().withXmp(xmp).jpeg().toBuffer(), 'licence.jpg')).licenceUrl).toBeNull()
    },
  )

  test('reads title, description and creator of an SVG', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg"><title>A &lt;b&gt; &#241; </title><desc>Wide</desc>
      <metadata><dc:creator><rdf:Bag><rdf:li>Ane</rdf:li></rdf:Bag></dc:creator></metadata></svg>`
    expect(await readBytes(svg, 'drawing.svg')).toMatchObject({
      ...{ title: { en: 'A <b> ñ' }, description: { en: 'Wide' }, creator: 'Ane' },
    })
  })

  test.each<[string, string | Buffer]>([
    [
      'damaged.jpg',
      Buffer.concat([
        Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0x00, 0x30]),
        Buffer.from('Exif\0\0II*\0'),
        Buffer.alloc(99, 0xff),
      ]),
    ],
    ['empty.jpg', Buffer.from([0xff, 0xd8, 0xff])],
    ['notes.txt', 'Copyright 2026'],
    ['drawing.svg', `<svg><title>${'x'.repeat(300_000)}`],
    ['titles.svg', `<svg>${'<title '.repeat(40_000)}`],
  ])('returns empty metadata for the damaged file %s in less than 1 s of CPU', async (name, bytes) => {
    const cpu = cpuClock()
    expect(await readBytes(bytes, name)).toMatchObject({ title: {}, keywords: [], creator: null, hasLocation: false })
    expect(cpu()).toBeLessThan(1000)
  })
})

describe('metadata values', () => {
  test.each([
    ['  two  lines\r\n ', 'two  lines'],
    ['e\u0301', '\u00e9'],
    ['a\u0000b\u0007c\u0085', 'a b c'],
    ['x'.repeat(3000), 'x'.repeat(2000)],
    [`${'x'.repeat(1999)}😀😀`, `${'x'.repeat(1999)}😀`],
    [42, '42'],
    [{ a: 1 }, ''],
    [undefined, ''],
  ])('plainText(%j) is normalised, on one line and at most 2,000 characters', (value, clean) =>
    expect(plainText(value)).toBe(clean),
  )

  test('keywordsIn returns at most 100 keywords, each once', () => {
    expect(keywordsIn(Array.from({ length: 300 }, (_, at) => `k${at % 150}`))).toHaveLength(100)
    expect(keywordsIn('sea; Boats, sea,,boats')).toEqual(['sea', 'Boats'])
    expect(keywordsIn({})).toEqual([])
  })

  test('an English alternative wins over x-default', () => {
    const both = [
      { lang: 'x-default', value: 'Hafen' },
      { lang: 'en-GB', value: 'Harbour' },
    ]
    expect(localizedIn(both)).toEqual({ en: 'Harbour' })
    expect(localizedIn([...both].reverse())).toEqual({ en: 'Harbour' })
  })

  test.each([
    ['&amp;lt; &#65;&#x42; &unknown;', '&lt; AB &unknown;'],
    ['&#xD800;&#1114112;&#0;', '\u0000'],
  ])('unescapeXml resolves %s', (text, resolved) => expect(unescapeXml(text)).toBe(resolved))
})

describe('readMetadata of the test file', () => {
  test.each<[string, Partial<FileMetadata>]>([
    [
      'photo.jpg',
      {
        ...{ title: { en: 'Dandelion clock', de: 'Pusteblume' }, creator: 'Clemens Engelhardt' },
        ...{ altText: { en: 'A dandelion clock with the sun behind it' }, keywords: ['meadow', 'spring'] },
        ...{ creditLine: 'Vitrine test files', copyrightNotice: 'No rights reserved (CC0 1.0)' },
        licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
        ...{ hasLocation: true, camera: 'Vitrine Test Camera 1', takenAt: '2026-05-17T09:30' },
      },
    ],
    ['round.png', { title: { en: 'A round picture' }, creator: 'Clemens Engelhardt', hasLocation: false }],
    ['banner.webp', { title: { en: 'A banner' }, creator: 'Clemens Engelhardt' }],
    ['inks.tif', { title: { en: 'Four inks' } }],
    ['mark.svg', { title: { en: 'Two hills' }, description: { en: 'Two green hills under a round sun' } }],
  ])('%s', async (name, expected) => expect(await read(testFile(name))).toMatchObject(expected))
})

describe.skipIf(!hasCorpus)('readMetadata of the corpus file', () => {
  test.each<[string, Partial<FileMetadata>]>([
    [
      'rights/IPTC.jpg',
      {
        title: { en: 'Test IPTC picture' },
        creator: 'Phil Harvey',
        creditLine: 'My Credit',
        keywords: ['ExifTool', 'Test', 'IPTC'],
      },
    ],
    ['rights/thompson-springs.jpg', { hasLocation: true, creator: 'Photographer: Carol M. Highsmith' }],
    [
      'photos/tanners_ridge.jpg',
      { creator: 'Lara Ellis', licenceUrl: 'http://www.nps.gov/shen', camera: 'NIKON CORPORATION NIKON D750' },
    ],
    ['photos/IMG_1034.heic', { hasLocation: true, camera: 'Apple iPhone 8' }],
    ['photos/denali.webp', { title: { en: 'Denali National Park and Preserve' }, creator: 'NPS / David Restivo' }],
    ['xmp-matrix/BlueSquare.tif', { title: { en: 'Blue Square Test File - .tif' } }],
    ['xmp-matrix/BlueSquare.png', { title: { en: 'Blue Square Test File - .psd' } }],
  ])('%s', async (name, expected) => expect(await read(path.join(corpus, name))).toMatchObject(expected))
})
