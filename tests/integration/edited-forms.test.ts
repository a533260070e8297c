import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testFile } from '#tests/support/corpus'
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
  twoFrames,
  WHITE,
} from '#tests/support/edit-world'
import { originalOnly } from '~/domain/access/authorize.server'
import { versionsOf } from '~/domain/assets/versions.queries.server'
import { sizeOptions } from '~/domain/delivery/size-options.server'
import { findSized, type SizedAsk } from '~/domain/delivery/sized-delivery.server'
import { editPicture } from '~/domain/edits/edits.commands.server'
import { attentionOf } from '~/domain/edits/edits.queries.server'
import { CustomSize } from '~/domain/presets/preset'
import { noteUnmade } from '~/domain/renditions/outcomes.commands.server'
import { findSource } from '~/domain/renditions/recipes.queries.server'
import { renditionsOf } from '~/domain/renditions/renditions.queries.server'
import { required } from '~/platform/required'

let world: EditWorld
beforeAll(async () => {
  world = await openEditWorld()
})
afterAll(() => world.close())

const custom = (fields: Record<string, unknown>): SizedAsk => ({ kind: 'custom', settings: CustomSize.parse(fields) })

describe('a size for a download', () => {
  const square: SizedAsk = { kind: 'preset', key: 'square-1080' }

  test('is made of the edited picture, and what the former edit made is replaced', async () => {
    const { assetId, versionId } = await world.picture()
    const before = await world.sized(versionId, square)
    expect(before.bytes.length).toBeGreaterThan(0)
    await world.edit(assetId, save(LEFT_HALF))
    expect(await findSized(await world.scope(), { kind: 'given', versionId }, square)).toMatchObject({
      state: undefined,
    })
    expect((await sizeOptions(await world.scope(), { kind: 'given', versionId }, 'en'))[0]).toMatchObject({
      width: 400,
      height: 400,
    })
    await world.runJobs()
    const after = await findSized(await world.scope(), { kind: 'given', versionId }, square)
    expect((await seen(await world.read(after.file?.objectKey ?? ''))).corners).toEqual([RED, RED, BLUE, BLUE])
    const { rows } = await world.pool.query('select object_key from preset_rendition where version_id = $1', [
      versionId,
    ])
    expect(rows.map(({ object_key }) => object_key)).toEqual([after.file?.objectKey])
  })

  test('that cuts sides keeps the focal point, and moves with it while the other forms stay', async () => {
    const { assetId, versionId } = await world.picture()
    const web = await world.file(versionId, 'web')
    await world.edit(assetId, save({ focalPoint: { x: 0.95, y: 0.5 } }))
    expect((await world.file(versionId, 'web')).objectKey).toBe(web.objectKey)
    expect(await seen((await world.sized(versionId, square)).bytes)).toEqual({
      size: [400, 400],
      corners: [GREEN, GREEN, WHITE, WHITE],
    })
    await world.edit(assetId, save({ focalPoint: { x: 0, y: 0.5 } }))
    expect((await seen((await world.sized(versionId, square)).bytes)).corners).toEqual([RED, RED, BLUE, BLUE])
    await world.edit(assetId, save({ focalPoint: { x: 0.5, y: 0.5 } }))
    expect((await seen((await world.sized(versionId, square)).bytes)).corners).toEqual([RED, GREEN, BLUE, WHITE])
  })

  test('in a named crop has its shape around the focal point', async () => {
    const { assetId, versionId } = await world.picture()
    await world.edit(assetId, save({ focalPoint: { x: 1, y: 1 } }))
    const tall = await world.sized(versionId, custom({ format: 'png', width: 160, crop: '4:5' }))
    expect(await seen(tall.bytes)).toEqual({ size: [160, 200], corners: [GREEN, GREEN, WHITE, WHITE] })
    expect(
      await seen(
        (await world.sized(versionId, custom({ format: 'png', width: 320, height: 900, crop: '16:9' }))).bytes,
      ),
    ).toMatchObject({
      size: [320, 180],
    })
  })

  test('without a preset is made of the edit, and not delivered after another one', async () => {
    const { assetId, versionId } = await world.picture()
    const small = custom({ format: 'png', width: 100, height: 100 })
    await world.edit(assetId, save(RIGHT_HALF))
    expect(await seen((await world.sized(versionId, small)).bytes)).toEqual({
      size: [100, 100],
      corners: [GREEN, GREEN, WHITE, WHITE],
    })
    await world.edit(assetId, save({ turns: 2 }))
    expect(await findSized(await world.scope(), { kind: 'given', versionId }, small)).toMatchObject({
      state: undefined,
    })
    expect((await seen((await world.sized(versionId, small)).bytes)).corners).toEqual([WHITE, BLUE, GREEN, RED])
    const { rows } = await world.pool.query('select 1 from preset_rendition where version_id = $1', [versionId])
    expect(rows).toHaveLength(1)
  })
})

