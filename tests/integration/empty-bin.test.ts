import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openExhibition } from '#tests/support/bin-world'
import { openWorld, type World } from '#tests/support/world'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { ingest } from '~/domain/assets/ingest.commands.server'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { emptyBin } from '~/domain/bin/empty-bin.jobs.server'
import { purge } from '~/domain/bin/purge.commands.server'
import { deleteCollection } from '~/domain/collections/collection-deletion.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { openDownloads } from '~/domain/kits/downloads.commands.server'
import { fingerprint } from '~/platform/files/fingerprint.server'
import type { Storage } from '~/platform/storage'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const age = (table: string, id: string, days: number) =>
  world.pool.query(`update ${table} set deleted_at = now() - make_interval(days => $2) where id = $1`, [id, days])
const objectsOf = async (versionId: string) => {
  const { rows } = await world.pool.query<{ key: string }>(
    `select 'originals/' || sha256 as key from asset_version where id = $1
     union select object_key from rendition where version_id = $1 and object_key is not null`,
    [versionId],
  )
  return rows.map((row) => row.key)
}
const there = async (keys: string[]) => (await Promise.all(keys.map((key) => world.storage.head(key)))).map(Boolean)
const asked = async () => (await world.db.selectFrom('objectDeletion').selectAll().execute()).length

test('emptyBin purges rows and bytes of an asset after 30 days, and keeps downloads and audit log', async () => {
  const { assetId, versionId } = await openExhibition(world, 'gone')
  const keys = await objectsOf(versionId)
  expect(keys.length).toBeGreaterThan(1)
  const file = { assetId, versionId, rendition: 'original' as const, byteSize: 1, fileName: 'gone.jpg' }
  await openDownloads(world.db).recordFile({ kind: 'nobody' }, actorOf(world.nerea), file as never, 'whole')
  await deleteAssets(world.db, world.mara, [assetId])
  await age('asset', assetId, 29)
  await emptyBin.run({}, world)
  expect(await there(keys)).toEqual(keys.map(() => true))
  await age('asset', assetId, 30)
  await emptyBin.run({}, world)
  expect(await there(keys)).toEqual(keys.map(() => false))
  expect(await world.db.selectFrom('asset').select('id').where('id', '=', assetId).execute()).toEqual([])
  const counted = await world.pool.query(`select 1 from download where byte_size = 1 and asset_id is null`)
  expect(counted.rowCount).toBe(1)
  const acts = await listAuditEvents(world.db, { subject: assetId })
  expect(acts.map((act) => act.type).slice(0, 2)).toEqual(['asset.purged', 'asset.deleted'])
  expect(acts[0]?.actorKind).toBe('system')
})

test('emptyBin keeps bytes that another asset uses, also a deleted one', async () => {
  const bytes = await world.jpeg()
  const first = await world.photo('draft', { bytes })
  await deleteAssets(world.db, world.mara, [first.assetId])
  // A deleted asset is no duplicate: the same bytes are ingested as an asset of their own.
  const second = await world.photo('draft', { bytes })
  const [original] = await objectsOf(second.versionId)
  await purge(world.db, world.mara, { kind: 'asset', ids: [first.assetId] })
  await emptyBin.run({}, world)
  expect(await there([original!])).toEqual([true])
  await deleteAssets(world.db, world.mara, [second.assetId])
  await emptyBin.run({}, world)
  expect(await there([original!])).toEqual([true])
  await purge(world.db, world.mara, { kind: 'asset', ids: [second.assetId] })
  await emptyBin.run({}, world)
  expect(await there([original!])).toEqual([false])
})

test('purging a collection purges its shares, each with an audit event', async () => {
  const shown = await openExhibition(world, 'links-go')
  await deleteCollection(world.db, world.mara, shown.collectionId)
  await age('collection', shown.collectionId, 31)
  await emptyBin.run({}, world)
  const [line] = await listAuditEvents(world.db, { subject: shown.share.id })
  expect(line).toMatchObject({ type: 'share.purged', subjectName: 'Link links-go' })
  expect(await there(await objectsOf(shown.versionId))).not.toContain(false)
})

test('purge requires the role manager and an asset that is in the bin', async () => {
  const { assetId } = await world.photo('draft')
  const one = { kind: 'asset' as const, ids: [assetId] }
  await expect(purge(world.db, world.mara, one)).rejects.toMatchObject({ code: 'bin.gone' })
  await deleteAssets(world.db, world.iker, [assetId])
  await expect(purge(world.db, world.iker, one)).rejects.toMatchObject({ code: 'role.required' })
})

