import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '#tests/support/until'
import { openWorld, type World } from '#tests/support/world'
import type { RenditionTier, Viewer } from '~/domain/access/access'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { purge } from '~/domain/bin/purge.commands.server'
import { sizeOptions } from '~/domain/delivery/size-options.server'
import { findSized, type SizedAsk } from '~/domain/delivery/sized-delivery.server'
import { askForSized } from '~/domain/presets/ask-for-sized.commands.server'
import { type DownloadPreset, NewPreset } from '~/domain/presets/preset'
import {
  changePreset,
  createPreset,
  movePreset,
  restorePreset,
  retirePreset,
} from '~/domain/presets/presets.commands.server'
import { findPreset, listPresets, usesOfPresets } from '~/domain/presets/presets.queries.server'
import { sampleSettings } from '~/domain/presets/samples.commands.server'
import { sizedObjectsOf } from '~/domain/presets/sized-renditions.queries.server'
import { tidySizedRenditions } from '~/domain/presets/tidy-sized.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { dbNow, openDatabase, openPool } from '~/platform/db.server'
import type { PresetSettings } from '~/platform/images/preset-settings'
import { printProfile } from '~/platform/images/print-profile.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const editor = (): Viewer => ({ kind: 'staff', personId: world.iker.id, name: 'Iker', role: 'editor' })
const scopeOf = async (viewer: Viewer) => ({ db: world.db, viewer, now: await dbNow(world.db) })
const presetNamed = (key: string): SizedAsk => ({ kind: 'preset', key })
const ofAsset = (assetId: string) => ({ kind: 'delivered', assetIds: [assetId] }) as const
const find = async (viewer: Viewer, assetId: string, key: string) =>
  findSized(await scopeOf(viewer), ofAsset(assetId), presetNamed(key))

async function made(viewer: Viewer, assetId: string, key: string) {
  await askForSized(world.db, (await find(viewer, assetId, key)).wanted)
  await world.runJobs()
  const state = await find(viewer, assetId, key)
  if (!state.file) throw new Error(`${key} is ${state.state}: ${state.reason}`)
  return { file: state.file, bytes: await world.storage.readSmall(state.file.objectKey, 50_000_000) }
}

const asFields = ({ settings, names, kinds, tier }: DownloadPreset, changed: Partial<PresetSettings> = {}) => {
  const { width, height, quality, dpi, background, ...rest } = { ...settings, ...changed }
  const numbers = Object.entries({ width, height, quality, dpi }).filter(([, value]) => value !== null)
  const colour = background === 'keep' ? {} : { background }
  const input = { ...rest, ...Object.fromEntries(numbers), ...colour, transparent: background === 'keep' }
  const { key: _, ...fields } = NewPreset.parse({ key: 'x', names, kinds, tier, ...input })
  return fields
}

async function link(assetId: string, allows: RenditionTier): Promise<Viewer> {
  const input = NewShare.parse({
    title: 'T',
    assets: [assetId],
    zone: 'UTC',
    expiresAt: '2099-01-01T00:00',
    allows,
  })
  const { token } = await createShare(world.db, world.mara, input, { locale: 'en', now: await dbNow(world.db) })
  return viewerOfShare(await findShareByToken(world.db, token), false)
}

