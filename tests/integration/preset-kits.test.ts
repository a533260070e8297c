import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { findSized } from '~/domain/delivery/sized-delivery.server'
import { mayStillLeave } from '~/domain/kits/kit-contents.server'
import { askForKit } from '~/domain/kits/kit-presets.commands.server'
import { kitPresets } from '~/domain/kits/kit-presets.queries.server'
import { planKit } from '~/domain/kits/kit-zip.server'
import { askForSized } from '~/domain/presets/ask-for-sized.commands.server'
import { makeSizedRendition } from '~/domain/presets/make-sized.commands.server'
import { restorePreset, retirePreset } from '~/domain/presets/presets.commands.server'
import { tidySizedRenditions } from '~/domain/presets/tidy-sized.commands.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import type { Reader } from '~/http/byte-route.server'
import type { Context } from '~/http/context.server'
import { sendSized } from '~/http/sized.server'
import { fixedT } from '~/i18n/server'
import { dbNow } from '~/platform/db.server'
import { required } from '~/platform/required'
import type { Storage } from '~/platform/storage'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const scopeOf = async (viewer: Viewer) => ({ db: world.db, viewer, now: await dbNow(world.db) })

/** A share of web sizes. */
async function link(assets: string[]): Promise<Viewer> {
  const input = NewShare.parse({ title: 'T', assets, zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'web' })
  const { token } = await createShare(world.db, world.mara, input, { locale: 'en', now: await dbNow(world.db) })
  return viewerOfShare(await findShareByToken(world.db, token), false)
}

describe('a kit in the sizes of a preset', () => {
  test('has what it lacks made first, and then contains it, with web forms of what the preset makes nothing of', async () => {
    const [first, second] = [await world.photo(), await world.photo()]
    for (const { versionId } of [first, second]) await world.renderings(versionId)
    const viewer = await link([first.assetId, second.assetId])
    const ids = [first.assetId, second.assetId]
    await askForKit(await scopeOf(viewer), [first.assetId], 'png-2000')
    await world.runJobs()
    const ask = async () => askForKit(await scopeOf(viewer), ids, 'png-2000')
    expect(await ask()).toEqual({ waiting: 1, total: 2 })
    expect(await ask()).toEqual({ waiting: 1, total: 2 })
    expect(await world.queued('make_sized_rendition')).toHaveLength(1)
    await world.runJobs()
    expect(await ask()).toEqual({ waiting: 0, total: 2 })
    const plan = async (preset: string) =>
      planKit(await scopeOf(viewer), { ids, size: { preset }, locale: 'en', title: 'Kit' }, fixedT('en', 'kit'))
    const kit = await plan('png-2000')
    expect(kit.files.map(({ rendition, mediaType }) => [rendition, mediaType])).toEqual([
      ['png-2000', 'image/png'],
      ['png-2000', 'image/png'],
    ])
    expect(await mayStillLeave(await scopeOf(viewer), kit, 'en')).toBe(true)
    const others = await plan('print-tiff')
    expect(others.files.map(({ rendition }) => rendition)).toEqual(['web', 'web'])
    const offered = await kitPresets(await scopeOf(viewer), ids, 'en')
    expect(offered.map(({ key }) => key)).toContain('png-2000')
    expect(offered.map(({ key }) => key)).not.toContain('print-tiff')
    const made = world.db
      .updateTable('presetRendition')
      .where('objectKey', '=', required(kit.files[0], 'a file').objectKey)
    await made.set({ sha256: 'f'.repeat(64) }).execute()
    expect(await mayStillLeave(await scopeOf(viewer), kit, 'en'), 'made again with other bytes').toBe(false)
    await made.set({ sha256: required(kit.files[0], 'a file').sha256 }).execute()
    await retirePreset(world.db, world.mara, 'png-2000')
    expect(await mayStillLeave(await scopeOf(viewer), kit, 'en')).toBe(false)
  })
})

