import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

describe('readMetadata where EXIF, IIM and XMP differ', () => {
  const LONG = 'Photograph by Iñaki Ibáñez Goikoetxea for Visit Mendialde'
  const xmp = packet(
    `<photoshop:Credit>${LONG}</photoshop:Credit>${alternatives('dc:title', { 'x-default': 'XMP', de: 'Hafen' })}` +
      '<dc:creator><rdf:Seq><rdf:li>XMP</rdf:li></rdf:Seq></dc:creator>',
  )
  const iim = iimOf([5, 'IIM'], [80, 'IIM'], [110, LONG.slice(0, 31)])
  const digest = createHash('md5').update(iim).digest()
  const other = Buffer.alloc(16, 1)

  test.each<[string, Buffer | undefined, object]>([
    [
      'XMP wins over IIM without digest',
      undefined,
      { creator: 'XMP', title: { en: 'XMP', de: 'Hafen' }, creditLine: LONG },
    ],
    [
      'XMP wins over IIM whose digest matches',
      digest,
      { creator: 'XMP', title: { en: 'XMP', de: 'Hafen' }, creditLine: LONG },
    ],
    [
      'IIM wins over XMP when its digest differs',
      other,
      { creator: 'IIM', title: { en: 'IIM', de: 'Hafen' }, creditLine: LONG },
    ],
  ])('%s, and the credit line of XMP is not cut to the 32 characters of IIM', async (_, stated, expected) => {
    const bytes = await jpegWith(photoshopSegment(iim, stated), xmpSegment(xmp))
    expect(await readBytes(bytes, 'both.jpg')).toMatchObject(expected)
  })

  test('IIM with another digest wins for the fields it has only', async () => {
    const bytes = await jpegWith(photoshopSegment(iimOf([110, 'Newer']), other), xmpSegment(xmp))
    expect(await readBytes(bytes, 'both.jpg')).toMatchObject({ creditLine: 'Newer', creator: 'XMP' })
  })

  test('EXIF wins over XMP unless it is blank or the ASCII form of the same text', async () => {
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
    'the default ImageDescription of a camera is ignored: %s',
    async (ImageDescription) => {
      const bytes = await picture().withExif({ IFD0: { ImageDescription } }).jpeg().toBuffer()
      expect((await readBytes(bytes, 'camera.jpg')).description).toEqual({})
    },
  )
})