describe('a rendition for a download', () => {
  test('is made once for 8 requests at once from two connection pools', async () => {
    const { assetId, versionId } = await world.photo('approved', { bytes: await world.jpeg(900, 600) })
    const pool = openPool(world.url)
    try {
      const other = openDatabase(pool)
      const { wanted } = await find(editor(), assetId, 'png-2000')
      await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((n) => askForSized(n % 2 ? other : world.db, wanted)))
      expect(await world.queued('make_sized_rendition')).toEqual([{ versionId, recipe: wanted.recipe, isFilm: false }])
      await world.runJobs()
      await Promise.all([0, 1, 2, 3].map((n) => askForSized(n % 2 ? other : world.db, wanted)))
      expect(await world.queued('make_sized_rendition')).toEqual([])
    } finally {
      await pool.end()
    }
  })

  test('has the size, format and credit of its preset, and no place', async () => {
    const bytes = await sharp(await world.jpeg(2400, 1600))
      .withExif({ IFD3: { GPSLatitude: '43/1 16/1 0/1', GPSLatitudeRef: 'N' } })
      .toBuffer()
    const { assetId } = await world.photo('approved', { bytes, fileName: 'harbour.jpg' })
    const square = await made(editor(), assetId, 'square-1080')
    const facts = await sharp(square.bytes).metadata()
    expect([facts.format, facts.width, facts.height]).toEqual(['jpeg', 1080, 1080])
    expect(facts.xmp?.toString()).toContain('Visit Mendialde')
    expect(facts.exif?.toString('latin1') ?? '').not.toContain('GPS')
    expect(square.file).toMatchObject({ fileName: 'harbour-square-1080.jpg', rendition: 'square-1080' })
    expect(square.file.byteSize).toBe(square.bytes.length)
  })

  test('for print is CMYK with a profile at 300 dpi', async (context) => {
    if (!(await printProfile())) return context.skip()
    const { assetId } = await world.photo('approved', { bytes: await world.jpeg(800, 600) })
    const { bytes } = await made(editor(), assetId, 'print-tiff')
    const { space, hasProfile, density, format } = await sharp(bytes).metadata()
    expect([format, space, hasProfile, density]).toEqual(['tiff', 'cmyk', true, 300])
  })

  test('is decided at the tier of its preset for every viewer', async () => {
    const { assetId } = await world.photo()
    const [web, original] = [await link(assetId, 'web'), await link(assetId, 'original')]
    await expect(find(web, assetId, 'print-jpeg')).rejects.toMatchObject({ facts: { reason: 'rendition' } })
    expect(await find(web, assetId, 'png-2000')).toMatchObject({ state: undefined })
    expect(await find(original, assetId, 'print-jpeg')).toMatchObject({ state: undefined })
    await expect(find(await link(assetId, 'preview'), assetId, 'png-2000')).rejects.toMatchObject({
      facts: { reason: 'rendition' },
    })
    await expect(find({ kind: 'nobody' }, assetId, 'png-2000')).rejects.toMatchObject({
      facts: { reason: 'signed_out' },
    })
    const options = async (viewer: Viewer) =>
      (await sizeOptions(await scopeOf(viewer), ofAsset(assetId), 'en')).map(({ key }) => key)
    expect(await options(web)).toEqual(['png-2000', 'square-1080', 'wide-1920'])
    expect(await options(original)).toContain('print-tiff')
  })

  test('of a draft is refused to outsiders, and a size without a preset to all but staff', async () => {
    const { assetId, versionId } = await world.photo('draft')
    await expect(find(editor(), assetId, 'png-2000')).rejects.toMatchObject({ code: 'asset.unknown' })
    const given = { kind: 'given', versionId } as const
    expect(await findSized(await scopeOf(editor()), given, presetNamed('png-2000'))).toMatchObject({ reason: null })
    const nerea: Viewer = { kind: 'staff', personId: world.nerea.id, name: 'Nerea', role: 'viewer' }
    await expect(findSized(await scopeOf(nerea), given, presetNamed('png-2000'))).rejects.toMatchObject({
      code: 'access.refused',
    })
    const shown = await world.photo()
    const settings = { ...((await findPreset(world.db, 'png-2000')) as DownloadPreset).settings, width: 32 }
    const custom = { kind: 'custom', settings } as const
    await expect(
      findSized(await scopeOf(await link(shown.assetId, 'original')), ofAsset(shown.assetId), custom),
    ).rejects.toMatchObject({ code: 'rendition.unknown' })
  })

  test('that cannot be made says why, and can be asked for again', async () => {
    const { assetId, versionId } = await world.photo()
    const { wanted } = await find(editor(), assetId, 'png-2000')
    await askForSized(world.db, wanted)
    await world.pool.query(
      "update preset_rendition set state = 'failed', reason = 'timeout', made_at = now() - interval '1 minute' where version_id = $1",
      [versionId],
    )
    expect(await find(editor(), assetId, 'png-2000')).toMatchObject({ state: 'failed', reason: 'timeout' })
    await askForSized(world.db, wanted)
    expect(await find(editor(), assetId, 'png-2000')).toMatchObject({ state: 'failed' })
    await askForSized(world.db, wanted, { again: true })
    await world.runJobs()
    expect(await find(editor(), assetId, 'png-2000')).toMatchObject({ state: 'made' })
  })

  test('is made anew when the credit changes, and goes with its asset', async () => {
    const { assetId } = await world.photo()
    const before = await made(editor(), assetId, 'png-2000')
    const zones = { embargoZone: 'UTC', expiresZone: 'UTC' }
    await setRights(world.db, world.iker, assetId, { creator: 'Nerea', creditLine: 'Another line', ...zones })
    expect(await find(editor(), assetId, 'png-2000')).toMatchObject({ state: undefined })
    await tidySizedRenditions(world.db)
    await world.runJobs()
    const after = await find(editor(), assetId, 'png-2000')
    expect(after.file?.objectKey).not.toBe(before.file.objectKey)
    const keys = await sizedObjectsOf(world.db, assetId)
    expect(keys).toEqual([after.file?.objectKey])
    await deleteAssets(world.db, world.mara, [assetId])
    await purge(world.db, world.mara, { kind: 'asset', ids: [assetId] })
    await world.runJobs()
    expect(await world.storage.head(keys[0] ?? '')).toBeUndefined()
  })
})

