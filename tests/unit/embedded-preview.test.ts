import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { corpus, corpusFiles } from '#tests/support/corpus'
import { cpuClock } from '#tests/support/cpu-time'
import { imageFolders, writtenTo } from '#tests/support/image-files'
import { zipOf } from '#tests/support/made-archives'
import { unsigned } from '#tests/support/made-psd'
import { cr3Of, rawOf } from '#tests/support/made-raw'
import { seeded } from '#tests/support/metadata-blocks'
import { noise } from '#tests/support/noise'
import { writeEmbeddedPreview } from '~/platform/images/embedded-preview.server'

const folders = imageFolders()
const pictures = { small: Buffer.alloc(0), middle: Buffer.alloc(0), large: Buffer.alloc(0) }
beforeAll(async () => {
  pictures.small = await noise(16, 12).jpeg().toBuffer()
  pictures.middle = await noise(160, 120).jpeg().toBuffer()
  pictures.large = await noise(1200, 900).jpeg().toBuffer()
})

async function preview(bytes: Buffer, extension: string) {
  const { file } = await writtenTo(folders.images, bytes, 'made.bin')
  const outFile = path.join(folders.renditions, 'preview')
  const found = await writeEmbeddedPreview(file, extension, outFile)
  expect(existsSync(outFile)).toBe(found !== undefined)
  if (found) expect(await sharp(outFile).metadata()).toMatchObject({ width: found.width, height: found.height })
  return found
}

