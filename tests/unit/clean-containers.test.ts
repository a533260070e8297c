import { createHash } from 'node:crypto'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pngChunks, webpChunks } from '#tests/support/coded-bytes'
import {
  indexed,
  locatedExif,
  multiPicture,
  pngChunk,
  segment,
  segmentsOf,
  withSegments,
} from '#tests/support/jpeg-parts'
import { writeCleanOriginal } from '~/platform/images/clean/clean-original.server'

let folder: string
let jpeg: Buffer
let png: Buffer
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-clean-containers-'))
  const plain = sharp({ create: { width: 16, height: 12, channels: 3, background: '#369' } })
  jpeg = await plain.jpeg().toBuffer()
  png = await plain.png().toBuffer()
})
afterAll(() => rm(folder, { recursive: true }))

/** Returns the clean original of `bytes`, or the same buffer when there is nothing to remove. */
async function clean(bytes: Buffer, mediaType: string): Promise<Buffer> {
  const file = path.join(folder, `file-${made++}`)
  await writeFile(file, bytes)
  return (await writeCleanOriginal(file, mediaType, `${file}.clean`)) ? readFile(`${file}.clean`) : bytes
}

const APP1 = 0xe1
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const EXTENSION = 'http://ns.adobe.com/xmp/extension/\0'
const rdf = (attributes: string, inside = '') =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"${attributes}>${inside}</rdf:Description></rdf:RDF>`
const serial = rdf(' aux:SerialNumber="123" dc:format="image/jpeg"')

describe('cleaning a JPEG', () => {
  test('removes unknown segments, comments and Content Credentials, keeps the Adobe and Ducky segments', async () => {
    const kept = [segment(0xee, 'Adobe\0\x64\0\0\0\0\x01'), segment(0xec, 'Ducky\0\x01\0\x04\0\0\0\x3c\0\0')]
    const gone = [
      segment(0xfe, 'for us'),
      segment(0xe5, 'Maker\0'),
      segment(0xeb, 'JP\0\x01\0\0\0\x01\0\0\0\x10jumb', 'c2pa'),
    ]
    expect(await clean(withSegments(jpeg, ...gone, ...kept), 'image/jpeg')).toEqual(withSegments(jpeg, ...kept))
  })

  test('removes the video of a motion photo and the XMP that announces it', async () => {
    const told = segment(APP1, XMP, rdf(' GCamera:MotionPhoto="1" dc:format="image/jpeg"'))
    const film = Buffer.from('....ftypmp42 +43.3-002.0/ film and sound')
    const left = segment(APP1, XMP, rdf(' dc:format="image/jpeg"'))
    expect(await clean(Buffer.concat([withSegments(jpeg, told), film]), 'image/jpeg')).toEqual(withSegments(jpeg, left))
  })

  test('keeps the images of a multi-picture index, cleans each and updates their offsets', async () => {
    const gain = withSegments(jpeg, segment(APP1, locatedExif()), segment(0xfe, 'for us'))
    const view = withSegments(jpeg, segment(0xe2, 'urn:iso:std:iso:ts:21496:-1\0'))
    const file = multiPicture(withSegments(jpeg, segment(0xfe, 'a comment of some length')), gain, view)
    const bytes = await clean(Buffer.concat([file, Buffer.from('trailer')]), 'image/jpeg')
    const [first, second] = indexed(bytes)
    expect(second).toEqual(view)
    expect(first!.length).toBe(gain.length)
    expect(await sharp(first).raw().toBuffer()).toEqual(await sharp(gain).raw().toBuffer())
    const tags = await exifr.parse(first!, { gps: true })
    expect(tags).toEqual({ Artist: 'A. Make' })
    expect(bytes.includes('for us')).toBe(false)
    expect(bytes.includes('trailer')).toBe(false)
    expect(await clean(bytes, 'image/jpeg')).toBe(bytes)
  })

  test('removes the multi-picture index and everything behind the image when the index points to no image', async () => {
    const file = multiPicture(jpeg, Buffer.from('this is no picture'))
    expect(await clean(file, 'image/jpeg')).toEqual(jpeg)
  })

  test('cleans extended XMP across segments and updates the digest that the main packet names', async () => {
    const long = `<dc:description>${'words '.repeat(30_000)}</dc:description>`
    const extension = Buffer.from(rdf('', `<aux:SerialNumber>123</aux:SerialNumber>${long}`))
    const digest = (data: Buffer) => createHash('md5').update(data).digest('hex').toUpperCase()
    const packet = (guid: string) => segment(APP1, XMP, rdf(` xmpNote:HasExtendedXMP="${guid}"`))
    const parts = (data: Buffer) =>
      [0, 1, 2].map((index) => {
        const head = Buffer.alloc(40)
        head.write(digest(data), 'latin1')
        head.writeUInt32BE(data.length, 32)
        head.writeUInt32BE(index * 65_000, 36)
        return segment(APP1, EXTENSION, head, data.subarray(index * 65_000, (index + 1) * 65_000))
      })
    const [one, two, three] = parts(extension)
    // Parts may stand in any order.
    const bytes = await clean(withSegments(jpeg, packet(digest(extension)), one!, three!, two!), 'image/jpeg')
    const left = Buffer.from(rdf('', long))
    const found = segmentsOf(bytes).filter(({ marker }) => marker === APP1)
    expect(found[0]!.data.toString('latin1')).toContain(`"${digest(left)}"`)
    const whole = Buffer.concat(found.slice(1).map(({ data }) => data.subarray(EXTENSION.length + 40)))
    expect(whole.equals(left)).toBe(true)
    expect(found.slice(1).every(({ data }) => data.toString('latin1', 35, 67) === digest(left))).toBe(true)
  })

  test('removes an unreadable EXIF block, and only the damaged tag of a readable one', async () => {
    const bad = locatedExif()
    bad.writeUInt32LE(99_999, 6 + 18)
    const half = await clean(withSegments(jpeg, segment(APP1, bad)), 'image/jpeg')
    expect((await sharp(half).metadata()).exif).toBeDefined()
    expect((await exifr.parse(half, { gps: true })) ?? {}).not.toHaveProperty('GPSLatitude')
    expect(await clean(withSegments(jpeg, segment(APP1, 'Exif\0\0nothing at all')), 'image/jpeg')).toEqual(jpeg)
  })
})

