import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RenditionTier } from '#db/schema/outside'
import { missingConverters } from '#tests/support/converters'
import { madePdf } from '#tests/support/made-pdf'
import { openWorld, type World } from '#tests/support/world'
import { zipEntries } from '#tests/support/zip-entries'
import type { Viewer } from '~/domain/access/access'
import { sizeOptions } from '~/domain/delivery/size-options.server'
import { findSized } from '~/domain/delivery/sized-delivery.server'
import { askForKit } from '~/domain/kits/kit-presets.commands.server'
import { kitPresets } from '~/domain/kits/kit-presets.queries.server'
import { planKit } from '~/domain/kits/kit-zip.server'
import { askForSized } from '~/domain/presets/ask-for-sized.commands.server'
import { makeSizedRendition } from '~/domain/presets/make-sized.commands.server'
import { CustomSize } from '~/domain/presets/preset'
import type { SizedPage } from '~/domain/presets/preset-recipe.server'
import { tidySizedRenditions } from '~/domain/presets/tidy-sized.commands.server'
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

const scopeOf = async (viewer: Viewer) => ({ db: world.db, viewer, now: await dbNow(world.db) })
const mara = (): Viewer => ({ kind: 'staff', personId: world.mara.id, name: 'Mara', role: 'manager' })
const find = async (viewer: Viewer, assetId: string, key: string, page?: SizedPage) =>
  findSized(await scopeOf(viewer), { kind: 'delivered', assetIds: [assetId] }, { kind: 'preset', key, page })
const options = async (viewer: Viewer, assetId: string) =>
  sizeOptions(await scopeOf(viewer), { kind: 'delivered', assetIds: [assetId] }, 'en')

async function link(assetId: string, allows: RenditionTier): Promise<Viewer> {
  const input = NewShare.parse({ title: 'T', assets: [assetId], zone: 'UTC', expiresAt: '2099-01-01T00:00', allows })
  const { token } = await createShare(world.db, world.mara, input, { locale: 'en', now: await dbNow(world.db) })
  return viewerOfShare(await findShareByToken(world.db, token), false)
}

async function made(viewer: Viewer, assetId: string, key: string, page?: SizedPage) {
  const { wanted } = await find(viewer, assetId, key, page)
  await askForSized(world.db, wanted, { isOutside: true })
  // By itself: the job of an upload would make the other forms of the document as well, which takes longer.
  await makeSizedRendition({ db: world.db, storage: world.storage, tempDir: world.folder }, wanted)
  const state = await find(viewer, assetId, key, page)
  if (!state.file) throw new Error(`${key} is ${state.state}: ${state.reason}`)
  return { file: state.file, bytes: await world.storage.readSmall(state.file.objectKey, 50_000_000) }
}

const brochure = (words = 'Page') =>
  world.photo('approved', {
    bytes: madePdf([1, 2, 3].map((page) => [`${words} ${page}`])),
    fileName: `${words.toLowerCase()}.pdf`,
  })

describe.skipIf(missingConverters.has('poppler'))('a document in a link of web sizes', () => {
  test('leaves as each of its pages, as all of them and as text, each under its own name', async () => {
    const { assetId, versionId } = await brochure()
    const viewer = await link(assetId, 'web')
    expect((await options(viewer, assetId)).map(({ key, hasPages }) => [key, hasPages])).toEqual([
      ['page-jpeg', true],
      ['page-png', true],
      ['text', false],
    ])
    const third = await made(viewer, assetId, 'page-jpeg', 3)
    expect(third.file).toMatchObject({ fileName: 'page-page-jpeg-page-3.jpg', height: 2000 })
    const first = await made(viewer, assetId, 'page-jpeg')
    expect((await find(viewer, assetId, 'page-jpeg', 1)).file?.objectKey).toBe(first.file.objectKey)
    const all = await made(viewer, assetId, 'page-jpeg', 'all')
    expect(all.file).toMatchObject({ fileName: 'page-page-jpeg-pages.zip', mediaType: 'application/zip' })
    const pages = [...zipEntries(all.bytes)]
    expect(pages.map(([name]) => name)).toEqual(['page-1.jpg', 'page-2.jpg', 'page-3.jpg'])
    expect(pages[2]?.[1].equals(third.bytes)).toBe(true)
    const text = await made(viewer, assetId, 'text')
    expect([text.file.fileName, text.bytes.toString()]).toEqual([
      'page-text.txt',
      expect.stringMatching(/Page 1\s+Page 2\s+Page 3/),
    ])
    // One page does not replace another, and pages after the first are kept for a week.
    const { rows } = await world.pool.query(
      "select recipe, expires_at is null as stays from preset_rendition where version_id = $1 and preset_key = 'page-jpeg' order by length(recipe), recipe",
      [versionId],
    )
    expect(rows.map(({ recipe, stays }) => [/-p\w+$/.exec(recipe)?.[0], stays])).toEqual([
      [undefined, true],
      ['-p3', false],
      ['-pall', false],
    ])
  })

  test('has no page beyond its last, which is said in words, and a drawing or text has no pages', async () => {
    const { assetId } = await brochure('Short')
    const viewer = await link(assetId, 'web')
    await expect(made(viewer, assetId, 'page-jpeg', 4)).rejects.toThrow('failed: convert_no_page')
    await expect(find(viewer, assetId, 'text', 2)).rejects.toMatchObject({ code: 'rendition.unknown' })
    const drawing = await world.photo('approved', {
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      fileName: 'logo.svg',
    })
    await expect(find(mara(), drawing.assetId, 'png-2000', 2)).rejects.toMatchObject({ code: 'rendition.unknown' })
  })

  test('says that it has no text once that is known', async () => {
    const { assetId } = await world.photo('approved', { bytes: madePdf([[]]), fileName: 'scan.pdf' })
    const viewer = await link(assetId, 'web')
    await expect(made(viewer, assetId, 'text')).rejects.toThrow('failed: convert_no_text')
    const text = (await options(viewer, assetId)).find(({ key }) => key === 'text')
    expect(text?.missing).toBe('no_text')
    expect(fixedT('en', 'sizes')(`missing.${text?.missing}`)).toBe('This file has no text.')
  })

  test('is the picture of its first page in a kit, whose page says so', async () => {
    const { assetId } = await brochure('Kit')
    const viewer = await link(assetId, 'web')
    const scope = await scopeOf(viewer)
    expect(await kitPresets(scope, [assetId], 'en')).toContainEqual(
      expect.objectContaining({ key: 'page-jpeg', isOfPages: true }),
    )
    expect(await askForKit(scope, [assetId], 'page-jpeg')).toEqual({ waiting: 1, total: 1 })
    await made(viewer, assetId, 'page-jpeg')
    expect(await askForKit(scope, [assetId], 'page-jpeg')).toEqual({ waiting: 0, total: 1 })
    const request = { ids: [assetId], size: { preset: 'page-jpeg' }, locale: 'en', title: 'Kit' }
    const kit = await planKit(scope, request, fixedT('en', 'kit'))
    expect(kit.files.map(({ name, mediaType }) => [name, mediaType])).toEqual([['kit-page-jpeg.jpg', 'image/jpeg']])
  })

  test('keeps pages of the current settings when files are tidied up, and loses those of former ones', async () => {
    const { assetId, versionId } = await brochure('Tidy')
    await made(mara(), assetId, 'page-png', 2)
    await tidySizedRenditions(world.db)
    const count = async () =>
      (await world.pool.query('select recipe from preset_rendition where version_id = $1', [versionId])).rows.length
    expect(await count()).toBe(1)
    await world.pool.query("update preset_rendition set recipe = 'x' || recipe where version_id = $1", [versionId])
    await tidySizedRenditions(world.db)
    expect(await count()).toBe(0)
  })
})