describe('an interrupted run of emptyBin', () => {
  test('after the rows were deleted leaves the bytes to the next run', async () => {
    const { assetId, versionId } = await world.photo('draft')
    await world.renderings(versionId)
    const keys = await objectsOf(versionId)
    await deleteAssets(world.db, world.mara, [assetId])
    await age('asset', assetId, 31)
    const failing: Storage = { ...world.storage, delete: () => Promise.reject(new Error('the store is away')) }
    await expect(emptyBin.run({}, { db: world.db, storage: failing })).rejects.toThrow('the store is away')
    expect(await there(keys)).not.toContain(false)
    expect(await asked()).toBe(keys.length)
    await emptyBin.run({}, world)
    expect(await there(keys)).not.toContain(true)
    expect(await asked()).toBe(0)
  })

  test('after the bytes were deleted is completed by the next run', async () => {
    const { assetId, versionId } = await world.photo('draft')
    const keys = await objectsOf(versionId)
    await deleteAssets(world.db, world.mara, [assetId])
    await age('asset', assetId, 31)
    const dying: Storage = {
      ...world.storage,
      delete: async (key) => {
        await world.storage.delete(key)
        throw new Error('killed')
      },
    }
    await expect(emptyBin.run({}, { db: world.db, storage: dying })).rejects.toThrow('killed')
    await emptyBin.run({}, world)
    expect([await there(keys), await asked()]).toEqual([[false], 0])
  })
})

test('bytes of an interrupted ingest without rows are deleted after a day', async () => {
  const bytes = await world.jpeg()
  const digest = await fingerprint(Readable.from([bytes]))
  const localPath = path.join(world.folder, 'broken-off')
  await writeFile(localPath, bytes)
  const key = `originals/${digest.sha256}`
  const broken = ingest(
    world.db,
    actorOf(world.iker),
    { localPath, fileName: 'b.jpg', digest },
    {
      store: async () => {
        await world.storage.put(key, Readable.from([bytes]), {})
        throw new Error('killed')
      },
    },
  )
  await expect(broken).rejects.toThrow('killed')
  await emptyBin.run({}, world)
  expect(await there([key])).toEqual([true])
  await world.pool.query(`update stored_object set created_at = now() - interval '25 hours' where sha256 = $1`, [
    digest.sha256,
  ])
  await emptyBin.run({}, world)
  expect(await there([key])).toEqual([false])
})

test('ingest stores bytes again that were purged before its rows were written', async () => {
  const bytes = await world.jpeg()
  const first = await world.photo('draft', { bytes })
  const [key] = await objectsOf(first.versionId)
  await deleteAssets(world.db, world.mara, [first.assetId])
  const localPath = path.join(world.folder, 'again')
  await writeFile(localPath, bytes)
  const digest = await fingerprint(Readable.from([bytes]))
  let stored = 0
  const taken = await ingest(
    world.db,
    actorOf(world.iker),
    { localPath, fileName: 'again.jpg', digest },
    {
      store: async (at) => {
        stored++
        // As staging promotes: an object that exists is not stored twice.
        if (!(await world.storage.head(at))) await world.storage.put(at, Readable.from([bytes]), {})
        if (stored > 1) return
        await purge(world.db, world.mara, { kind: 'asset', ids: [first.assetId] })
        await emptyBin.run({}, world)
        expect(await there([key!])).toEqual([false])
      },
    },
  )
  expect(taken.outcome).toBe('taken')
  expect([stored, await there([key!])]).toEqual([2, [true]])
})

test('uploading and purging the same bytes concurrently never leaves a version without bytes (25 rounds)', async () => {
  for (let round = 0; round < 25; round++) {
    const bytes = await world.jpeg()
    const first = await world.photo('draft', { bytes })
    await deleteAssets(world.db, world.mara, [first.assetId])
    const [taken] = await Promise.all([
      world.takeInBytes(bytes, 'same.jpg'),
      purge(world.db, world.mara, { kind: 'asset', ids: [first.assetId] }).then(() => emptyBin.run({}, world)),
    ])
    if (taken.outcome !== 'taken') throw new Error('not taken in')
    expect(await there(await objectsOf(taken.versionId))).toEqual([true])
  }
})