describe('a picture of any kind', () => {
  const svg = () =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><!-- ${Math.random()} --><rect width="20" height="20" fill="#f00"/>` +
        '<rect x="20" width="20" height="20" fill="#fff"/></svg>',
    )
  test.each<[string, string, () => Promise<Buffer>]>([
    ['a drawing', 'logo.svg', async () => svg()],
    ['a TIFF in CMYK', 'print.tif', () => quarters().toColourspace('cmyk').tiff().toBuffer()],
    ['a PNG of 16 bits a channel', 'deep.png', () => quarters().toColourspace('rgb16').png().toBuffer()],
    ['the first picture of a GIF', 'moving.gif', twoFrames],
  ])('is edited: %s', async (_, fileName, bytes) => {
    const { assetId, versionId } = await world.picture('draft', await bytes(), fileName)
    await world.edit(assetId, save({ ...RIGHT_HALF, straighten: 1 }))
    await world.runJobs()
    const { size, corners } = await seen(await world.bytesOf(versionId, 'preview'))
    const [whole] = await versionsOf(world.db, assetId)
    const ratio = (whole?.width ?? 0) / (whole?.height ?? 1) / 2
    expect(Math.abs((size[0] ?? 0) / (size[1] ?? 1) - ratio)).toBeLessThan(0.06)
    expect((await sharp(await world.bytesOf(versionId, 'preview')).metadata()).pages ?? 1).toBe(1)
    expect(corners[3]).toEqual([...WHITE])
    expect((await renditionsOf(world.db, versionId)).filter(({ state }) => state !== 'made')).toEqual([])
  })

  test('is not a film, nor a file without a picture, nor of another asset', async () => {
    const film = await world.photo('draft', { fileName: 'film.mp4', bytes: await readFile(testFile('film.mp4')) })
    await expect(world.edit(film.assetId, save(RIGHT_HALF))).rejects.toMatchObject({ code: 'edit.no_picture' })
    const [{ assetId, versionId }, other] = [await world.picture(), await world.picture()]
    await world.pool.query("update asset_version set unpreviewable_reason = 'no_decoder_other' where id = $1", [
      versionId,
    ])
    await expect(world.edit(assetId, save(RIGHT_HALF))).rejects.toMatchObject({ code: 'edit.no_picture' })
    const foreign = { assetId, versionId: other.versionId, revision: 0 }
    await expect(editPicture(world.db, world.iker, foreign, save({}))).rejects.toMatchObject({
      code: 'version.unknown',
    })
    await expect(
      editPicture(world.db, world.nerea, { ...foreign, assetId: other.assetId }, save({})),
    ).rejects.toMatchObject({ code: 'role.required' })
  })

  test('keeps at least eight pixels of each side', async () => {
    const { assetId } = await world.picture()
    await expect(
      world.edit(assetId, save({ crop: { left: 0, top: 0, width: 1, height: 0.01 } })),
    ).rejects.toMatchObject({
      code: 'edit.crop_too_small',
      facts: { field: 'height' },
    })
  })

  test('has a point that draws attention', async () => {
    const plain = sharp({ create: { width: 600, height: 300, channels: 3, background: '#808080' } })
    const spot = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#ff5020' } })
      .png()
      .toBuffer()
    const bytes = await plain
      .composite([{ input: spot, left: 480, top: 200 }])
      .png()
      .toBuffer()
    const { versionId } = await world.picture('draft', bytes, 'spot.png')
    const { x, y } = (await attentionOf(world.db, versionId)) ?? { x: 0, y: 0 }
    expect([Math.abs(x - 500 / 600) < 0.06, Math.abs(y - 220 / 300) < 0.1]).toEqual([true, true])
  })
})

test('an edited drawing leaves neither as PDF nor as SVG, which would show what was cropped, nor its original in place of a picture', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>',
  )
  const { assetId, versionId } = await world.picture('draft', svg, 'logo.svg')
  const keys = async () =>
    (await sizeOptions(await world.scope(), { kind: 'given', versionId }, 'en')).map(({ key }) => key)
  const ask = { kind: 'preset', key: 'drawing-svg' } as const
  expect(await keys()).toEqual(expect.arrayContaining(['drawing-pdf', 'drawing-svg', 'png-2000']))
  await world.edit(assetId, save(RIGHT_HALF))
  expect(await keys()).toEqual(expect.not.arrayContaining(['drawing-pdf', 'drawing-svg']))
  expect(await keys()).toContain('png-2000')
  await expect(findSized(await world.scope(), { kind: 'given', versionId }, ask)).rejects.toMatchObject({
    code: 'rendition.unknown',
  })
  await world.db
    .updateTable('rendition')
    .set({ state: 'failed', reason: 'convert_timeout', ...{ objectKey: null, sha256: null, crc32: null } })
    .set({ byteSize: null, mediaType: null, width: null, height: null })
    .where('versionId', '=', versionId)
    .where('preset', '=', 'web')
    .execute()
  const standsIn = (id: string) =>
    world.db
      .selectFrom('asset')
      .select(originalOnly(sql`${id}::uuid`).as('is'))
      .where('id', '=', assetId)
      .executeTakeFirstOrThrow()
  expect((await standsIn(versionId)).is).toBe(false)
  await world.edit(assetId, { intent: 'reset' })
  await world.db
    .updateTable('rendition')
    .set({ state: 'failed' })
    .where('versionId', '=', versionId)
    .where('preset', '=', 'web')
    .execute()
  expect((await standsIn(versionId)).is).toBe(true)
})

test('a failure with a former edit leaves the pictures of the present one', async () => {
  const { assetId, versionId } = await world.picture()
  const former = required(await findSource(world.db, versionId), 'a source')
  await world.edit(assetId, save(RIGHT_HALF))
  await world.runJobs()
  await noteUnmade(world.db, former, ['web'], { state: 'failed', reason: 'convert_timeout', isFinal: false })
  expect((await seen(await world.bytesOf(versionId, 'web'))).size).toEqual([400, 400])
})
