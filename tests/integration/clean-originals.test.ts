import { Readable } from 'node:stream'
import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { deliver, deliverOne } from '~/domain/delivery/delivery.server'
import { planKit } from '~/domain/kits/kit-zip.server'
import { renditionsOf } from '~/domain/renditions/renditions.queries.server'
import { retryRenditions } from '~/domain/renditions/retry-renditions.commands.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { fixedT } from '~/i18n/server'
import { dbNow } from '~/platform/db.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const EXIF = {
  IFD0: { Artist: 'A. Maker', Copyright: '(C) A. Maker' },
  IFD2: { BodySerialNumber: '0123456789', UserComment: 'for us alone' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 19/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '1/1 59/1 0/1' },
}
let shade = 0
/** A JPEG as a camera with a GPS receiver writes it. */
const located = () => {
  shade += 20
  return sharp({ create: { width: 60, height: 40, channels: 3, background: { r: shade, g: 90, b: 20 } } })
    .withExif(EXIF)
    .jpeg()
    .toBuffer()
}

async function linkTo(assetId: string, keepsMetadata: boolean): Promise<Viewer> {
  const now = await dbNow(world.db)
  const input = NewShare.parse({
    ...{ title: 'Press', zone: 'UTC', allows: 'original', zipAllowed: true },
    ...{ expiresAt: '2099-01-01T00:00', assets: [assetId] },
  })
  const { token } = await createShare(world.db, world.mara, input, { locale: 'en', now })
  return { ...viewerOfShare(await findShareByToken(world.db, token), false), keepsMetadata } as Viewer
}
const staff = (): Viewer => ({ kind: 'staff', personId: world.nerea.id, name: 'Nerea', role: 'viewer' })
const originalFor = async (viewer: Viewer, assetId: string) =>
  deliverOne({ db: world.db, viewer, now: await dbNow(world.db) }, assetId, 'original')
const stored = (key: string) => world.storage.readSmall(key, 10_000_000)

describe('an original with position and serial number', () => {
  test('is delivered by a share without them and with its credit, and unchanged to staff and to a share with keepsMetadata', async () => {
    const bytes = await located()
    const { assetId } = await world.photo('approved', { bytes })
    const sent = await originalFor(await linkTo(assetId, false), assetId)
    const clean = await stored(sent.objectKey)
    expect(clean.length).toBe(sent.byteSize)
    const tags = await exifr.parse(clean, { gps: true, exif: true, userComment: true })
    expect(tags).toMatchObject({ Artist: 'A. Maker', Copyright: '(C) A. Maker' })
    expect(Object.keys(tags).filter((tag) => /gps|latitude|serial|comment/i.test(tag))).toEqual([])
    const pixels = (picture: Buffer) => sharp(picture).raw().toBuffer()
    expect((await pixels(clean)).equals(await pixels(bytes))).toBe(true)
    for (const viewer of [staff(), await linkTo(assetId, true)]) {
      const whole = await originalFor(viewer, assetId)
      expect((await stored(whole.objectKey)).equals(bytes)).toBe(true)
    }
  })

  test('is planned into a kit with the size and object key of its clean original', async () => {
    const { assetId } = await world.photo('approved', { bytes: await located() })
    const viewer = await linkTo(assetId, false)
    const kit = await planKit(
      { db: world.db, viewer, now: await dbNow(world.db) },
      { ids: [assetId], size: 'best', locale: 'en', title: 'Kit' },
      fixedT('en', 'kit'),
    )
    const [file] = kit.files
    expect(file).toMatchObject({ rendition: 'original', objectKey: expect.stringMatching(/^renditions\/.*clean/) })
    expect(file!.byteSize).toBe((await stored(file!.objectKey)).length)
  })

  test('is not delivered by a share before its clean original exists', async () => {
    const { assetId, versionId } = await world.photo('approved', { bytes: await located() })
    await world.db.deleteFrom('rendition').where('versionId', '=', versionId).execute()
    const [delivery] = await deliver(
      { db: world.db, viewer: await linkTo(assetId, false), now: await dbNow(world.db) },
      [assetId],
      'original',
    )
    expect(delivery).toEqual({ outcome: 'refused', assetId, refused: 'not_made' })
    expect(await originalFor(staff(), assetId)).toMatchObject({ rendition: 'original' })
  })
})

test('an original without sensitive metadata is its own clean original and is stored once', async () => {
  const { assetId, versionId } = await world.photo()
  const [inside, outside] = [
    await originalFor(staff(), assetId),
    await originalFor(await linkTo(assetId, false), assetId),
  ]
  expect(outside).toEqual(inside)
  const [row] = (await renditionsOf(world.db, versionId)).filter(({ preset }) => preset === 'clean')
  expect(row).toMatchObject({ state: 'made', isOriginal: true })
})

test('an original that cannot be cleaned is refused by shares with a reason, and staff can retry', async () => {
  const { assetId, versionId } = await world.photo('approved', { bytes: await located() })
  const { sha256 } = await originalFor(staff(), assetId)
  await world.db.deleteFrom('rendition').where('versionId', '=', versionId).execute()
  const bytes = await stored(`originals/${sha256}`)
  await world.storage.put(`originals/${sha256}`, Readable.from([bytes.fill(0, 2, 20)]), {})
  await world.cleanOriginal(versionId)
  const viewer = await linkTo(assetId, false)
  const [delivery] = await deliver({ db: world.db, viewer, now: await dbNow(world.db) }, [assetId], 'original')
  expect(delivery).toEqual({ outcome: 'refused', assetId, refused: 'not_clean' })
  await expect(originalFor(viewer, assetId)).rejects.toMatchObject({ code: 'rendition.not_ready' })
  const [row] = (await renditionsOf(world.db, versionId)).filter(({ preset }) => preset === 'clean')
  expect(row).toMatchObject({ state: 'failed', reason: 'clean_damaged' })
  await retryRenditions(world.db, world.iker, assetId)
  const [again] = (await renditionsOf(world.db, versionId)).filter(({ preset }) => preset === 'clean')
  expect(again).toMatchObject({ state: 'waiting' })
})

test('an original of a type that is not cleaned (SVG) is delivered unchanged', async () => {
  const taken = await world.takeInBytes(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'mark.svg')
  if (taken.outcome !== 'taken') throw new Error('not taken in')
  await world.db
    .updateTable('asset')
    .set({ approvedVersionId: taken.versionId })
    .where('id', '=', taken.assetId)
    .execute()
  expect(await originalFor(await linkTo(taken.assetId, false), taken.assetId)).toMatchObject({
    mediaType: 'image/svg+xml',
  })
})
