import { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { inspectUpload } from '~/domain/assets/inspect-upload.jobs.server'
import { answerUpload, finishReceiving, openUpload } from '~/domain/assets/uploads.commands.server'
import { listUploads } from '~/domain/assets/uploads.queries.server'
import { newSecret } from '~/platform/ids.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Stages bytes as the tus server does, up to the queued inspection; returns the upload id. */
async function send(bytes: Buffer, fileName: string, options: { targetAssetId?: string; relativePath?: string } = {}) {
  const id = newSecret(24)
  await openUpload(world.db, world.iker, { id, byteSize: bytes.length, fileName, ...options })
  await world.staging.store.create(new Upload({ id, size: bytes.length, offset: 0 }))
  await world.staging.store.write(Readable.from([bytes]), id, 0)
  await finishReceiving(world.db, world.iker, id)
  return id
}
const inspect = (uploadId: string) => inspectUpload.run({ uploadId }, { ...world, env: {}, tempDir: world.folder })
const seen = async (id: string) => (await listUploads(world.db, world.iker)).find((upload) => upload.id === id)

describe('an inspected upload', () => {
  test('becomes a draft titled by its file name, with its bytes stored by hash', async () => {
    const bytes = await world.jpeg()
    const id = await send(bytes, 'aizkorri_in_autumn.jpg', { relativePath: 'press/2026/aizkorri_in_autumn.jpg' })
    await inspect(id)
    const upload = await seen(id)
    expect(upload).toMatchObject({ state: 'done', reason: null })
    const asset = await world.db
      .selectFrom('asset')
      .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
      .innerJoin('metadataValue as title', 'title.assetId', 'asset.id')
      .select(['version.state', 'version.sha256', 'title.text', 'asset.sourcePath'])
      .where('asset.id', '=', upload!.assetId!)
      .executeTakeFirstOrThrow()
    expect(asset).toMatchObject({
      state: 'draft',
      text: 'aizkorri in autumn',
      sourcePath: 'press/2026/aizkorri_in_autumn.jpg',
    })
    expect((await world.storage.head(`originals/${asset.sha256}`))?.size).toBe(bytes.length)
  })

  test('is ingested once when its inspection runs several times', async () => {
    const id = await send(await world.jpeg(), 'once.jpg')
    await Promise.allSettled([inspect(id), inspect(id), finishReceiving(world.db, world.iker, id)])
    await inspect(id)
    const assets = await world.db.selectFrom('assetVersion').select('id').where('fileName', '=', 'once.jpg').execute()
    expect(assets.length).toBe(1)
  })
})

describe('an upload of duplicate bytes', () => {
  test('names the existing asset, and becomes a version of it or an asset of its own on request', async () => {
    const bytes = await world.jpeg()
    const { assetId } = await world.photo('approved', { bytes })
    const id = await send(bytes, 'again.jpg')
    await inspect(id)
    expect(await seen(id)).toMatchObject({ state: 'duplicate', facts: { assetId } })
    await answerUpload(world.db, world.iker, id, 'new_version')
    await inspect(id)
    expect(await seen(id)).toMatchObject({ state: 'done', assetId })

    const other = await send(bytes, 'beside.jpg')
    await inspect(other)
    await answerUpload(world.db, world.iker, other, 'keep_both')
    await inspect(other)
    expect((await seen(other))?.assetId).not.toBe(assetId)
  })

  test('inspected concurrently with its twin is ingested once', async () => {
    const bytes = await world.jpeg()
    const ids = [await send(bytes, 'left.jpg'), await send(bytes, 'right.jpg')]
    await Promise.all(ids.map(inspect))
    const states = await Promise.all(ids.map(async (id) => (await seen(id))?.state))
    expect(states.sort()).toEqual(['done', 'duplicate'])
  })
})

describe('an invalid upload is refused with the reason:', () => {
  const cut = async () => (await sharp({ create: noise }).jpeg().toBuffer()).subarray(0, 4000)
  const noise = { width: 600, height: 400, channels: 3 as const, background: '#123456', noise: gaussian() }
  function gaussian() {
    return { type: 'gaussian' as const, mean: 128, sigma: 60 }
  }
  test.each<[string, () => Promise<Buffer>, string, string]>([
    ['a truncated JPEG', cut, 'cut.jpg', 'truncated'],
    ['a text file named .jpg', async () => Buffer.from('not a picture at all\n'), 'fake.jpg', 'not_what_it_says'],
    [
      'an executable named .png',
      async () => Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001'), Buffer.alloc(400)]),
      'run.png',
      'executable',
    ],
  ])('%s', async (_, bytes, name, reason) => {
    const id = await send(await bytes(), name)
    await inspect(id)
    expect(await seen(id)).toMatchObject({ state: 'refused', reason })
    const audit = await world.db.selectFrom('auditEvent').select('facts').where('subjectId', '=', id).execute()
    expect(audit.some(({ facts }) => (facts as { reason?: string }).reason === reason)).toBe(true)
  })

  test('an empty file, before any byte is sent', async () => {
    const empty = openUpload(world.db, world.iker, { id: newSecret(24), byteSize: 0, fileName: 'empty.jpg' })
    await expect(empty).rejects.toMatchObject({ code: 'upload.empty' })
  })

  test.each([
    ['../../etc/passwd.jpg', 'passwd.jpg'],
    ['C:\\temp\\🏔️ mountain.jpg', '🏔️ mountain.jpg'],
    [`${'a'.repeat(300)}.jpg`, `${'a'.repeat(196)}.jpg`],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
  ])('a hostile file name alone is no reason: %j is stored as %j', async (name, kept) => {
    const id = await send(await world.jpeg(), name)
    expect((await seen(id))?.fileName).toBe(kept)
    await inspect(id)
    expect((await seen(id))?.state).toBe('done')
  })
})

describe('the answer to an upload', () => {
  test('is refused to other people', async () => {
    const id = await send(await world.jpeg(), 'mine.jpg')
    await expect(answerUpload(world.db, world.mara, id, 'dismiss')).rejects.toMatchObject({ code: 'upload.unknown' })
  })

  test('cannot be a retry once the upload is done', async () => {
    const id = await send(await world.jpeg(), 'done.jpg')
    await inspect(id)
    await expect(answerUpload(world.db, world.iker, id, 'retry')).rejects.toMatchObject({ code: 'upload.settled' })
  })
})
