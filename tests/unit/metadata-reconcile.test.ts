import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { headOf } from '#tests/support/corpus'
import {
  alternatives,
  iimOf,
  jpegWith,
  packet,
  photoshopSegment,
  picture,
  xmpSegment,
} from '#tests/support/metadata-blocks'
import { sniff } from '~/platform/files/sniff.server'
import { type FileMetadata, readMetadata } from '~/platform/images/metadata.server'

// Encoders wait their turn on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-metadata-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function readBytes(bytes: Buffer | string, name: string): Promise<FileMetadata> {
  const file = path.join(folder, name)
  await writeFile(file, bytes)
  return readMetadata(file, await sniff(file, await headOf(file), path.basename(file)))
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
