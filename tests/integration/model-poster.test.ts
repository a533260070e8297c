import { afterAll, beforeAll, expect, test } from 'vitest'
import { boxGltf, glbOf } from '#tests/support/models'
import { openWorld, type World } from '#tests/support/world'
import { deliver } from '~/domain/delivery/delivery.server'
import { transition } from '~/domain/review/review.commands.server'
import { dbNow } from '~/platform/db.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a 3D model gets a poster in the forms of lists and pages, and is approved as one that was seen', {
  timeout: 120_000,
}, async () => {
  const { json, bytes } = boxGltf()
  const { assetId, versionId } = await world.photo('in_review', { fileName: 'box.glb', bytes: glbOf(json, bytes) })
  await world.runJobs()
  const made = await world.db
    .selectFrom('rendition')
    .select(['preset', 'state', 'mediaType', 'width', 'height'])
    .where('versionId', '=', versionId)
    .orderBy('width')
    .execute()
  expect(made.filter(({ preset }) => preset !== 'contents' && preset !== 'clean')).toEqual([
    { preset: 'thumb', state: 'made', mediaType: 'image/webp', width: 480, height: 360 },
    { preset: 'small', state: 'made', mediaType: 'image/webp', width: 960, height: 720 },
    { preset: 'preview', state: 'made', mediaType: 'image/webp', width: 1600, height: 1200 },
  ])
  expect(made.find(({ preset }) => preset === 'contents')?.state).toBe('made')
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve' })
  const viewer = { kind: 'staff' as const, personId: world.nerea.id, name: 'Nerea', role: 'viewer' as const }
  const scope = { db: world.db, viewer, now: await dbNow(world.db) }
  expect((await deliver(scope, [assetId], 'preview'))[0]).toMatchObject({ outcome: 'deliverable' })
})

test('a 3D model whose shapes are elsewhere says so, and no form of it waits', { timeout: 120_000 }, async () => {
  const { json } = boxGltf({ buffers: [{ byteLength: 432, uri: 'box.bin' }] })
  const { versionId } = await world.photo('draft', { fileName: 'parts.gltf', bytes: Buffer.from(JSON.stringify(json)) })
  await world.runJobs()
  const rows = await world.db
    .selectFrom('rendition')
    .select(['preset', 'state', 'reason'])
    .where('versionId', '=', versionId)
    .execute()
  for (const { reason, state, preset } of rows.filter(({ preset }) => ['thumb', 'small', 'preview'].includes(preset)))
    expect({ preset, state, reason }).toMatchObject({ state: 'impossible', reason: 'convert_external' })
  expect(rows.length).toBeGreaterThanOrEqual(4)
})
