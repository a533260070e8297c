import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  BLUE,
  type EditWorld,
  GREEN,
  LEFT_HALF,
  openEditWorld,
  quarters,
  RED,
  RIGHT_HALF,
  save,
  seen,
  WHITE,
} from '#tests/support/edit-world'
import { until } from '#tests/support/until'
import type { Viewer } from '~/domain/access/access'
import { pinWithSameBytes } from '~/domain/assets/lock-pinnable.server'
import { versionsOf } from '~/domain/assets/versions.queries.server'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { deliverOne } from '~/domain/delivery/delivery.server'
import { downloadOptions } from '~/domain/delivery/download-options.server'
import { editPicture, restoreEdited } from '~/domain/edits/edits.commands.server'
import { attentionOf, editOf } from '~/domain/edits/edits.queries.server'
import { previewEdit } from '~/domain/edits/previews.commands.server'
import { refreshRenditions } from '~/domain/renditions/refresh-renditions.jobs.server'
import { transition } from '~/domain/review/review.commands.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { type EditRecipe, UNEDITED } from '~/platform/images/edit-recipe'

let world: EditWorld
beforeAll(async () => {
  world = await openEditWorld()
})
afterAll(() => world.close())

describe('the edit of a draft', () => {
  test('changes the forms that are made of it, and leaves the original as it is', async () => {
    const { assetId, versionId } = await world.picture()
    const original = await world.bytesOf(versionId, 'original')
    const former = await Promise.all((['web', 'preview', 'thumb'] as const).map((each) => world.file(versionId, each)))
    await world.edit(assetId, save({ ...RIGHT_HALF, turns: 1 }))
    for (const rendition of ['web', 'preview', 'thumb'] as const)
      await expect(world.file(versionId, rendition)).rejects.toMatchObject({ code: 'rendition.not_ready' })
    await world.runJobs()
    // Turned once, the right half of it is the upper half of the picture.
    expect(await seen(await world.bytesOf(versionId, 'web'))).toEqual({
      size: [200, 800],
      corners: [RED, RED, GREEN, GREEN],
    })
    expect(await seen(await world.bytesOf(versionId, 'preview'))).toMatchObject({ corners: [RED, RED, GREEN, GREEN] })
    const now = await Promise.all((['web', 'preview', 'thumb'] as const).map((each) => world.file(versionId, each)))
    for (const [index, { objectKey }] of former.entries()) expect(now[index]?.objectKey).not.toBe(objectKey)
    await refreshRenditions.run({ looks: true }, { db: world.db })
    const again = (await world.queued('make_renditions')) as { versionId: string }[]
    expect(again.map((job) => job.versionId)).not.toContain(versionId)
    expect((await world.bytesOf(versionId, 'original')).equals(original)).toBe(true)
    expect(await world.file(versionId, 'original')).toMatchObject({ width: 800, height: 400 })
    const discarded = (await world.queued('discard_renditions')) as { keys: string[] }[]
    expect(discarded.flatMap(({ keys }) => keys)).toEqual(
      expect.arrayContaining(former.map(({ objectKey }) => objectKey)),
    )
  })

  test('begins with the picture upright, whatever orientation its file states', async () => {
    const { assetId, versionId } = await world.picture(
      'draft',
      await quarters().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    )
    await world.edit(assetId, save(RIGHT_HALF))
    await world.runJobs()
    expect(await seen(await world.bytesOf(versionId, 'web'))).toEqual({
      size: [200, 800],
      corners: [RED, RED, GREEN, GREEN],
    })
  })

  test('sets levels and straightens without blank corners', async () => {
    const grey = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#646464' } })
      .png()
      .toBuffer()
    const { assetId, versionId } = await world.picture('draft', grey, 'grey.png')
    await world.edit(assetId, save({ straighten: 10, levels: { black: 50, white: 150, gamma: 1 } }))
    await world.runJobs()
    const { data, info } = await sharp(await world.bytesOf(versionId, 'web'))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(info.width).toBeLessThan(600)
    expect(info.width / info.height).toBeCloseTo(1.5, 1)
    const [least, most] = data.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [255, 0])
    expect([Math.abs((least ?? 0) - 128) < 6, Math.abs((most ?? 0) - 128) < 6]).toEqual([true, true])
  })

  test('is undone to the recipe before and removed, each noted in the audit log', async () => {
    const { assetId, versionId } = await world.picture()
    await world.edit(assetId, save(RIGHT_HALF))
    await world.edit(assetId, save(LEFT_HALF))
    await world.edit(assetId, { intent: 'undo' })
    expect((await editOf(world.db, versionId)).recipe).toMatchObject(RIGHT_HALF)
    await world.edit(assetId, { intent: 'reset' })
    expect(await editOf(world.db, versionId)).toMatchObject({ recipe: UNEDITED, revision: 4, hash: '' })
    await world.runJobs()
    expect((await seen(await world.bytesOf(versionId, 'web'))).size).toEqual([800, 400])
    await world.edit(assetId, { intent: 'undo' })
    expect((await editOf(world.db, versionId)).recipe).toMatchObject(RIGHT_HALF)
    const events = (await listAuditEvents(world.db, { subject: assetId })).filter(({ type }) =>
      type.startsWith('asset.edit'),
    )
    expect(events.map(({ type, actorName }) => [type, actorName])).toEqual([
      ['asset.edited', 'Iker'],
      ['asset.edits_removed', 'Iker'],
      ...Array.from({ length: 3 }, () => ['asset.edited', 'Iker']),
    ])
    expect(events.at(-1)?.facts).toMatchObject({ versionId, revision: 1, crop: '50% 0% 50% 100%' })
  })

  test('that changes nothing is not recorded and makes nothing anew', async () => {
    const { assetId, versionId } = await world.picture()
    await world.edit(assetId, save({}))
    await world.edit(assetId, { intent: 'reset' })
    await world.edit(assetId, save(RIGHT_HALF))
    await world.edit(assetId, save(RIGHT_HALF))
    expect((await editOf(world.db, versionId)).revision).toBe(1)
  })

  test('saved while the forms of before are being made is what they become', async () => {
    const { assetId, versionId } = await world.picture()
    await world.edit(assetId, save(RIGHT_HALF))
    await Promise.all([world.renderings(versionId), world.edit(assetId, save(LEFT_HALF))])
    await world.runJobs()
    expect((await seen(await world.bytesOf(versionId, 'web'))).corners).toEqual([RED, RED, BLUE, BLUE])
  })
})