describe('cleaning a PNG', () => {
  const withChunks = (...chunks: Buffer[]) => Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)])
  const text = (keyword: string, words: string) => pngChunk('tEXt', Buffer.from(`${keyword}\0${words}`, 'latin1'))

  test('removes comments, prompts and private chunks, keeps author, title and IDAT byte for byte', async () => {
    const kept = [text('Author', 'A. Maker'), text('Title', 'Ridge')]
    const gone = [
      text('Comment', 'for us'),
      text('parameters', 'a prompt'),
      pngChunk('prVW', Buffer.alloc(9, 1)),
      pngChunk('caBX', Buffer.alloc(5)),
    ]
    expect(await clean(Buffer.concat([withChunks(...gone, ...kept), Buffer.from('trailer')]), 'image/png')).toEqual(
      withChunks(...kept),
    )
  })

  test('keeps the iDOT chunk when nothing else changes, and removes it when a chunk was removed', async () => {
    const hint = pngChunk('iDOT', Buffer.alloc(28, 1))
    expect(await clean(withChunks(hint), 'image/png')).toEqual(withChunks(hint))
    expect(await clean(withChunks(hint, text('Comment', 'for us')), 'image/png')).toEqual(withChunks())
  })

  test('cleans a compressed XMP packet and an EXIF profile written as hexadecimal text', async () => {
    const packet = Buffer.concat([
      Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'),
      deflateSync(Buffer.from(serial)),
    ])
    const digits = (name: string, data: Buffer) =>
      `\n${name}\n${String(data.length).padStart(8)}\n${data.toString('hex')}\n`
    const profile = Buffer.concat([
      Buffer.from('Raw profile type exif\0\0', 'latin1'),
      deflateSync(Buffer.from(digits('exif', locatedExif()))),
    ])
    const bytes = await clean(withChunks(pngChunk('iTXt', packet), pngChunk('zTXt', profile)), 'image/png')
    const [xmp, exif] = pngChunks(bytes).filter(({ type }) => type.endsWith('Xt'))
    expect(xmp!.data.toString()).toContain('dc:format="image/jpeg"')
    expect(xmp!.data.toString()).not.toContain('SerialNumber')
    expect(exif!.data.length).toBeGreaterThan(20)
    expect((await sharp(bytes).metadata()).width).toBe(16)
  })
})

test('cleaning a WebP that loses its whole XMP packet clears the XMP flag and corrects the RIFF size', async () => {
  const plain = sharp({ create: { width: 16, height: 12, channels: 3, background: '#369' } })
  const webp = await plain.withXmp('<aux:SerialNumber').webp().toBuffer()
  expect((await sharp(webp).metadata()).xmp).toBeDefined()
  const bytes = await clean(Buffer.concat([webp, Buffer.from('trailer!')]), 'image/webp')
  expect(webpChunks(bytes).map(({ type }) => type)).not.toContain('XMP ')
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8)
  expect((webpChunks(bytes)[0]!.data[0]! & 0x04) === 0).toBe(true)
  expect(await sharp(bytes).raw().toBuffer()).toEqual(await sharp(webp).raw().toBuffer())
})

test('cleaning a TIFF of 600 MB takes less than 150 MB of memory', async () => {
  const [file, size] = [path.join(folder, 'huge.tif'), 600_000_000]
  const exif = locatedExif().subarray(6)
  const handle = await open(file, 'w')
  await handle.write(exif, 0, exif.length, 0)
  await handle.truncate(size)
  await handle.close()
  const before = process.memoryUsage().rss
  let most = 0
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
  const form = await writeCleanOriginal(file, 'image/tiff', '/dev/null')
  clearInterval(timer)
  expect(form!.byteSize).toBe(size)
  expect(most - before).toBeLessThan(150_000_000)
}, 120_000)
