import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codedBytes } from '#tests/support/coded-bytes'
import { corpus, corpusFiles, hasCorpus, headOf } from '#tests/support/corpus'
import { hasExiftool } from '#tests/support/exiftool'
import { isTelling, type Tags, tagsOf, tagsOfAll, writeTags } from '#tests/support/exiftool-tags'
import { sniff } from '~/platform/files/sniff.server'
import { writeCleanOriginal } from '~/platform/images/clean/clean-original.server'
import { isCleaned } from '~/platform/images/clean/cleaned-types'
import { CleanError } from '~/platform/images/clean/source'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-clean-'))
})
afterAll(() => rm(folder, { recursive: true }))

const GONE = [
  ...['-GPSLatitude=43.3', '-GPSLatitudeRef=N', '-GPSLongitude=2', '-GPSLongitudeRef=W', '-GPSAltitude=10'],
  ...['-ExifIFD:SerialNumber=123', '-ExifIFD:LensSerialNumber=456', '-ExifIFD:OwnerName=Mara', '-ImageUniqueID=abc'],
  ...['-UserComment=for us', '-XPComment=for us', '-HostComputer=maras-laptop'],
  ...['-XMP-exif:GPSLatitude=43.3', '-XMP-exif:GPSLongitude=-2', '-XMP-exif:UserComment=for us'],
  ...['-XMP-aux:SerialNumber=123', '-XMP-aux:LensSerialNumber=456', '-XMP-aux:OwnerName=Mara'],
  ...['-XMP-exifEX:SerialNumber=123', '-XMP-xmpMM:DocumentID=xmp.did:1', '-XMP-xmpMM:HistoryAction=saved'],
  ...['-XMP-xmpMM:HistorySoftwareAgent=Editor', '-XMP-xmpMM:DerivedFromDocumentID=xmp.did:0'],
  ...['-XMP-photoshop:DocumentAncestors=xmp.did:0', '-XMP-crs:Exposure2012=1', '-XMP-crs:RawFileName=secret.cr2'],
  ...['-XMP-iptcExt:LocationCreatedGPSLatitude=43.3', '-XMP-iptcExt:LocationShownGPSLongitude=-2'],
  ...['-XMP-iptcExt:DigitalImageGUID=guid'],
]
const KEPT = [
  ...['-IFD0:Artist=I. Ibanez', '-IFD0:Copyright=(c) 2026', '-IFD0:ImageDescription=A ridge', '-Orientation#=6'],
  ...[
    '-XResolution=300',
    '-ExifIFD:DateTimeOriginal=2026:11:23 09:30:00',
    '-ExifIFD:LensModel=50 mm',
    '-IFD0:Model=M1',
  ],
  ...['-XMP-dc:Creator=Iñaki Ibáñez 日本', '-XMP-dc:Rights=© 2026', '-XMP-dc:Title=Ridge', '-XMP-dc:Title-eu=Gailurra'],
  ...['-XMP-dc:Description=A ridge & a sky', '-XMP-dc:Subject=ridge', '-XMP-dc:Subject=sky'],
  ...[
    '-XMP-photoshop:Credit=Mendialde / Iñaki',
    '-XMP-photoshop:Instructions=Do not crop',
    '-XMP-photoshop:City=Bilbao',
  ],
  ...['-XMP-iptcCore:AltTextAccessibility=A ridge in the sun', '-XMP-xmpRights:UsageTerms=Press only'],
  ...['-XMP-xmpRights:WebStatement=https://example.com/l', '-XMP-plus:CopyrightOwnerName=Mendialde'],
  ...['-XMP-iptcExt:LocationCreatedCity=Bilbao', '-XMP-iptcExt:DigitalSourceType=digitalCapture'],
]
const IPTC = ['-IPTC:By-line=Iñaki', '-IPTC:Credit=Mendialde', '-IPTC:CopyrightNotice=©', '-IPTC:Caption-Abstract=Ñ']
const IPTC_GONE = ['-IPTC:DocumentNotes=for us', '-IPTC:DocumentHistory=cropped', '-IPTC:UniqueDocumentID=1']

const noisy = (width = 120, height = 80): Sharp =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })

async function cleaned(file: string, mediaType: string) {
  const out = path.join(folder, `${path.basename(file)}.clean`)
  const made = await writeCleanOriginal(file, mediaType, out)
  if (!made) return undefined
  const bytes = await readFile(out)
  expect(made).toEqual({
    byteSize: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    crc32: crc32(bytes) >>> 0,
  })
  return { out, bytes }
}

const pixels = (file: string) => sharp(file, { limitInputPixels: false }).raw().toBuffer()

