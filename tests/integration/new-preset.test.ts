import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { RenditionTier, Viewer } from '~/domain/access/access'
import { type Delivery, deliver } from '~/domain/delivery/delivery.server'
import { downloadOptions } from '~/domain/delivery/download-options.server'
import { refreshRenditions } from '~/domain/renditions/refresh-renditions.jobs.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { dbNow } from '~/platform/db.server'
import type { Preset, PresetName } from '~/platform/images/presets'

vi.mock('~/platform/images/presets', async (original) => {
  const { PRESETS, ...others } = await original<typeof import('~/platform/images/presets')>()
  /** The one entry that a new preset is. */
  const slides: Preset = {
    ...{ side: 1280, format: 'jpeg', quality: 82, animated: false, tier: 'web', uses: ['file', 'offer'] },
  }
  return { ...others, PRESETS: { ...PRESETS, slides } }
})
const slides = 'slides' as PresetName

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const rowsOf = (versionId: string) =>
  world.db.selectFrom('rendition').selectAll().where('versionId', '=', versionId).orderBy('preset').execute()

/** A version as an installation has it that ran before the preset was there. */
async function existing() {
  const photo = await world.photo('approved', { bytes: await world.jpeg(2400, 1800) })
  await world.runJobs()
  const [row] = (await rowsOf(photo.versionId)).filter(({ preset }) => preset === slides)
  await world.storage.delete(row!.objectKey!)
  await world.db.deleteFrom('rendition').where('versionId', '=', photo.versionId).where('preset', '=', slides).execute()
  return photo
}

async function viewerOf(assetId: string, allows: RenditionTier): Promise<Viewer> {
  const input = NewShare.parse({
    ...{ title: 'Press', zone: 'UTC', allows, zipAllowed: true, expiresAt: '2099-01-01T00:00', assets: [assetId] },
  })
  const { token } = await createShare(world.db, world.mara, input, { locale: 'en', now: await dbNow(world.db) })
  return viewerOfShare(await findShareByToken(world.db, token), false)
}

test('a version that exists gets the rendition of a preset that was added, and keeps the others as they are', async () => {
  const { versionId } = await existing()
  const before = await rowsOf(versionId)
  await refreshRenditions.run({ looks: true }, world)
  await world.runJobs()
  const after = await rowsOf(versionId)
  const added = after.find(({ preset }) => preset === slides)
  expect(added).toMatchObject({ state: 'made', width: 1280, height: 960, mediaType: 'image/jpeg' })
  expect(await world.storage.head(added!.objectKey!)).toMatchObject({ size: added!.byteSize })
  expect(after.filter(({ preset }) => preset !== slides)).toEqual(before)
})

test('a preset that was added is delivered and offered to those whose terms allow its tier', async () => {
  const { assetId, versionId } = await existing()
  await world.renderings(versionId)
  const now = await dbNow(world.db)
  const deliveryTo = async (allows: RenditionTier): Promise<Delivery | undefined> =>
    (await deliver({ db: world.db, viewer: await viewerOf(assetId, allows), now }, [assetId], slides))[0]
  expect(await deliveryTo('preview')).toMatchObject({ assetId, refused: 'rendition' })
  expect(await deliveryTo('web')).toMatchObject({ deliverable: { rendition: slides, width: 1280 } })
  const offered = await downloadOptions(world.db, await viewerOf(assetId, 'web'), assetId, now)
  expect(offered.map(({ rendition, width, refused }) => [rendition, width, refused])).toEqual([
    ['slides', 1280, undefined],
    ['web', 2048, undefined],
    ['original', undefined, 'rendition'],
  ])
})
