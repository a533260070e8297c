import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { deliverOne } from '~/domain/access/delivery.server'
import { dbNow } from '~/platform/db.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const staff = (): Viewer => ({ kind: 'staff', personId: world.nerea.id, name: 'Nerea', role: 'viewer' })
const picture = async (assetId: string, preset: 'thumb' | 'small' | 'preview' | 'web') =>
  deliverOne(world.db, staff(), assetId, preset, await dbNow(world.db))

describe('the pictures of a page', () => {
  test('come in three widths, each named by its preset', async () => {
    const { assetId, versionId } = await world.photo('approved', { bytes: await world.jpeg(2400, 1800) })
    await world.renderings(versionId)
    const widths = await Promise.all((['thumb', 'small', 'preview'] as const).map((name) => picture(assetId, name)))
    expect(widths.map(({ width, mediaType }) => [width, mediaType])).toEqual([
      [480, 'image/webp'],
      [960, 'image/webp'],
      [1600, 'image/webp'],
    ])
  })

  test('a preset that is not made yet is stood in for by the next larger one, and a file by none', async () => {
    const { assetId, versionId } = await world.photo('approved', { bytes: await world.jpeg(2400, 1800) })
    await world.renderings(versionId)
    const drop = (presets: string[]) =>
      world.db
        .deleteFrom('rendition')
        .where('versionId', '=', versionId)
        .where((eb) => eb('preset', 'in', presets))
        .execute()
    await drop(['small', 'web'])
    expect((await picture(assetId, 'small')).width).toBe(1600)
    expect((await picture(assetId, 'thumb')).width).toBe(480)
    await expect(picture(assetId, 'web')).rejects.toMatchObject({ code: 'rendition.not_ready' })
    await drop(['preview'])
    await expect(picture(assetId, 'small')).rejects.toMatchObject({ code: 'rendition.not_ready' })
  })
})
