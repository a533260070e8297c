import path from 'node:path'
import { Readable } from 'node:stream'
import exifr from 'exifr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { deliverOne } from '~/domain/delivery/delivery.server'
import { planKit } from '~/domain/kits/kit-zip.server'
import { discardRenditions } from '~/domain/renditions/discard-renditions.jobs.server'
import { renderVersion } from '~/domain/renditions/render-version.commands.server'
import { retryRenditions } from '~/domain/renditions/retry-renditions.commands.server'
import { RightsInput } from '~/domain/rights/rights'
import { setRights } from '~/domain/rights/rights.commands.server'
import { fixedT } from '~/i18n/server'
import { dbNow } from '~/platform/db.server'
import type { RenditionPreset } from '~/platform/images/preset-recipes'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const staff = (): Viewer => ({ kind: 'staff', personId: world.nerea.id, name: 'Nerea', role: 'viewer' })
const picture = async (assetId: string, preset: 'thumb' | 'small' | 'preview' | 'web') =>
  deliverOne({ db: world.db, viewer: staff(), now: await dbNow(world.db) }, assetId, preset)
const rowOf = (versionId: string, preset: RenditionPreset) =>
  world.db
    .selectFrom('rendition')
    .selectAll()
    .where('versionId', '=', versionId)
    .where('preset', '=', preset)
    .executeTakeFirstOrThrow()
const stored = (key: string) => world.storage.readSmall(key, 10_000_000)
const isStored = async (key: string) => (await world.storage.head(key)) !== undefined

describe('the renditions of a page', () => {
  test('have three widths, one per preset', async () => {
    const { assetId, versionId } = await world.photo('approved', { bytes: await world.jpeg(2400, 1800) })
    await world.renderings(versionId)
    const widths = await Promise.all((['thumb', 'small', 'preview'] as const).map((name) => picture(assetId, name)))
    expect(widths.map(({ width, mediaType }) => [width, mediaType])).toEqual([
      [480, 'image/webp'],
      [960, 'image/webp'],
      [1600, 'image/webp'],
    ])
  })

  test('fall back to the next larger preset while one is missing, and a web download to none', async () => {
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

describe('a changed credit', () => {
  const credit = (assetId: string, creditLine: string) =>
    setRights(world.db, world.iker, assetId, RightsInput.parse({ creditLine }))
  const lineIn = async (key: string) => (await exifr.parse(await stored(key), { xmp: true })).Credit

  test('is written into existing renditions, whose former bytes are deleted an hour later', async () => {
    const { assetId, versionId } = await world.photo()
    await credit(assetId, 'Before')
    await world.runJobs()
    const before = await rowOf(versionId, 'web')
    expect(await lineIn(before.objectKey!)).toBe('Before')
    const kit = async () =>
      planKit(
        { db: world.db, viewer: staff(), now: await dbNow(world.db) },
        { ids: [assetId], size: 'web', locale: 'en', title: 'Kit' },
        fixedT('en', 'kit'),
      )
    const { etag } = (await kit()).plan

    await credit(assetId, 'After')
    await world.runJobs()
    const after = await rowOf(versionId, 'web')
    expect(after.objectKey).not.toBe(before.objectKey)
    expect(await lineIn(after.objectKey!)).toBe('After')
    expect((await kit()).plan.etag).not.toBe(etag)
    expect((await kit()).files[0]).toMatchObject({ rendition: 'web', objectKey: after.objectKey })
    expect(await isStored(before.objectKey!)).toBe(true)

    await world.pool.query('update graphile_worker._private_jobs set run_at = now()')
    await world.runJobs()
    expect(await isStored(before.objectKey!)).toBe(false)
    expect(await isStored(after.objectKey!)).toBe(true)
  })

  test('is needed for new renditions: other changes of rights render nothing', async () => {
    const { assetId, versionId } = await world.photo()
    await credit(assetId, 'Same')
    await world.runJobs()
    const { madeAt } = await rowOf(versionId, 'web')
    await setRights(world.db, world.iker, assetId, RightsInput.parse({ creditLine: 'Same', licenceName: 'CC BY 4.0' }))
    const { rows } = await world.pool.query("select 1 from graphile_worker.jobs where key like '%' || $1", [assetId])
    expect(rows).toEqual([])
    await world.runJobs()
    expect((await rowOf(versionId, 'web')).madeAt).toEqual(madeAt)
  })

  test('wins over renditions that were being made with the former credit', async () => {
    const { assetId, versionId } = await world.photo()
    await credit(assetId, 'First')
    const storage = { ...world.storage }
    let changed: Promise<void> | undefined
    storage.adopt = async (...adopted) => {
      // Between the reading of the credit and the rows.
      changed ??= credit(assetId, 'Second').then(() => world.renderings(versionId))
      await changed
      return world.storage.adopt(...adopted)
    }
    await renderVersion({ db: world.db, storage, tempDir: path.join(world.folder, 'tmp') }, { versionId })
    expect(await lineIn((await rowOf(versionId, 'web')).objectKey!)).toBe('Second')
  })

  test('that is reverted within the hour keeps the bytes of its renditions', async () => {
    const { assetId, versionId } = await world.photo()
    for (const line of ['One', 'Two', 'One']) {
      await credit(assetId, line)
      await world.renderings(versionId)
    }
    const { objectKey } = await rowOf(versionId, 'web')
    const { rows } = await world.pool.query(
      `select payload from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
       where task.identifier = $1 and payload->>'versionId' = $2`,
      [discardRenditions.name, versionId],
    )
    expect(rows.flatMap((row) => row.payload.keys)).toContain(objectKey)
    for (const { payload } of rows) await discardRenditions.run(payload, world)
    expect(await isStored(objectKey!)).toBe(true)
  })

  test('that cannot be written marks the renditions as failed, and staff can retry', async () => {
    const { assetId, versionId } = await world.photo()
    await credit(assetId, 'Old')
    await world.renderings(versionId)
    const { sha256 } = await world.db
      .selectFrom('assetVersion')
      .select('sha256')
      .where('id', '=', versionId)
      .executeTakeFirstOrThrow()
    const original = await stored(`originals/${sha256}`)
    await world.storage.delete(`originals/${sha256}`)
    await credit(assetId, 'New')
    for (let attempt = 0; attempt < 3; attempt++) {
      await world.pool.query('update graphile_worker._private_jobs set run_at = now() where attempts > 0')
      await world.runJobs()
    }
    expect(await rowOf(versionId, 'web')).toMatchObject({ state: 'failed', objectKey: null })
    await expect(picture(assetId, 'web')).rejects.toMatchObject({ code: 'rendition.not_ready' })

    await world.storage.put(`originals/${sha256}`, Readable.from([original]), {})
    await retryRenditions(world.db, world.iker, assetId)
    await world.runJobs()
    expect(await lineIn((await picture(assetId, 'web')).objectKey)).toBe('New')
  })
})