const mara = (): Viewer => ({ kind: 'staff', personId: world.mara.id, name: 'Mara', role: 'manager' })
const find = async (assetId: string, key = 'square-1080', viewer = mara()) =>
  findSized(await scopeOf(viewer), { kind: 'delivered', assetIds: [assetId] }, { kind: 'preset', key })
const services = () => ({ db: world.db, storage: world.storage, tempDir: world.folder })

describe('a job that makes a rendition for a download', () => {
  test('of settings that were replaced meanwhile leaves what the current ones made, and removes its own row', async () => {
    const { assetId, versionId } = await world.photo()
    const { wanted } = await find(assetId)
    await askForSized(world.db, wanted)
    await world.runJobs()
    const former = { ...wanted, recipe: wanted.recipe.replace(/^.{16}/, '0123456789abcdef') }
    await askForSized(world.db, former)
    await world.runJobs()
    const { rows } = await world.pool.query('select recipe, state from preset_rendition where version_id = $1', [
      versionId,
    ])
    expect(rows).toEqual([{ recipe: wanted.recipe, state: 'made' }])
    expect(await world.storage.head((await find(assetId)).file?.objectKey ?? '')).toBeDefined()
  })

  test('whose preset is retired while it runs leaves no row, and no other is touched', async () => {
    const { assetId, versionId } = await world.photo()
    const { wanted } = await find(assetId)
    await world.pool.query(
      `insert into preset_rendition (version_id, recipe, preset_key, settings, state, reason, made_at)
       values ($1, 'of the new settings', 'square-1080', '{}', 'failed', 'timeout', now())`,
      [versionId],
    )
    await askForSized(world.db, wanted)
    const adopt: Storage['adopt'] = async (...file) => {
      await world.storage.adopt(...file)
      await retirePreset(world.db, world.mara, 'square-1080')
    }
    await makeSizedRendition({ ...services(), storage: { ...world.storage, adopt } }, wanted)
    const { rows } = await world.pool.query('select recipe from preset_rendition where version_id = $1', [versionId])
    expect(rows).toEqual([{ recipe: 'of the new settings' }])
    await restorePreset(world.db, world.mara, 'square-1080')
    await world.runJobs()
  })

  test('of a preset that is retired makes nothing', async () => {
    const { assetId, versionId } = await world.photo()
    const { wanted } = await find(assetId)
    await askForSized(world.db, wanted)
    await retirePreset(world.db, world.mara, 'square-1080')
    await makeSizedRendition(services(), wanted)
    const { rows } = await world.pool.query('select 1 from preset_rendition where version_id = $1', [versionId])
    expect(rows).toEqual([])
    await restorePreset(world.db, world.mara, 'square-1080')
  })

  test('whose last attempt ended with its worker is noted as failed by the hourly job, others go on waiting', async () => {
    const [dead, live] = [await find((await world.photo()).assetId), await find((await world.photo()).assetId)]
    for (const { wanted } of [dead, live]) await askForSized(world.db, wanted)
    await world.pool.query('update graphile_worker._private_jobs set attempts = max_attempts where key = $1', [
      `sized:${dead.wanted.versionId}:${dead.wanted.recipe}`,
    ])
    await tidySizedRenditions(world.db)
    const states = await world.pool.query(
      'select state, reason from preset_rendition where version_id = any($1) order by state',
      [[dead.wanted.versionId, live.wanted.versionId]],
    )
    expect(states.rows).toEqual([
      { state: 'failed', reason: 'internal' },
      { state: 'waiting', reason: null },
    ])
    await world.runJobs()
  })

  test('makes nothing of a damaged original, which is refused as its delivery is, and what is made is delivered', async () => {
    const { assetId, versionId } = await world.photo()
    const { wanted } = await find(assetId)
    await askForSized(world.db, wanted)
    await world.runJobs()
    const other = await find(assetId, 'wide-1920')
    await askForSized(world.db, other.wanted)
    const { rows } = await world.pool.query('select sha256 from asset_version where id = $1', [versionId])
    const key = `originals/${rows[0]?.sha256}`
    await world.pool.query("insert into object_finding (object_key, problem, byte_size) values ($1, 'damaged', 1)", [
      key,
    ])
    await makeSizedRendition(services(), other.wanted)
    expect(await find(assetId)).toMatchObject({ state: 'made' })
    await expect(find(assetId, 'wide-1920')).rejects.toMatchObject({ code: 'rendition.damaged' })
    const viewer = await link([assetId])
    expect(await askForKit(await scopeOf(viewer), [assetId], 'wide-1920')).toEqual({ waiting: 0, total: 0 })
    await world.pool.query('delete from object_finding where object_key = $1', [key])
    expect(await find(assetId, 'wide-1920')).toMatchObject({ state: undefined })
  })

  test('stops with its worker, and the rendition is waited for as before', async () => {
    const { assetId } = await world.photo()
    const { wanted } = await find(assetId)
    await askForSized(world.db, wanted)
    const signal = AbortSignal.abort(new Error('the worker stops'))
    await expect(makeSizedRendition({ ...services(), signal }, wanted)).rejects.toThrow('the worker stops')
    expect(await find(assetId)).toMatchObject({ state: 'waiting', reason: null })
    await world.runJobs()
    expect(await find(assetId)).toMatchObject({ state: 'made' })
  })
})