describe('two people who edit at once', () => {
  test('do not overwrite each other: the second is told', async () => {
    const { assetId, versionId } = await world.picture()
    const key = { assetId, versionId, revision: 0 }
    const both = [save(RIGHT_HALF), save(LEFT_HALF)].map((act, at) =>
      editPicture(world.db, at ? world.mara : world.iker, key, act),
    )
    const results = await Promise.allSettled(both)
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'asset.changed_meanwhile' },
    })
    expect((await editOf(world.db, versionId)).revision).toBe(1)
  })

  test('one of whom replaces the file: the other is told', async () => {
    const { assetId, versionId } = await world.picture()
    await world.takeInBytes(await world.jpeg(), 'newer.jpg', { targetAssetId: assetId })
    await expect(
      editPicture(world.db, world.iker, { assetId, versionId, revision: 0 }, save(RIGHT_HALF)),
    ).rejects.toMatchObject({ code: 'asset.changed_meanwhile' })
  })
})

describe('the edit of a version that is not a draft', () => {
  test('makes a draft, and what is approved stays public as it is', async () => {
    const { assetId, versionId } = await world.picture('approved')
    expect(await world.edit(assetId, save(RIGHT_HALF))).toEqual({ isNewVersion: true })
    await world.runJobs()
    const visitor: Viewer = { kind: 'staff', personId: world.nerea.id, name: 'Nerea', role: 'viewer' }
    const web = await deliverOne({ db: world.db, viewer: visitor, now: await dbNow(world.db) }, assetId, 'web')
    expect([web.versionId, ...(await seen(await world.read(web.objectKey))).size]).toEqual([versionId, 800, 400])
    const [current] = await versionsOf(world.db, assetId)
    expect(current).toMatchObject({ number: 2, state: 'draft', restoredFrom: null })
    expect((await seen(await world.bytesOf(current?.id ?? '', 'web'))).size).toEqual([400, 400])
    expect(await editOf(world.db, versionId)).toMatchObject({ revision: 0 })
    await world.edit(assetId, { intent: 'undo' })
    expect(await editOf(world.db, current?.id ?? '')).toMatchObject({ revision: 2, recipe: UNEDITED })
  })

  test('is told beside the original when it is approved', async () => {
    const { assetId } = await world.picture('approved')
    const options = async () => {
      const { db, viewer, now } = await world.scope()
      return (await downloadOptions(db, viewer, assetId, now)).find(({ rendition }) => rendition === 'original')
    }
    await world.edit(assetId, save(RIGHT_HALF))
    expect((await options())?.isUnedited).toBeUndefined()
    const versionId = (await versionsOf(world.db, assetId))[0]?.id ?? ''
    await transition(world.db, world.iker, assetId, { versionId, transition: 'submit' })
    await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
    expect(await options()).toMatchObject({ isUnedited: true, width: 800, height: 400 })
  })

  test('leaves what is in review to its reviewer', async () => {
    const { assetId, versionId } = await world.picture('in_review')
    expect(await world.edit(assetId, save(RIGHT_HALF))).toEqual({ isNewVersion: true })
    expect(await editOf(world.db, versionId)).toMatchObject({ revision: 0 })
  })

  test('makes a draft of what was in review before, whose old page may still approve it', async () => {
    const { assetId, versionId } = await world.picture('in_review')
    await transition(world.db, world.mara, assetId, { versionId, transition: 'ask_for_changes', note: 'Crop it' })
    expect(await world.edit(assetId, save(RIGHT_HALF))).toEqual({ isNewVersion: true })
    expect(await editOf(world.db, versionId)).toMatchObject({ revision: 0 })
  })

  test('is no version that a pin goes on to, though it has the same bytes', async () => {
    const { assetId, versionId } = await world.picture('approved')
    await world.edit(assetId, save(RIGHT_HALF))
    await world.runJobs()
    const edited = (await versionsOf(world.db, assetId))[0]?.id ?? ''
    await transition(world.db, world.iker, assetId, { versionId: edited, transition: 'submit' })
    await transition(world.db, world.mara, assetId, { versionId: edited, transition: 'approve', unseen: true })
    const pin = { pinnedVersionId: versionId, pinnedAt: new Date() }
    const next = await inTransaction(world.db, (trx) => pinWithSameBytes(trx, assetId, pin))
    expect(next.pinnedVersionId).toBe(versionId)
  })

  test('comes back with it when the version is restored', async () => {
    const { assetId, versionId } = await world.picture()
    await world.edit(assetId, save(RIGHT_HALF))
    await world.takeInBytes(await world.jpeg(), 'newer.jpg', { targetAssetId: assetId })
    const { versionId: restored } = await restoreEdited(world, world.iker, assetId, versionId)
    await world.runJobs()
    expect((await seen(await world.bytesOf(restored, 'web'))).corners).toEqual([GREEN, GREEN, WHITE, WHITE])
    await expect(restoreEdited(world, world.iker, assetId, versionId)).rejects.toMatchObject({
      code: 'version.is_current',
    })
  })
})