describe.skipIf(missingConverters.has('librsvg') || missingConverters.has('ghostscript'))('a logo', () => {
  test('leaves as PDF and SVG where originals do, and not where web sizes do', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><script>alert(1)</script><path d="M0 0h90v90z"/></svg>'
    const { assetId } = await world.photo('approved', { bytes: Buffer.from(svg), fileName: 'logo.svg' })
    const [web, original] = [await link(assetId, 'web'), await link(assetId, 'original')]
    await expect(find(web, assetId, 'drawing-pdf')).rejects.toMatchObject({ facts: { reason: 'rendition' } })
    await expect(find(web, assetId, 'drawing-svg')).rejects.toMatchObject({ facts: { reason: 'rendition' } })
    expect((await options(web, assetId)).map(({ key }) => key)).toEqual(['png-2000'])
    const pdf = await made(original, assetId, 'drawing-pdf')
    expect([pdf.file.fileName, pdf.bytes.toString('latin1', 0, 5)]).toEqual(['logo-drawing-pdf.pdf', '%PDF-'])
    expect(pdf.bytes.includes('Visit Mendialde')).toBe(true)
    const clean = await made(original, assetId, 'drawing-svg')
    expect([clean.file.fileName, clean.file.mediaType]).toEqual(['logo-drawing-svg.svg', 'image/svg+xml'])
    expect(clean.bytes.toString()).toMatch(/Visit Mendialde.*<path d="M0 0h90v90z"\/>/)
    expect(clean.bytes.toString()).not.toContain('script>')
  })
})

test('an AVIF is made in a queue of its own, so that other forms do not wait for several at once', async () => {
  const photo = await world.photo()
  const ask = {
    kind: 'custom',
    settings: CustomSize.parse({ width: '400', height: '400', fit: 'inside', format: 'avif' }),
  } as const
  const { wanted } = await findSized(await scopeOf(mara()), { kind: 'delivered', assetIds: [photo.assetId] }, ask)
  await askForSized(world.db, wanted, { by: world.mara.id })
  const { rows } = await world.pool.query('select queue_name from graphile_worker.jobs where key = $1', [
    `sized:${wanted.versionId}:${wanted.recipe}`,
  ])
  expect(rows).toEqual([{ queue_name: 'avif' }])
})

test('at most ten pages of a document are waited for from outside at once, and none beyond the three hundredth', async () => {
  const { assetId } = await brochure('Many')
  const viewer = await link(assetId, 'web')
  const ask = async (page: number) =>
    askForSized(world.db, (await find(viewer, assetId, 'page-jpeg', page)).wanted, { isOutside: true })
  for (let page = 2; page <= 11; page++) await ask(page)
  await ask(11)
  await expect(ask(12)).rejects.toMatchObject({ code: 'throttled' })
  await expect(find(viewer, assetId, 'page-jpeg', 301)).rejects.toMatchObject({ code: 'rendition.no_page' })
  expect((await find(mara(), assetId, 'page-jpeg', 301)).state).toBeUndefined()
})