const jobs = async (versionId: string): Promise<number[]> => {
  const { rows } = await world.pool.query(
    "select priority from graphile_worker.jobs where key like 'sized:' || $1 || ':%'",
    [versionId],
  )
  return rows.map(({ priority }) => priority)
}
const fail = (versionId: string, reason: string, minutes: number) =>
  world.pool.query(
    `update preset_rendition set state = 'failed', reason = $2, made_at = now() - make_interval(mins => $3)
     where version_id = $1`,
    [versionId, reason, minutes],
  )

describe('what outsiders ask for', () => {
  test('in a kit runs behind previews until a person asks for the single file, but films stay behind', async () => {
    const { assetId, versionId } = await world.photo()
    const viewer = await link([assetId])
    const { wanted } = await find(assetId, 'square-1080', viewer)
    const scope = await scopeOf(viewer)
    expect(await askForKit(scope, [assetId], 'square-1080', { asks: false })).toEqual({ waiting: 1, total: 1 })
    expect(await jobs(versionId)).toEqual([])
    await askForKit(scope, [assetId], 'square-1080')
    expect(await jobs(versionId)).toEqual([5])
    await askForSized(world.db, wanted, { isOutside: true })
    expect(await jobs(versionId)).toEqual([-1])
    const other = await world.photo()
    const settings = { ...wanted.settings, format: 'mp4' as const }
    const film = { ...wanted, versionId: other.versionId, settings }
    await askForSized(world.db, film, { isOutside: true })
    await askForSized(world.db, film, { isOutside: true })
    expect(await jobs(other.versionId)).toEqual([6])
    await askForSized(world.db, film)
    expect(await jobs(other.versionId)).toEqual([-1])
    await world.pool.query('delete from preset_rendition where version_id = $1', [other.versionId])
    await world.runJobs()
  })

  test('and failed is tried again after ten minutes, by staff at once, and by kits when it failed for no reason of the file', async () => {
    const { assetId, versionId } = await world.photo()
    const viewer = await link([assetId])
    const { wanted } = await find(assetId, 'square-1080', viewer)
    const kit = async () => (await askForKit(await scopeOf(viewer), [assetId], 'square-1080')).waiting
    const state = async () => (await find(assetId)).state
    await askForSized(world.db, wanted)
    await fail(versionId, 'internal', 9)
    await askForSized(world.db, wanted, { again: true, isOutside: true })
    expect([await kit(), await state()]).toEqual([0, 'failed'])
    await fail(versionId, 'truncated', 11)
    expect([await kit(), await state()]).toEqual([0, 'failed'])
    await fail(versionId, 'no_converter:ghostscript', 11)
    expect([await kit(), await state()]).toEqual([1, 'waiting'])
    await fail(versionId, 'truncated', 11)
    await askForSized(world.db, wanted, { again: true, isOutside: true })
    expect(await state()).toBe('waiting')
    await fail(versionId, 'truncated', 1)
    await askForSized(world.db, wanted, { again: true })
    expect(await state()).toBe('waiting')
    await world.runJobs()
  })

  test('is refused while two thousand renditions are waited for from outside, which what nobody waits for is not', async () => {
    const [busy, asset] = [await world.photo(), await world.photo()]
    const viewer = await link([asset.assetId])
    const { wanted } = await find(asset.assetId, 'square-1080', viewer)
    await world.pool.query(
      `with rows as (insert into preset_rendition (version_id, recipe, preset_key, settings, state)
         select $1, 'many-' || n, 'square-1080', '{}', 'waiting' from generate_series(1, 2000) n returning recipe)
       select graphile_worker.add_job('make_sized_rendition', '{}'::json, job_key := 'sized:' || $1 || ':' || recipe,
         priority := 5) from rows`,
      [busy.versionId],
    )
    await expect(askForSized(world.db, wanted, { isOutside: true })).rejects.toMatchObject({ code: 'throttled' })
    expect(await askForKit(await scopeOf(viewer), [asset.assetId], 'square-1080')).toEqual({ waiting: 1, total: 1 })
    expect(await jobs(asset.versionId)).toEqual([])
    await world.pool.query("update graphile_worker._private_jobs set priority = 10 where key like '%:many-%'")
    await askForSized(world.db, wanted, { isOutside: true })
    expect(await jobs(asset.versionId)).toEqual([-1])
    await world.pool.query("delete from graphile_worker._private_jobs where key like '%:many-%'")
    await world.pool.query('delete from preset_rendition where version_id = $1', [busy.versionId])
    await world.runJobs()
  })

  test('of a file that no picture can be made of is refused', async () => {
    const { assetId, versionId } = await world.photo()
    await world.pool.query("update asset_version set unpreviewable_reason = 'no_converter:x' where id = $1", [
      versionId,
    ])
    await expect(find(assetId)).rejects.toMatchObject({ code: 'rendition.unknown' })
  })
})

