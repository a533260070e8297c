import exifr from 'exifr'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { zipEntries } from '#tests/support/zip-entries'

const { baseUrl } = sharedProduct()
let iker: Staff
let mara: Staff
let bytes: Buffer
let assetId: string
let versionId: string
let link: string
beforeAll(async () => {
  iker = await openStaff(baseUrl, 'iker')
  mara = await openStaff(baseUrl, 'mara')
  bytes = await sharp({ create: { width: 700, height: 500, channels: 3, background: '#5b7f3a' } })
    .withExif({
      IFD0: { Artist: 'A. Maker', Copyright: '(C) A. Maker' },
      IFD2: { BodySerialNumber: '0123456789' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 19/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '1/1 59/1 0/1' },
    })
    .jpeg()
    .toBuffer()
  const address = await iker.begin('where it was.jpg', bytes.length)
  await iker.send(address, 0, new Uint8Array(bytes))
  assetId = (await iker.settled(address)).assetId!
  versionId = await mara.versionOf(assetId)
  await mara.approve(assetId)
  link = new URL(await mara.share(assetId), baseUrl).href
})

const read = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())
const tagsIn = (file: Buffer) => exifr.parse(file, { gps: true, exif: true, xmp: true })

test('an original downloaded through a share has no GPS position and no serial number, alone and in a kit', async () => {
  const alone = await read(`${link}/download/${assetId}/original`)
  const inKit = zipEntries(await read(`${link}/kit.zip`)).get('where it was.jpg')!
  expect(inKit.equals(alone)).toBe(true)
  const tags = await tagsIn(alone)
  expect(tags).toMatchObject({ Artist: 'A. Maker', Copyright: '(C) A. Maker' })
  expect(tags).not.toHaveProperty('GPSLatitude')
  expect(tags).not.toHaveProperty('BodySerialNumber')
  expect((await sharp(alone).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer())).toBe(true)
  const inside = await iker.ask(`/library/download/${versionId}/original`)
  expect(Buffer.from(await inside.arrayBuffer()).equals(bytes)).toBe(true)
})

test('a corrected credit is in the downloaded web rendition within 60 s', async () => {
  const creditIn = async () => (await tagsIn(await read(`${link}/download/${assetId}/web`))).Credit
  const correct = async (creditLine: string) => {
    const rights = { creator: 'A. Maker', creditLine, embargoZone: 'UTC', expiresZone: 'UTC' }
    expect((await iker.post(`/library/assets/${assetId}/rights`, rights)).status).toBeLessThan(400)
    await expect.poll(creditIn, { timeout: 60_000 }).toBe(creditLine)
  }
  await correct('A. Maker / Mendialde')
  await correct('A. Maker / Mendialde, Bilbao')
})