const JPEG_TAGS: [number, number] = [513, 514]
const STRIP_TAGS: [number, number] = [273, 279]
const cut = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.7))
/** The frame of a lossless JPEG, as raw data has it. */
const lossless = (bytes: Buffer) => {
  const changed = Buffer.from(bytes)
  changed[changed.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc3
  return changed
}

describe('raw files based on TIFF', () => {
  test('the largest of all directories is written, with the orientation of the raw file', async () => {
    const bytes = rawOf([
      { tags: { 274: 6 }, picture: { bytes: pictures.small, tags: JPEG_TAGS } },
      {
        picture: { bytes: pictures.middle, tags: JPEG_TAGS },
        subDirectories: [{ tags: { 259: 7 }, picture: { bytes: pictures.large, tags: STRIP_TAGS } }],
      },
    ])
    expect(await preview(bytes, 'nef')).toEqual({ width: 1200, height: 900, orientation: 6, mediaType: 'image/jpeg' })
  })

  test("a preview's own orientation wins", async () => {
    const turned = await noise(40, 30).withMetadata({ orientation: 3 }).jpeg().toBuffer()
    const bytes = rawOf([{ tags: { 274: 6 }, picture: { bytes: turned, tags: JPEG_TAGS } }])
    expect(await preview(bytes, 'arw')).toMatchObject({ width: 40, orientation: 3 })
  })

  test('a cut preview is passed over for a smaller one that is intact', async () => {
    const bytes = rawOf([
      { picture: { bytes: cut(pictures.large), tags: JPEG_TAGS } },
      { picture: { bytes: pictures.small, tags: JPEG_TAGS } },
    ])
    expect(await preview(bytes, 'cr2')).toMatchObject({ width: 16 })
  })

  test('a preview whose data ends before its last lines is not written', async () => {
    const damaged = Buffer.concat([cut(pictures.middle), Buffer.from([0xff, 0xd9])])
    expect(await preview(rawOf([{ picture: { bytes: damaged, tags: JPEG_TAGS } }]), 'cr2')).toBeUndefined()
  })

  test('superfluous bytes in a preview do no harm', async () => {
    const end = pictures.middle.length - 2
    const bytes = Buffer.concat([pictures.middle.subarray(0, end), Buffer.alloc(3), pictures.middle.subarray(end)])
    expect(await preview(rawOf([{ picture: { bytes, tags: JPEG_TAGS } }]), 'cr2')).toMatchObject({ width: 160 })
  })

  test('raw data in lossless JPEG is no preview', async () => {
    const bytes = rawOf([{ tags: { 259: 7 }, picture: { bytes: lossless(pictures.large), tags: STRIP_TAGS } }])
    expect(await preview(bytes, 'dng')).toBeUndefined()
  })

  test('a preview that only notes of the maker name is found', async () => {
    const bytes = rawOf([{ picture: { bytes: pictures.small, tags: JPEG_TAGS } }], {
      rest: Buffer.concat([Buffer.alloc(3_000_001, 0xff), pictures.middle, Buffer.alloc(500)]),
    })
    expect(await preview(bytes, 'orf')).toMatchObject({ width: 160, height: 120 })
  })

  test('bytes after a preview are left out', async () => {
    const padded = Buffer.concat([pictures.middle, Buffer.alloc(10_000)])
    await preview(rawOf([{ picture: { bytes: padded, tags: JPEG_TAGS } }]), 'pef')
    expect(await readFile(path.join(folders.renditions, 'preview'))).toEqual(pictures.middle)
  })
})

test('of a CR3 the picture of its track is written, with its orientation', async () => {
  const bytes = cr3Of({ thumb: pictures.small, preview: pictures.middle, track: pictures.large })
  expect(await preview(bytes, 'cr3')).toMatchObject({ width: 1200, height: 900, orientation: 6 })
})

test('of a CR3 with a cut track the preview is written', async () => {
  const bytes = cr3Of({ thumb: pictures.small, preview: pictures.middle, track: pictures.large })
  expect(await preview(bytes.subarray(0, -5000), 'cr3')).toMatchObject({ width: 160 })
})

test('of a RAF the picture that its header names is written', async () => {
  const header = Buffer.alloc(160)
  header.write('FUJIFILMCCD-RAW ', 'latin1')
  unsigned(160, 4).copy(header, 84)
  unsigned(pictures.large.length, 4).copy(header, 88)
  expect(await preview(Buffer.concat([header, pictures.large]), 'raf')).toMatchObject({ width: 1200 })
})

describe('InDesign', () => {
  const image = (bytes: Buffer) =>
    `<xmpGImg:image>${(bytes.toString('base64').match(/.{1,76}/g) ?? []).join('&#xA;')}</xmpGImg:image>`

  test('the largest picture in its XMP is written', async () => {
    const text = `${'x'.repeat(1_048_570)}${image(pictures.small)} ${image(pictures.middle)}${image(cut(pictures.large))}`
    expect(await preview(Buffer.from(text), 'indd')).toMatchObject({ width: 160, mediaType: 'image/jpeg' })
  })

  test.each([
    ['no picture', 'x'.repeat(3_000_000)],
    ['a picture that never ends', `<xmpGImg:image>${'A'.repeat(14_000_000)}`],
    ['a thousand empty pictures', '<xmpGImg:image></xmpGImg:image>'.repeat(1000)],
  ])('with %s has none', async (_, text) => {
    const cpu = cpuClock()
    expect(await preview(Buffer.from(text), 'indd')).toBeUndefined()
    expect(cpu()).toBeLessThan(5000)
  })
})

describe('documents that are a ZIP', () => {
  test('the first preview that is intact is written', async () => {
    const bytes = zipOf([
      { name: 'QuickLook/Thumbnail.jpg', data: pictures.small },
      { name: 'QuickLook/Preview.jpg', data: cut(pictures.large) },
      { name: 'preview.jpg', data: pictures.middle },
    ])
    expect(await preview(bytes, 'pages')).toMatchObject({ width: 160, mediaType: 'image/jpeg' })
  })

  test('a PNG has its media type', async () => {
    const png = await noise(30, 20).png().toBuffer()
    expect(await preview(zipOf([{ name: 'Thumbnails/thumbnail.png', data: png }]), 'odp')).toMatchObject({
      ...{ width: 30, mediaType: 'image/png' },
    })
  })

  test.each([
    ['an encrypted preview', () => zipOf([{ name: 'preview.jpg', data: pictures.small, flags: 1 }])],
    ['a preview that claims 4 GB', () => zipOf([{ name: 'preview.jpg', data: pictures.small, claims: { size: 4e9 } }])],
    [
      'a preview larger than it claims',
      () => zipOf([{ name: 'preview.jpg', data: pictures.large, claims: { size: 9 } }]),
    ],
    [
      'an SVG as preview',
      () => zipOf([{ name: 'preview.jpg', data: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }]),
    ],
    ['other bytes', () => Buffer.from('no archive at all')],
  ])('with %s has none', async (_, bytes) => {
    expect(await preview(bytes(), 'key')).toBeUndefined()
  })
})

test('other files have no embedded preview', async () => {
  expect(await preview(pictures.large, 'xcf')).toBeUndefined()
  expect(await preview(pictures.large, 'constructor')).toBeUndefined()
})

describe('hostile raw files', () => {
  test('directories that name each other are read once', async () => {
    const bytes = rawOf([{ picture: { bytes: pictures.small, tags: JPEG_TAGS } }, {}], { isLoop: true })
    expect(await preview(bytes, 'nef')).toMatchObject({ width: 16 })
  })

  test('lengths and offsets beyond the file have no preview', async () => {
    expect(await preview(rawOf([{ tags: { 513: 0xffff_fff0, 514: 0xffff_ffff } }]), 'nef')).toBeUndefined()
    expect(await preview(rawOf([{ tags: { 513: 0, 514: 0xffff_ffff, 330: 0xffff_fff0 } }]), 'nef')).toBeUndefined()
  })

  test('ten thousand beginnings of JPEGs cost less than 10 s of CPU', async () => {
    const rest = Buffer.concat(Array.from({ length: 10_000 }, () => pictures.middle.subarray(0, 700)))
    const cpu = cpuClock()
    expect(await preview(rawOf([{}], { rest }), 'nef')).toBeUndefined()
    expect(cpu()).toBeLessThan(10_000)
  })

  test('bytes changed or cut at random places give an intact preview or none', async () => {
    const random = seeded(21)
    const whole: [string, Buffer][] = [
      ['nef', rawOf([{ picture: { bytes: pictures.small, tags: JPEG_TAGS } }, { subDirectories: [{}] }])],
      ['cr3', cr3Of({ thumb: pictures.small, preview: pictures.small, track: pictures.small })],
      ['key', zipOf([{ name: 'preview.jpg', data: pictures.small }])],
    ]
    for (let round = 0; round < 150; round++) {
      const [extension, bytes] = whole[round % 3] ?? ['', Buffer.alloc(0)]
      const changed = Buffer.from(bytes.subarray(0, round % 2 ? bytes.length : Math.floor(random() * bytes.length)))
      for (let change = 0; change < 3; change++)
        changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256)
      await preview(changed, extension)
    }
  })
})