describe('a request for a size', () => {
  const asks = async (viewer: Viewer, method: string, viewerNow: Viewer = viewer) => {
    const { assetId, versionId } = await world.photo()
    const url = new URL(`https://vitrine.example/assets/${assetId}/sizes/square-1080`)
    const context = {
      ...{ db: world.db, now: await dbNow(world.db), url, params: { size: 'square-1080' }, locale: 'en' },
      ...{ request: new Request(url, { method }), services: { storage: world.storage } },
    }
    const reader = {
      ...{ viewer, viewerNow: async () => viewerNow },
      findSized: async (asking: Viewer) => find(assetId, 'square-1080', asking),
    }
    const answer = await sendSized(context as unknown as Context, reader as unknown as Reader).catch((error) => error)
    return { code: answer.code, jobs: await jobs(versionId) }
  }

  test('by HEAD has nothing made', async () => {
    expect(await asks(mara(), 'HEAD')).toEqual({ code: 'rendition.not_ready', jobs: [] })
  })

  test('is decided with the rights of now while it waits', async () => {
    expect(await asks(mara(), 'GET', { kind: 'nobody' })).toEqual({ code: 'access.refused', jobs: [-1] })
    expect(await asks(mara(), 'GET')).toEqual({ code: 'rendition.being_made', jobs: [-1] })
    await world.runJobs()
  })
})
