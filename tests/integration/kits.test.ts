import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { planKit } from '~/domain/kits/kit-zip.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare, revokeShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { fixedT } from '~/i18n/server'
import { dbNow } from '~/platform/db.server'
import { sendZip } from '~/platform/zip/send.server'

let world: World
let ids: string[]
let collectionId: string
beforeAll(async () => {
  world = await openWorld()
  ids = []
  for (const fileName of ['Ridge.jpg', 'ridge.jpg', 'CON.jpg'])
    ids.push((await world.photo('approved', { fileName })).assetId)
  collectionId = await createCollection(world.db, world.mara, 'Autumn press kit', 'en')
  await addToCollection(world.db, world.mara, collectionId, { assetIds: ids })
})
afterAll(() => world.close())

const link = (terms: { allows?: string } = {}) => make({ collectionId, ...terms })
const linkTo = (assets: string[], terms: { allows?: string } = {}) => make({ assets, ...terms })
async function make(terms: Record<string, unknown>) {
  const now = await dbNow(world.db)
  const input = NewShare.parse({
    ...{ title: 'For Nordlicht', zone: 'UTC', allows: 'original', zipAllowed: true },
    ...{ expiresAt: '2099-01-01T00:00', ...terms },
  })
  const { id, token } = await createShare(world.db, world.mara, input, { locale: 'en', now })
  return { id, token, viewer: viewerOfShare(await findShareByToken(world.db, token), false) }
}
const kitOf = async (viewer: Viewer, assets: string[]) =>
  planKit(
    { db: world.db, viewer, now: await dbNow(world.db) },
    { ids: assets, size: 'best', locale: 'en', title: 'Autumn press kit' },
    fixedT('en', 'kit'),
  )
const kit = (viewer: Viewer) => kitOf(viewer, ids)

async function bytesOf(plan: Awaited<ReturnType<typeof kit>>['plan'], range?: { start: number; end: number }) {
  const chunks: Buffer[] = []
  const out = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  await sendZip(plan, world.storage, out, { range, signal: new AbortController().signal })
  return Buffer.concat(chunks)
}

describe('a kit', () => {
  test('has the same bytes and ETag each time, and its ranges join to the whole of the planned length', async () => {
    const { viewer } = await link()
    const [first, second] = [await kit(viewer), await kit(viewer)]
    const whole = await bytesOf(first.plan)
    expect(whole.length).toBe(first.plan.length)
    expect(second.plan.etag).toBe(first.plan.etag)
    expect((await bytesOf(second.plan)).equals(whole)).toBe(true)
    const cut = Math.floor(whole.length / 3)
    const parts = [await bytesOf(first.plan, { start: 0, end: cut - 1 })]
    parts.push(await bytesOf(first.plan, { start: cut, end: whole.length - 1 }))
    expect(Buffer.concat(parts).equals(whole)).toBe(true)
  })

  test('contains its documents, and no names that a file system takes for one', async () => {
    const { plan } = await kit((await link()).viewer)
    const text = (await bytesOf(plan)).toString('latin1')
    for (const name of ['CREDITS.csv', 'LICENCES.txt', 'MANIFEST.json']) expect(text).toContain(name)
    expect(text).toMatch(/ridge \(2\)\.jpg/i)
    expect(text).not.toContain('/CON.jpg')
  })

  test('leaves out an asset under embargo with the reason, and has another ETag', async () => {
    const { viewer } = await link()
    const terms = { creditLine: 'Visit Mendialde', embargoZone: 'UTC', expiresZone: 'UTC' }
    await setRights(world.db, world.mara, ids[0]!, terms)
    const before = await kit(viewer)
    await setRights(world.db, world.mara, ids[0]!, { ...terms, embargoUntil: '2098-01-01T00:00' })
    const after = await kit(viewer)
    expect(after.leftOut).toEqual([{ assetId: ids[0], reason: 'embargo' }])
    expect(after.files.length).toBe(before.files.length - 1)
    expect(after.plan.etag).not.toBe(before.plan.etag)
    await setRights(world.db, world.mara, ids[0]!, terms)
    expect((await kit(viewer)).plan.etag).toBe(before.plan.etag)
  })

  test('of a revoked share is refused as empty', async () => {
    const { id, token } = await link()
    await revokeShare(world.db, world.mara, id)
    const viewer = viewerOfShare(await findShareByToken(world.db, token), false)
    await expect(kit(viewer)).rejects.toMatchObject({ code: 'package.empty' })
  })

  test('of a share that allows web contains web renditions, and no original in place of a missing one', async () => {
    const { assetId, versionId } = await world.photo('approved', { bytes: await world.jpeg(3000, 2000) })
    const { viewer } = await linkTo([assetId, ids[0]!], { allows: 'web' })
    await expect(kitOf(viewer, [assetId])).rejects.toMatchObject({ code: 'package.empty' })
    await world.renderings(versionId)
    const { files, leftOut } = await kitOf(viewer, [assetId, ids[0]!])
    expect(files.map(({ rendition, width }) => [rendition, width])).toEqual([['web', 2048]])
    expect(leftOut).toEqual([{ assetId: ids[0], reason: 'not_made' }])
  })

  test('leaves out an asset whose approval is withdrawn', async () => {
    const { viewer } = await link()
    const { versionId } = (await kit(viewer)).files[0]!
    await transition(world.db, world.mara, ids[0]!, { versionId, transition: 'withdraw' })
    const { files, leftOut } = await kit(viewer)
    expect(files.map((file) => file.assetId)).not.toContain(ids[0])
    expect(leftOut).toEqual([{ assetId: ids[0], reason: 'not_approved' }])
  })
})