describe.skipIf(corpusFiles.length === 0)('previews of the corpus', () => {
  test.each<[string, object | undefined]>([
    ['raw/canon_eos_6d.dng', { width: 1024, height: 683 }],
    ['raw/FujiFilm.raf', { width: 8, height: 8 }],
    ['raw/Panasonic.rw2', { width: 8, height: 8 }],
    ['raw/CanonRaw.cr2', undefined],
    ['raw/CanonRaw.cr3', undefined],
    ['raw/DNG.dng', undefined],
    ['raw/Nikon.nef', undefined],
    ['raw/Issue 247-1.nef', { width: 2000, height: 3008 }],
    ['layered/testINDD.indd', { width: 198, height: 256 }],
    ['brand-kit/2022_TRACDAP_Logo.indd', { width: 256, height: 197 }],
    ['docs/testKeynote.key', { width: 512, height: 384 }],
    ['brand-kit/FINOS Presentation Template (ODF).odp', { width: 256, height: 144, mediaType: 'image/png' }],
  ])('%s', async (name, expected) => {
    const outFile = path.join(folders.renditions, 'of-corpus')
    const found = await writeEmbeddedPreview(path.join(corpus, name), name.split('.').at(-1) ?? '', outFile)
    if (expected) expect(found).toMatchObject(expected)
    else expect(found).toBeUndefined()
  })
})
