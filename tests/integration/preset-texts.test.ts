import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { inLanguage } from '~/domain/access/viewer-texts'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { findSized } from '~/domain/delivery/sized-delivery.server'
import { askForEmbedded } from '~/domain/embeds/ask-for-embedded.commands.server'
import { mayStillLeave } from '~/domain/kits/kit-contents.server'
import { askForKit } from '~/domain/kits/kit-presets.commands.server'
import { askForTexts } from '~/domain/kits/kit-texts.commands.server'
import { planKit } from '~/domain/kits/kit-zip.server'
import { askForSized } from '~/domain/presets/ask-for-sized.commands.server'
import { NewPreset } from '~/domain/presets/preset'
import { changePreset, createPreset } from '~/domain/presets/presets.commands.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { fixedT } from '~/i18n/server'
import { dbNow } from '~/platform/db.server'
import { readMetadata } from '~/platform/images/metadata.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const scopeOf = async (viewer: Viewer) => ({ db: world.db, viewer, now: await dbNow(world.db) })

type Rule = { embeds?: 'inherit' | 'credit' | 'all' | 'none'; embedLanguage?: 'es' | 'en' }
const settingsBy = (key: string, rule: Rule) =>
  NewPreset.parse({
    key,
    names: { en: key },
    kinds: ['photo'],
    format: 'jpeg',
    width: 200,
    fit: 'inside',
    colourSpace: 'srgb',
    tier: 'web',
    ...rule,
  })

let count = 0
async function presetBy(rule: Rule): Promise<string> {
  const key = `texts-${++count}`
  await createPreset(world.db, world.mara, settingsBy(key, rule))
  return key
}

async function photo(): Promise<string> {
  const { assetId } = await world.photo()
  await describeAsset(world.db, world.iker, assetId, {
    ...{
      title: { en: 'Lighthouse', es: 'Faro' },
      altText: { en: 'Alt' },
      description: {},
      usageTerms: {},
      keywords: [],
    },
  })
  return assetId
}

async function linkTo(assetId: string, rule: Rule): Promise<Viewer> {
  const input = NewShare.parse({
    ...{ title: 'Press', zone: 'UTC', allows: 'web', zipAllowed: true, expiresAt: '2099-01-01T00:00' },
    ...{ assets: [assetId], ...rule },
  })
  const { token } = await createShare(world.db, world.mara, input, { locale: 'en', now: await dbNow(world.db) })
  return inLanguage(viewerOfShare(await findShareByToken(world.db, token), true), 'en')
}

/** Asks for what a preset makes as a request does, until it may leave; returns what the file says. */
async function said(viewer: Viewer, assetId: string, preset: string) {
  const find = async () =>
    findSized(await scopeOf(viewer), { kind: 'delivered', assetIds: [assetId] }, { kind: 'preset', key: preset })
  await askForSized(world.db, (await find()).wanted)
  await world.runJobs()
  const { texts } = await find()
  if (texts) await askForEmbedded(world.db, [texts])
  await world.runJobs()
  const { file } = await find()
  return saidBy(file?.objectKey ?? '')
}

async function saidBy(objectKey: string) {
  const path = await world.storage.localPath?.(objectKey)
  const { title, creditLine } = await readMetadata(path ?? '', {
    extension: 'jpg',
    mediaType: 'image/jpeg',
    kind: 'photo',
  })
  return { title, creditLine }
}

const CREDIT = 'Visit Mendialde'

describe('what a preset makes carries', () => {
  test.each<{ of: string; preset: Rule; share: Rule; title: object; creditLine: string | null }>([
    {
      of: 'texts as the link says',
      preset: {},
      share: { embeds: 'all', embedLanguage: 'es' },
      title: { es: 'Faro' },
      creditLine: CREDIT,
    },
    { of: 'the credit where neither says more', preset: {}, share: {}, title: {}, creditLine: CREDIT },
    {
      of: 'all texts in its own language',
      preset: { embeds: 'all', embedLanguage: 'es' },
      share: {},
      title: { es: 'Faro' },
      creditLine: CREDIT,
    },
    {
      of: 'all texts in its own language before that of the link',
      preset: { embeds: 'all', embedLanguage: 'es' },
      share: { embeds: 'all', embedLanguage: 'en' },
      title: { es: 'Faro' },
      creditLine: CREDIT,
    },
    {
      of: 'all texts in that of the recipient',
      preset: { embeds: 'all' },
      share: {},
      title: { en: 'Lighthouse' },
      creditLine: CREDIT,
    },
    {
      of: 'the credit alone, whatever the link says',
      preset: { embeds: 'credit' },
      share: { embeds: 'all' },
      title: {},
      creditLine: CREDIT,
    },
    {
      of: 'nothing, whatever the link says',
      preset: { embeds: 'none' },
      share: { embeds: 'all' },
      title: {},
      creditLine: null,
    },
    {
      of: 'nothing where the link takes all texts out',
      preset: { embeds: 'all' },
      share: { embeds: 'none' },
      title: {},
      creditLine: null,
    },
  ])('$of', async ({ preset, share, title, creditLine }) => {
    const assetId = await photo()
    expect(await said(await linkTo(assetId, share), assetId, await presetBy(preset))).toEqual({ title, creditLine })
  })

  test('for staff the texts of the preset in their language', async () => {
    const assetId = await photo()
    const staff = inLanguage<Viewer>({ kind: 'staff', personId: world.nerea.id, name: 'Nerea', role: 'viewer' }, 'es')
    expect((await said(staff, assetId, await presetBy({ embeds: 'all' }))).title).toEqual({ es: 'Faro' })
    expect((await said(staff, assetId, await presetBy({}))).title).toEqual({})
  })
})

test('a kit in the sizes of a preset has its texts, and a changed rule ends the plan', async () => {
  const assetId = await photo()
  const viewer = await linkTo(assetId, {})
  const preset = await presetBy({ embeds: 'all', embedLanguage: 'es' })
  const size = { preset }
  await askForKit(await scopeOf(viewer), [assetId], preset)
  await world.runJobs()
  expect(await askForTexts(await scopeOf(viewer), [assetId], size)).toEqual({ waiting: 1, total: 1 })
  await world.runJobs()
  expect(await askForTexts(await scopeOf(viewer), [assetId], size)).toEqual({ waiting: 0, total: 1 })
  const kit = await planKit(
    await scopeOf(viewer),
    { ids: [assetId], size, locale: 'en', title: 'Kit' },
    fixedT('en', 'kit'),
  )
  expect((await saidBy(kit.files[0]?.objectKey ?? '')).title).toEqual({ es: 'Faro' })
  expect(await mayStillLeave(await scopeOf(viewer), kit, 'en')).toBe(true)
  const { key: _, ...fields } = settingsBy(preset, { embeds: 'credit' })
  await changePreset(world.db, world.mara, preset, fields)
  expect(await mayStillLeave(await scopeOf(viewer), kit, 'en')).toBe(false)
})