describe('a size without a preset', () => {
  test('is made for staff and removed after seven days', async () => {
    const { versionId } = await world.photo('approved', { bytes: await world.jpeg(400, 300) })
    const preset = (await findPreset(world.db, 'png-2000')) as DownloadPreset
    const ask = { kind: 'custom', settings: { ...preset.settings, width: 120, height: 120 } } as const
    const given = { kind: 'given', versionId } as const
    const state = async () => findSized(await scopeOf(editor()), given, ask)
    await askForSized(world.db, (await state()).wanted, { by: world.iker.id })
    await world.runJobs()
    expect((await state()).file).toMatchObject({ width: 120, height: 90, rendition: 'custom' })
    await world.pool.query(
      "update preset_rendition set expires_at = now() - interval '1 second' where version_id = $1",
      [versionId],
    )
    expect(await state()).toMatchObject({ state: undefined })
    await tidySizedRenditions(world.db)
    const { rows } = await world.pool.query('select 1 from preset_rendition where version_id = $1', [versionId])
    expect(rows).toEqual([])
  })

  test('is refused after sixty in an hour', async () => {
    const { versionId, assetId } = await world.photo()
    await world.pool.query(
      `insert into preset_rendition (version_id, recipe, settings, state, asked_by, expires_at)
       select $1, 'many-' || n, '{}', 'failed', $2, now() + interval '1 day' from generate_series(1, 60) n`,
      [versionId, world.mara.id],
    )
    const { wanted } = await find(editor(), assetId, 'png-2000')
    const custom = { ...wanted, presetKey: null }
    await askForSized(world.db, { ...custom, recipe: 'many-1' }, { by: world.mara.id })
    await expect(askForSized(world.db, custom, { by: world.mara.id })).rejects.toMatchObject({ code: 'throttled' })
    await world.pool.query('delete from preset_rendition where version_id = $1', [versionId])
  })
})

