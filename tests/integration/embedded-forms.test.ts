import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { inLanguage } from '~/domain/access/viewer-texts'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { deliverOne } from '~/domain/delivery/delivery.server'
import { deliverWithTexts, formToMake } from '~/domain/delivery/embedded-delivery.server'
import { askForEmbedded } from '~/domain/embeds/ask-for-embedded.commands.server'
import { tidyEmbedded } from '~/domain/embeds/tidy-embedded.jobs.server'
import { mayStillLeave } from '~/domain/kits/kit-contents.server'
import { askForTexts } from '~/domain/kits/kit-texts.commands.server'
import { planKit } from '~/domain/kits/kit-zip.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare, revokeShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { fixedT } from '~/i18n/server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { readMetadata } from '~/platform/images/metadata.server'
import { enqueue } from '~/platform/queue.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Terms = { embeds: 'credit' | 'all' | 'none'; embedLanguage?: 'es' | 'en' }

async function linkTo(
  assetId: string,
  terms: Terms,
): Promise<{ viewer: Viewer; again: () => Promise<Viewer>; id: string }> {
  const input = NewShare.parse({
    ...{ title: 'Press', zone: 'UTC', allows: 'original', zipAllowed: true, expiresAt: '2099-01-01T00:00' },
    ...{ assets: [assetId], ...terms },
  })
  const { token } = await createShare(world.db, world.mara, input, { locale: 'en', now: await dbNow(world.db) })
  const again = async () => inLanguage(viewerOfShare(await findShareByToken(world.db, token), false), 'en')
  return { viewer: await again(), again, id: (await findShareByToken(world.db, token)).id }
}
const scopeOf = async (viewer: Viewer) => ({ db: world.db, viewer, now: await dbNow(world.db) })

/** Has the form made as a request does, and returns the file that leaves. */
async function delivered(viewer: Viewer, assetId: string) {
  const form = await formToMake(await scopeOf(viewer), assetId, 'original')
  if (form) await askForEmbedded(world.db, [form.wanted])
  await world.runJobs()
  return deliverWithTexts(await scopeOf(viewer), assetId, 'original')
}
const saidBy = async (objectKey: string) => {
  const path = await world.storage.localPath?.(objectKey)
  return readMetadata(path ?? '', { extension: 'jpg', mediaType: 'image/jpeg', kind: 'photo' })
}
const describeIn = (assetId: string, title: Record<string, string>) =>
  describeAsset(world.db, world.iker, assetId, {
    ...{ title, altText: { en: 'Alt' }, description: {}, usageTerms: {}, keywords: ['coast'] },
  })

describe('files of a share that carries all approved texts', () => {
  test('are not ready until made, then hold the texts in the fixed language, with the exact size', async () => {
    const { assetId } = await world.photo()
    await describeIn(assetId, { en: 'Lighthouse', es: 'Faro' })
    const { viewer } = await linkTo(assetId, { embeds: 'all', embedLanguage: 'es' })
    await expect(deliverWithTexts(await scopeOf(viewer), assetId, 'original')).rejects.toThrow('rendition.not_ready')
    const file = await delivered(viewer, assetId)
    const said = await saidBy(file.objectKey)
    expect(said).toMatchObject({ title: { es: 'Faro' }, keywords: ['coast'], creditLine: 'Visit Mendialde' })
    expect((await world.storage.head(file.objectKey))?.size).toBe(file.byteSize)
    expect(file.objectKey).toMatch(/^embedded\//)
  })

  test('are in the language of the recipient where none is fixed', async () => {
    const { assetId } = await world.photo()
    await describeIn(assetId, { en: 'Lighthouse', es: 'Faro' })
    const { viewer } = await linkTo(assetId, { embeds: 'all' })
    expect((await saidBy((await delivered(inLanguage(viewer, 'es'), assetId)).objectKey)).title).toEqual({ es: 'Faro' })
    expect((await saidBy((await delivered(viewer, assetId)).objectKey)).title).toEqual({ en: 'Lighthouse' })
  })

  test('are made anew when a text changes, and the former ones go', async () => {
    const { assetId, versionId } = await world.photo()
    const { viewer } = await linkTo(assetId, { embeds: 'all' })
    const first = await delivered(viewer, assetId)
    await describeIn(assetId, { en: 'Corrected' })
    await expect(deliverWithTexts(await scopeOf(viewer), assetId, 'original')).rejects.toThrow('rendition.not_ready')
    const second = await delivered(viewer, assetId)
    expect((await saidBy(second.objectKey)).title).toEqual({ en: 'Corrected' })
    await inTransaction(world.db, (trx) => enqueue(trx, tidyEmbedded, {}))
    await world.runJobs()
    const left = await world.db
      .selectFrom('embeddedForm')
      .select('objectKey')
      .where('versionId', '=', versionId)
      .execute()
    expect(left).toEqual([{ objectKey: second.objectKey }])
    expect(await world.queued('discard_embedded_forms')).toContainEqual({ keys: [first.objectKey] })
  })

  test('leave only while rights allow it', async () => {
    const { assetId } = await world.photo()
    const { viewer, again, id } = await linkTo(assetId, { embeds: 'all' })
    await delivered(viewer, assetId)
    await revokeShare(world.db, world.mara, id)
    await expect(
      again().then(async (now) => deliverWithTexts(await scopeOf(now), assetId, 'original')),
    ).rejects.toThrow()
  })

  test('are planned into kits with their sizes, and a changed text ends the plan', async () => {
    const { assetId } = await world.photo()
    const { viewer } = await linkTo(assetId, { embeds: 'all' })
    const asked = { ids: [assetId], size: 'best', locale: 'en', title: 'Kit' } as const
    expect(await askForTexts(await scopeOf(viewer), [assetId], 'best')).toEqual({ waiting: 1, total: 1 })
    await world.runJobs()
    expect(await askForTexts(await scopeOf(viewer), [assetId], 'best')).toEqual({ waiting: 0, total: 1 })
    const kit = await planKit(await scopeOf(viewer), asked, fixedT('en', 'kit'))
    const [file] = kit.files
    expect(file?.objectKey).toMatch(/^embedded\//)
    expect((await world.storage.head(file?.objectKey ?? ''))?.size).toBe(file?.byteSize)
    expect(await mayStillLeave(await scopeOf(viewer), kit, 'en')).toBe(true)
    await describeIn(assetId, { en: 'Corrected' })
    expect(await mayStillLeave(await scopeOf(viewer), kit, 'en')).toBe(false)
  })
})

test('files of a share without texts hold none of them', async () => {
  const { assetId } = await world.photo()
  const { viewer } = await linkTo(assetId, { embeds: 'none' })
  const said = await saidBy((await delivered(viewer, assetId)).objectKey)
  expect([said.title, said.creator, said.creditLine]).toEqual([{}, null, null])
})

test('files of other shares leave as they are stored', async () => {
  const { assetId } = await world.photo()
  const { viewer } = await linkTo(assetId, { embeds: 'credit' })
  const scope = await scopeOf(viewer)
  expect(await formToMake(scope, assetId, 'original')).toBeUndefined()
  expect(await deliverWithTexts(scope, assetId, 'original')).toEqual(await deliverOne(scope, assetId, 'original'))
})
