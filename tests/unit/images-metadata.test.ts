import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpus, hasCorpus, headOf } from '#tests/support/corpus'
import { damageTag } from '#tests/support/damaged-metadata'
import { sniff } from '~/platform/files/sniff.server'
import { type FileMetadata, readMetadata } from '~/platform/images/metadata.server'
import { keywordsIn, localizedIn, plainText, unescapeXml } from '~/platform/images/metadata-values'

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

/** An XMP packet with these properties. */
const packet = (inside: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
   xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
  ${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`
const alternatives = (name: string, texts: Record<string, string>) =>
  `<${name}><rdf:Alt>${Object.entries(texts)
    .map(([lang, text]) => `<rdf:li xml:lang="${lang}">${text}</rdf:li>`)
    .join('')}</rdf:Alt></${name}>`
const picture = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })

describe('what a file says of itself', () => {
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

  test.each(['jpeg', 'webp', 'png', 'avif', 'tiff'] as const)('in a %s', async (format) => {
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
      // The encoder of TIFF keeps no EXIF of ours.
      ...(format === 'tiff' ? {} : { takenAt: '2026-05-04T09:30', camera: 'NIKON D750', hasLocation: true }),
      ...(format === 'tiff' ? { takenAt: null, camera: null, hasLocation: false } : {}),
    })
  })

  test('in a JPEG, wherever its other blocks begin and end', async () => {
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
    'no licence lies at %s',
    async (address) => {
      const xmp = packet(`<xmpRights:WebStatement>${address}</xmpRights:WebStatement>`)
      expect((await readBytes(await picture().withXmp(xmp).jpeg().toBuffer(), 'licence.jpg')).licenceUrl).toBeNull()
    },
  )

  test('in a drawing', async () => {
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
  ])('damage gives what could be read: %s', async (name, bytes) => {
    const began = performance.now()
    expect(await readBytes(bytes, name)).toMatchObject({ title: {}, keywords: [], creator: null, hasLocation: false })
    expect(performance.now() - began).toBeLessThan(1000)
  })
})

/** A JPEG with these application segments in front of all others. */
async function jpegWith(...segments: [marker: number, contents: Buffer | string][]): Promise<Buffer> {
  const jpeg = await picture().jpeg().toBuffer()
  const blocks = segments.map(([marker, contents]) => {
    const body = Buffer.from(contents as string, 'latin1')
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(body.length + 2, 2)
    return Buffer.concat([head, body])
  })
  return Buffer.concat([jpeg.subarray(0, 2), ...blocks, jpeg.subarray(2)])
}
const xmpSegment = (xmp: string): [number, Buffer] => [0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)]
/** IIM data sets of record 2. */
const iimOf = (...sets: [number: number, text: string][]) =>
  Buffer.concat(
    sets.map(([number, text]) => {
      const head = Buffer.from([0x1c, 2, number, 0, 0])
      head.writeUInt16BE(Buffer.byteLength(text), 3)
      return Buffer.concat([head, Buffer.from(text)])
    }),
  )
/** An APP13 segment with IIM and, when given, its digest. */
function photoshopSegment(iim: Buffer, digest?: Buffer): [number, Buffer] {
  const resource = (id: number, data: Buffer) => {
    const head = Buffer.from([0x38, 0x42, 0x49, 0x4d, id >> 8, id & 255, 0, 0, 0, 0, 0, 0])
    head.writeUInt32BE(data.length, 8)
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
  }
  const resources = [resource(0x0404, iim), ...(digest ? [resource(0x0425, digest)] : [])]
  return [0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), ...resources])]
}

describe('where EXIF, IIM and XMP differ', () => {
  const LONG = 'Photograph by Iñaki Ibáñez Goikoetxea for Visit Mendialde'
  const xmp = packet(
    `<photoshop:Credit>${LONG}</photoshop:Credit>${alternatives('dc:title', { 'x-default': 'XMP', de: 'Hafen' })}` +
      '<dc:creator><rdf:Seq><rdf:li>XMP</rdf:li></rdf:Seq></dc:creator>',
  )
  const iim = iimOf([5, 'IIM'], [80, 'IIM'], [110, LONG.slice(0, 31)])
  const digest = createHash('md5').update(iim).digest()
  const other = Buffer.alloc(16, 1)

  test.each<[string, Buffer | undefined, object]>([
    ['XMP counts before IIM', undefined, { creator: 'XMP', title: { en: 'XMP', de: 'Hafen' }, creditLine: LONG }],
    [
      'XMP counts while IIM is unchanged',
      digest,
      { creator: 'XMP', title: { en: 'XMP', de: 'Hafen' }, creditLine: LONG },
    ],
    [
      'IIM counts that was changed since',
      other,
      { creator: 'IIM', title: { en: 'IIM', de: 'Hafen' }, creditLine: LONG },
    ],
  ])('%s; a credit line is not cut to 32 characters', async (_, stated, expected) => {
    const bytes = await jpegWith(photoshopSegment(iim, stated), xmpSegment(xmp))
    expect(await readBytes(bytes, 'both.jpg')).toMatchObject(expected)
  })

  test('IIM that was changed since counts for its own fields alone', async () => {
    const bytes = await jpegWith(photoshopSegment(iimOf([110, 'Newer']), other), xmpSegment(xmp))
    expect(await readBytes(bytes, 'both.jpg')).toMatchObject({ creditLine: 'Newer', creator: 'XMP' })
  })

  test('EXIF counts before both, unless it is blank or the same in ASCII', async () => {
    const said = packet(
      '<dc:creator><rdf:Seq><rdf:li>Iñaki Ibáñez</rdf:li></rdf:Seq></dc:creator>' +
        alternatives('dc:description', { 'x-default': 'By XMP', fr: 'Par XMP' }) +
        alternatives('dc:rights', { 'x-default': '© XMP' }),
    )
    const exif = { IFD0: { Artist: 'Inaki Ibanez', Copyright: ' ', ImageDescription: 'By EXIF' } }
    expect(await readBytes(await picture().withExif(exif).withXmp(said).jpeg().toBuffer(), 'exif.jpg')).toMatchObject({
      ...{ creator: 'Iñaki Ibáñez', copyrightNotice: '© XMP', description: { en: 'By EXIF', fr: 'Par XMP' } },
    })
  })

  test.each(['OLYMPUS DIGITAL CAMERA         ', 'SONY DSC', 'Exif_JPEG_PICTURE'])(
    'what a camera writes into each photograph is no description: %s',
    async (ImageDescription) => {
      const bytes = await picture().withExif({ IFD0: { ImageDescription } }).jpeg().toBuffer()
      expect((await readBytes(bytes, 'camera.jpg')).description).toEqual({})
    },
  )
})

describe('large and damaged blocks cost themselves alone', () => {
  const credit = '<photoshop:Credit>Mendialde / I. I.</photoshop:Credit>'
  const large = packet(`<photoshop:History>${'edited and saved; '.repeat(10_000)}</photoshop:History>${credit}`)

  test.each(['png', 'webp', 'tiff', 'avif'] as const)('XMP of 180 kB in a %s', async (format) => {
    const bytes = await picture().withXmp(large)[format]().toBuffer()
    expect((await readBytes(bytes, `large.${format}`)).creditLine).toBe('Mendialde / I. I.')
  })

  test('XMP that goes on in further segments of a JPEG', async () => {
    const guid = createHash('md5').update(large).digest('hex').toUpperCase()
    const main = packet(
      `<xmpNote:HasExtendedXMP xmlns:xmpNote="http://ns.adobe.com/xmp/note/">${guid}</xmpNote:HasExtendedXMP>`,
    )
    const bytes = Buffer.from(large)
    const pieces = Array.from({ length: Math.ceil(bytes.length / 60_000) }, (_, index): [number, Buffer] => {
      const head = Buffer.alloc(8)
      head.writeUInt32BE(bytes.length)
      head.writeUInt32BE(index * 60_000, 4)
      const piece = bytes.subarray(index * 60_000, (index + 1) * 60_000)
      return [0xe1, Buffer.concat([Buffer.from(`http://ns.adobe.com/xmp/extension/\0${guid}`), head, piece])]
    })
    const jpeg = await jpegWith(...pieces.reverse(), xmpSegment(main))
    expect((await readBytes(jpeg, 'extended.jpg')).creditLine).toBe('Mendialde / I. I.')
  })

  test.each(['utf16le', 'utf16be'] as const)('XMP in %s', async (encoding) => {
    const text = Buffer.from(`\ufeff${packet(`${credit}<dc:title>Portua ñ 港</dc:title>`)}`, 'utf16le')
    const bytes = encoding === 'utf16be' ? text.swap16() : text
    const jpeg = await jpegWith([0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), bytes])])
    expect(await readBytes(jpeg, 'utf16.jpg')).toMatchObject({
      title: { en: 'Portua ñ 港' },
      creditLine: 'Mendialde / I. I.',
    })
  })

  const camera = {
    IFD0: { Artist: 'Ane Garro', Make: 'NIKON', Model: 'D750', Copyright: 'Mendialde' },
    IFD2: { DateTimeOriginal: '2026:05:04 09:30:00' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 19/1 0/1' },
  }
  test.each([
    ['a type that is none', 0x010f, { type: 99 }, { creator: 'Ane Garro', camera: 'D750', hasLocation: true }],
    [
      'a place outside',
      0x8298,
      { offset: 0x7fffff00 },
      { creator: 'Ane Garro', copyrightNotice: null, hasLocation: true },
    ],
    [
      'a count beyond all',
      0x013b,
      { count: 0x7fffffff },
      { creator: null, copyrightNotice: 'Mendialde', hasLocation: true },
    ],
    ['no position block', 0x8825, { offset: 0x7fffff00 }, { creator: 'Ane Garro', hasLocation: false }],
    ['no camera block', 0x8769, { offset: 0x7fffff00 }, { creator: 'Ane Garro', takenAt: null, hasLocation: true }],
  ])('an EXIF tag with %s loses only itself', async (_, tag, damage, expected) => {
    const bytes = damageTag(tag, damage)(await picture().withExif(camera).jpeg().toBuffer())
    expect(await readBytes(bytes, 'tag.jpg')).toMatchObject(expected)
  })

  test.each([
    ['0000:00:00 00:00:00', null],
    ['    :  :     :  :  ', null],
    ['2026:00:00 00:00:00', '2026'],
    ['2026:02:30 10:00:00', '2026-02'],
    ['2026:05:04 25:61:00', '2026-05-04'],
    ['2026:05:04 09:30:00', '2026-05-04T09:30'],
  ])('a camera that wrote %j took the picture at %j', async (DateTimeOriginal, takenAt) => {
    const bytes = await picture().withExif({ IFD2: { DateTimeOriginal } }).jpeg().toBuffer()
    const { extracted, ...metadata } = await readBytes(bytes, 'dates.jpg')
    expect(metadata.takenAt).toBe(takenAt)
    expect(extracted.takenAt).toBe(takenAt ?? undefined)
  })

  test('a serial number is told wherever it stands', async () => {
    const exif = await picture()
      .withExif({ IFD2: { BodySerialNumber: '4711' } })
      .jpeg()
      .toBuffer()
    const xmp = packet('<aux:SerialNumber xmlns:aux="http://ns.adobe.com/exif/1.0/aux/">4711</aux:SerialNumber>')
    expect((await readBytes(exif, 'exif.jpg')).hasSerialNumber).toBe(true)
    expect((await readBytes(await picture().withXmp(xmp).png().toBuffer(), 'xmp.png')).hasSerialNumber).toBe(true)
  })

  test('any damage gives an answer, and soon', { timeout: 120_000 }, async () => {
    const said = packet(`${credit}<dc:title>Title</dc:title>`)
    const random = seeded(20_261_123)
    const began = performance.now()
    let reads = 0
    for (const format of ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const) {
      const whole = await picture().withExif(camera).withXmp(said)[format]().toBuffer()
      for (let round = 0; round < 120; round++) {
        const bytes = Buffer.from(whole.subarray(0, round % 3 ? whole.length : Math.floor(random() * whole.length)))
        for (let byte = 0; byte < 12; byte++)
          bytes[16 + Math.floor(random() * (bytes.length - 16))] = Math.floor(random() * 256)
        const file = path.join(folder, `damaged.${format}`)
        await writeFile(file, bytes)
        const extension = { jpeg: 'jpg', tiff: 'tif' }[format as string] ?? format
        const metadata = await readMetadata(file, { kind: 'photo', mediaType: `image/${format}`, extension })
        expect(Object.keys(metadata)).toContain('hasLocation')
        reads++
      }
    }
    expect(reads).toBe(600)
    expect((performance.now() - began) / reads).toBeLessThan(50)
  })

  test.each([
    ['elements within elements', `<x:xmpmeta>${'<a>'.repeat(300_000)}`],
    ['attributes', `<x:xmpmeta><a ${'b="c" '.repeat(200_000)}`],
    ['tags that never end', '<a b="'.repeat(200_000)],
    ['comments that never end', '<!--'.repeat(300_000)],
    [
      'prefixes',
      `<a ${Array.from({ length: 5000 }, (_, at) => `xmlns:p${at}="u${at}"`).join(' ')}>${'<b xmlns:q="r"/>'.repeat(50_000)}`,
    ],
    [
      'entities that multiply',
      `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><a>${'&b;'.repeat(10_000)}</a>`,
    ],
  ])('XMP of a million %s does not hold the process up', async (_, xmp) => {
    const bytes = await picture().withXmp(xmp).png().toBuffer()
    const began = performance.now()
    expect((await readBytes(bytes, 'hostile.png')).title).toEqual({})
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

/** Numbers of 0 to 1 that come again in each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('values', () => {
  test.each([
    ['  two  lines\r\n ', 'two  lines'],
    ['e\u0301', '\u00e9'],
    ['a\u0000b\u0007c\u0085', 'a b c'],
    ['x'.repeat(3000), 'x'.repeat(2000)],
    [`${'x'.repeat(1999)}😀😀`, `${'x'.repeat(1999)}😀`],
    [42, '42'],
    [{ a: 1 }, ''],
    [undefined, ''],
  ])('%j is one clean text', (value, clean) => expect(plainText(value)).toBe(clean))

  test('keywords are at most a hundred, each once', () => {
    expect(keywordsIn(Array.from({ length: 300 }, (_, at) => `k${at % 150}`))).toHaveLength(100)
    expect(keywordsIn('sea; Boats, sea,,boats')).toEqual(['sea', 'Boats'])
    expect(keywordsIn({})).toEqual([])
  })

  test('an explicit English wins over the default', () => {
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
  ])('%s', (text, resolved) => expect(unescapeXml(text)).toBe(resolved))
})

describe.skipIf(!hasCorpus)('real files', () => {
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
