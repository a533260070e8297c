import { afterAll, expect, test } from 'vitest'
import { briefWorld } from '#tests/support/brief-world'
import { openWorld } from '#tests/support/world'
import { restoreAssets } from '~/domain/assets/asset-deletion.commands.server'
import { createCollection } from '~/domain/collections/collections.commands.server'
import { acceptAsVersion, rejectFile } from '~/domain/intake/decide-file.commands.server'
import { filesOfGuest } from '~/domain/intake/files-of-guest.queries.server'
import { likelyTargets, outsideFileOf } from '~/domain/intake/outside-file.queries.server'
import { fillIn } from '~/domain/intake/own-files.commands.server'
import { transition } from '~/domain/review/review.commands.server'

const world = await openWorld()
afterAll(() => world.close())
const { db, iker, mara } = world
const { brief, guestOf, send, submitAll, inReview } = briefWorld(world)

test('a rejected file is in the bin, its guest reads why, and restoring it takes the rejection back', async () => {
  const { guest, assetId, versionId } = await inReview(await brief())
  await expect(rejectFile(db, iker, assetId, { versionId, reason: 'quality' })).rejects.toThrow('role.required')
  const both = await Promise.allSettled([
    rejectFile(db, mara, assetId, { versionId, reason: 'quality', note: 'Noisy' }),
    rejectFile(db, mara, assetId, { versionId, reason: 'off_brief' }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const progress = async () => (await filesOfGuest(db, guest.id))[0]!.progress
  expect((await progress()).at).toBe('rejected')
  expect(await outsideFileOf(db, assetId)).toBeUndefined()
  await restoreAssets(db, mara, [assetId])
  expect(await progress()).toEqual({ at: 'in_review' })
  expect(await outsideFileOf(db, assetId)).toMatchObject({ guestName: 'Ane', isFirst: true })
})

test('a file is accepted as the next version of an asset of the same name, and stays what links and portals show', async () => {
  const target = await world.photo('approved', { fileName: 'harbour_v1.jpg' })
  const { guest, assetId, versionId } = await inReview(await brief(), { fileName: 'Harbour-final (2).jpg' })
  expect(await likelyTargets(db, assetId)).toContainEqual({ assetId: target.assetId, reason: 'name' })
  const accept = () => acceptAsVersion(db, mara, assetId, { versionId, targetId: target.assetId })
  await expect(acceptAsVersion(db, mara, assetId, { versionId, targetId: assetId })).rejects.toThrow('asset.unknown')
  const both = await Promise.allSettled([accept(), accept()])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { rows } = await world.pool.query(
    `select v.number, v.state, v.id = a.approved_version_id as approved, (select deleted_at is not null from asset where id = $2) as binned
     from asset a join asset_version v on v.asset_id = a.id where a.id = $1 order by v.number`,
    [target.assetId, assetId],
  )
  expect(rows).toEqual([
    { number: 1, state: 'approved', approved: false, binned: true },
    { number: 2, state: 'approved', approved: true, binned: true },
  ])
  const [file] = await filesOfGuest(db, guest.id)
  expect(file).toMatchObject({ assetId: target.assetId, progress: { at: 'accepted' } })
})

test('accepted files enter the collection of their brief, and a release becomes a document that is related to its files', async () => {
  const collectionId = await createCollection(db, mara, 'Autumn', 'en')
  const id = await brief({ collectionId, needsRelease: true })
  const guest = await guestOf(id)
  const photo = await send(guest, id, await world.jpeg(), { fileName: 'model.jpg' })
  const release = await send(guest, id, Buffer.from('The model agrees.'), { fileName: 'release.txt', isRelease: true })
  await world.runJobs()
  await expect(submitAll(guest, id)).rejects.toThrow('submission.incomplete')
  await fillIn(db, guest, photo, { texts: {}, releases: [release] })
  await submitAll(guest, id)
  await world.runJobs()
  const files = await filesOfGuest(db, guest.id)
  const [asset, document] = [files.find((file) => !file.isRelease)!, files.find((file) => file.isRelease)!]
  const { rows } = await world.pool.query('select from_id, kind, to_id from asset_relation where to_id = $1', [
    asset.assetId,
  ])
  expect(rows).toEqual([{ from_id: document.assetId, kind: 'release_for', to_id: asset.assetId }])
  await world.describe(asset.assetId!, 'Model')
  await transition(db, mara, asset.assetId!, { versionId: asset.versionId!, transition: 'approve', unseen: true })
  await world.runJobs()
  const inside = await db
    .selectFrom('collectionAsset')
    .select('assetId')
    .where('collectionId', '=', collectionId)
    .execute()
  expect(inside).toEqual([{ assetId: asset.assetId }])
})