describe.skipIf(!hasExiftool)('a clean original of a file with every sensitive and every credit tag', () => {
  const formats: [ext: 'jpg' | 'png' | 'webp' | 'tif' | 'avif', mediaType: string, encode: (image: Sharp) => Sharp][] =
    [
      ['jpg', 'image/jpeg', (image) => image.jpeg()],
      ['png', 'image/png', (image) => image.png()],
      ['webp', 'image/webp', (image) => image.webp()],
      ['tif', 'image/tiff', (image) => image.tiff({ compression: 'none' })],
      ['avif', 'image/avif', (image) => image.avif({ effort: 0 })],
    ]
  test.each(formats)(
    '%s loses every sensitive tag, keeps every credit tag and the coded image data byte for byte',
    async (ext, mediaType, encode) => {
      const file = path.join(folder, `made.${ext}`)
      await writeFile(file, await encode(noisy().withIccProfile('p3')).toBuffer())
      const iptc = ['jpg', 'tif'].includes(ext) ? [...IPTC, ...IPTC_GONE] : []
      writeTags(file, [...GONE, ...KEPT, ...iptc])
      const before = tagsOf(file)
      expect(before.filter(([tag]) => isTelling(tag)).length).toBeGreaterThan(15)

      const { out, bytes } = (await cleaned(file, mediaType))!
      const after = tagsOf(out)
      expect(after.filter(([tag]) => isTelling(tag))).toEqual([])
      const kept = before.filter(
        ([tag]) => !isTelling(tag) && !/^(Composite|IPTC:(Document|Unique))|Digest|^XMP-x:|LocationShown$/.test(tag),
      )
      expect(after).toEqual(expect.arrayContaining(kept.filter(([tag]) => !LAYOUT.test(tag))))
      expect((await pixels(out)).equals(await pixels(file))).toBe(true)
      if (ext !== 'avif') expect(codedBytes(bytes, ext).equals(codedBytes(await readFile(file), ext))).toBe(true)
      expect(bytes.includes('maras-laptop')).toBe(false)
      expect(bytes.includes('secret.cr2')).toBe(false)
      // Cleaning a clean original changes nothing.
      expect(await cleaned(out, mediaType)).toBeUndefined()
    },
    30_000,
  )

  test.skipIf(!hasCorpus)(
    'a HEIC of a phone loses position and maker notes, and decodes to the same pixels',
    async () => {
      const file = path.join(folder, 'phone.heic')
      await copyFile(path.join(corpus, 'photos/IMG_2682.heic'), file)
      writeTags(file, KEPT)
      const { out } = (await cleaned(file, 'image/heic'))!
      expect(tagsOf(out).filter(([tag]) => isTelling(tag) || tag.startsWith('Apple:'))).toEqual([])
      expect(tagsOf(out)).toEqual(expect.arrayContaining([['XMP-photoshop:Credit', 'Mendialde / Iñaki']]))
      expect(tagsOf(out)).toEqual(expect.arrayContaining([['IFD0:Artist', 'I. Ibanez']]))
      const decoded = [file, out].map((one, index) => {
        const jpeg = path.join(folder, `decoded-${index}.jpg`)
        return spawnSync('heif-convert', [one, jpeg]).status === 0 ? jpeg : undefined
      })
      if (!decoded[0]) return console.info('skipped: no heif-convert (Debian: libheif-examples) to decode HEIC with')
      expect((await pixels(decoded[1]!)).equals(await pixels(decoded[0]))).toBe(true)
    },
    60_000,
  )
})

/** Tags of offsets and layout: they change with any rewrite and carry no content. */
const LAYOUT = /Offset|StripOffsets|IPTCDigest|ExifByteOrder|Warning|MetaImageSize|:Padding/

describe.skipIf(!hasCorpus || !hasExiftool)('clean originals of the corpus', () => {
  const files = corpusFiles.filter((name) => /\.(jpe?g|png|webp|tiff?|heic|avif|nef)$/i.test(name))

  test('have no sensitive tag, and keep pixels, orientation, colour profile and credit', async () => {
    const outcomes: { name: string; file: string; out: string; isDecoded: boolean }[] = []
    for (const [index, name] of files.entries()) {
      const file = path.join(corpus, name)
      const { mediaType, extension } = await sniff(file, await headOf(file), path.basename(file))
      if (!isCleaned(mediaType)) continue
      const out = path.join(folder, `real-${index}.${extension}`)
      const made = await writeCleanOriginal(file, mediaType, out).catch((error: unknown) => {
        if (error instanceof CleanError) return 'refused' as const
        throw error
      })
      if (made === 'refused') expect(name).toMatch(/^hostile\//)
      else outcomes.push({ name, file, out: made ? out : file, isDecoded: !!made && extension !== 'heic' })
    }
    expect(outcomes.length).toBeGreaterThan(40)
    const [before, after] = [tagsOfAll(outcomes.map(({ file }) => file)), tagsOfAll(outcomes.map(({ out }) => out))]
    for (const { name, file, out, isDecoded } of outcomes) {
      const credits = (tags: Tags) => tags.filter(([tag]) => CREDIT.test(tag))
      expect(
        after.get(out)!.filter(([tag]) => isTelling(tag)),
        name,
      ).toEqual([])
      expect(credits(after.get(out)!), name).toEqual(credits(before.get(file)!))
      if (isDecoded) expect((await pixels(out)).equals(await pixels(file)), name).toBe(true)
    }
    expect([...before.values()].filter((tags) => tags.some(([tag]) => isTelling(tag))).length).toBeGreaterThan(20)
  }, 300_000)
})

const CREDIT =
  /^(IFD0:(Artist|Copyright|ImageDescription|Orientation|XResolution|XP(Title|Subject|Author|Keywords))|ICC_Profile:ProfileDescription|IPTC:(By-line|Credit|CopyrightNotice|Caption-Abstract|ObjectName|Headline|Keywords|Source)|XMP-(dc|xmpRights|plus|iptcCore|photoshop):(Title|Creator|Rights|Description|Subject|Credit|UsageTerms|WebStatement|CopyrightOwnerName|Licensor.*|AltText.*|Headline|Instructions|City)|PNG:(Title|Author|Copyright|Description))$/