describe('a sample', () => {
  test('shows what unsaved settings make of files of the library, and keeps nothing', async () => {
    const { versionId } = await world.photo('approved', { bytes: await world.jpeg(600, 400) })
    await world.renderings(versionId)
    const { settings } = (await findPreset(world.db, 'png-2000')) as DownloadPreset
    const small = { ...settings, width: 50, height: 50 }
    const [sample] = await Promise.all([
      sampleSettings(world.db, world.mara, { settings: small, kinds: ['photo'] }),
      until(async () => (await world.queued('make_preset_sample')).length > 0).then(() => world.runJobs()),
    ])
    expect(sample[0]?.made).toMatchObject({ width: 50, height: 33, mediaType: 'image/png' })
    expect(sample[0]?.made?.picture).toMatch(/^data:image\/webp;base64,/)
    const { rows } = await world.pool.query('select result from preset_sample')
    expect(rows).toEqual([{ result: [] }])
  })

  test('is refused after twenty in a minute, and of films', async () => {
    const { settings } = (await findPreset(world.db, 'webm-1080')) as DownloadPreset
    const kinds = ['video']
    await expect(sampleSettings(world.db, world.mara, { settings, kinds })).rejects.toMatchObject({
      code: 'preset.film_sample',
    })
    await world.pool.query(
      "insert into preset_sample (id, person_id, settings, kinds) select gen_random_uuid(), $1, '{}', '{video}' from generate_series(1, 20)",
      [world.mara.id],
    )
    const gif = { settings: { ...settings, format: 'gif' as const }, kinds }
    await expect(sampleSettings(world.db, world.mara, gif)).rejects.toMatchObject({ code: 'throttled' })
  })
})

describe('a preset', () => {
  test('that changes has what it made replaced in the background', async () => {
    const preset = (await findPreset(world.db, 'square-1080')) as DownloadPreset
    const { assetId } = await world.photo('approved', { bytes: await world.jpeg(1200, 1200) })
    const before = await made(editor(), assetId, preset.key)
    await changePreset(world.db, world.mara, preset.key, asFields(preset, { width: 500, height: 500 }))
    const use = async () => (await usesOfPresets(world.db, await listPresets(world.db))).get(preset.key)
    expect((await use())?.old).toBeGreaterThan(0)
    expect(await find(editor(), assetId, preset.key)).toMatchObject({ state: undefined })
    await world.runJobs()
    expect((await use())?.old).toBe(0)
    expect((await find(editor(), assetId, preset.key)).file).toMatchObject({ width: 500, height: 500 })
    const discards = (await world.queued('discard_sized_renditions')) as { keys: string[] }[]
    expect(discards.flatMap(({ keys }) => keys)).toContain(before.file.objectKey)
    await world.pool.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()')
    await world.runJobs()
    expect(await world.storage.head(before.file.objectKey)).toBeUndefined()
  })

  test('that is retired is offered no more, and what it made is removed', async () => {
    const { assetId } = await world.photo()
    await made(editor(), assetId, 'wide-1920')
    await retirePreset(world.db, world.mara, 'wide-1920')
    await expect(find(editor(), assetId, 'wide-1920')).rejects.toMatchObject({ code: 'rendition.unknown' })
    await world.runJobs()
    expect(await sizedObjectsOf(world.db, assetId)).toEqual([])
    await restorePreset(world.db, world.mara, 'wide-1920')
    expect(await find(editor(), assetId, 'wide-1920')).toMatchObject({ state: undefined })
  })

  test('is added with a key of its own, moved among the others, and every act is in the audit log', async () => {
    const preset = (await findPreset(world.db, 'png-2000')) as DownloadPreset
    const input = { key: 'tiny', ...asFields(preset, { width: 64, height: 64 }) }
    await createPreset(world.db, world.mara, input)
    await expect(createPreset(world.db, world.mara, input)).rejects.toMatchObject({ code: 'preset.key_taken' })
    const order = async () => (await listPresets(world.db)).map(({ key }) => key)
    const last = (await order()).length - 1
    expect((await order())[last]).toBe('tiny')
    await movePreset(world.db, world.mara, 'tiny', -1)
    expect((await order())[last - 1]).toBe('tiny')
    const events = await world.db
      .selectFrom('auditEvent')
      .select(['type', 'subjectName'])
      .where('subjectKind', '=', 'preset')
      .where('subjectId', '=', 'tiny')
      .orderBy('id')
      .execute()
    expect(events.map(({ type }) => type)).toEqual(['preset.created', 'preset.moved'])
    expect(events[0]?.subjectName).toBe('PNG, 2000 px, transparent')
  })
})