describe('a preview', () => {
  const { signal } = new AbortController()
  const preview = async (assetId: string, recipe: EditRecipe, by = world.iker) => {
    const { db, viewer, now } = await world.scope()
    return previewEdit({ db, viewer, now }, by, { assetId, recipe, signal })
  }

  test('is drawn by the worker as the forms will be made, and nothing of it is kept', async () => {
    const { assetId, versionId } = await world.picture()
    const recipe = { ...UNEDITED, ...RIGHT_HALF, turns: 1 as const }
    await world.pool.query('update asset_version set attention_x = null, attention_y = null where id = $1', [versionId])
    const asked = preview(assetId, UNEDITED)
    await until(async () => (await world.queued('draw_edit_preview')).length > 0 || undefined)
    await world.runJobs()
    await asked
    expect(await attentionOf(world.db, versionId)).not.toBeNull()
    const other = preview(assetId, recipe)
    await until(async () => (await world.queued('draw_edit_preview')).length > 0 || undefined)
    await world.runJobs()
    const bytes = await other
    await world.edit(assetId, { intent: 'save', recipe })
    await world.runJobs()
    expect(await seen(bytes)).toEqual(await seen(await world.bytesOf(versionId, 'web')))
    const { rows } = await world.pool.query('select 1 from edit_preview where picture is not null')
    expect(rows).toEqual([])
  })

  test('is refused to viewers, of an unknown asset, and after many in a minute', async () => {
    const { assetId, versionId } = await world.picture()
    await expect(preview(assetId, UNEDITED, world.nerea)).rejects.toMatchObject({ code: 'role.required' })
    await expect(preview('x', UNEDITED)).rejects.toMatchObject({ code: 'asset.unknown' })
    await world.pool.query(
      `insert into edit_preview (id, version_id, person_id, recipe)
       select gen_random_uuid(), $1, $2, '{}' from generate_series(1, 240)`,
      [versionId, world.mara.id],
    )
    await expect(preview(assetId, UNEDITED, world.mara)).rejects.toMatchObject({ code: 'throttled' })
  })
})
