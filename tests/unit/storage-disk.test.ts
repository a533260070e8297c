import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conformsAsStaging } from '#tests/support/staging-conformance'
import { conforms } from '#tests/support/storage-conformance'
import { diskStorage } from '~/platform/storage/disk.server'
import { diskStaging } from '~/platform/storage/staging.server'

async function open() {
  const root = await mkdtemp(path.join(os.tmpdir(), 'vitrine-disk-'))
  const storage = diskStorage(path.join(root, 'objects'))
  return {
    root,
    storage,
    staging: diskStaging(path.join(root, 'staging'), storage),
    leftovers: async () => {
      const entries = await readdir(root, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
        .sort()
    },
    close: () => rm(root, { recursive: true, force: true }),
  }
}

conforms('objects on disk', open)
conformsAsStaging('uploads staged on disk', open)

describe('disk storage', () => {
  let disk: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    disk = await open()
  })
  afterAll(() => disk.close())

  test('has no signed URLs', async () => {
    expect(await disk.storage.signedUrl('a', { expiresInSeconds: 10 })).toBeUndefined()
  })

  test('gives the local path of an object', async () => {
    await disk.storage.put('a', Readable.from([Buffer.from('here')]), {})
    const file = await disk.storage.localPath?.('a')
    expect(file?.startsWith(disk.root)).toBe(true)
    expect(await readdir(path.dirname(file!))).toEqual([path.basename(file!)])
  })

  test('discards what a process that died was storing, and keeps what is being stored now', async () => {
    const folder = path.join(disk.root, 'objects/tmp')
    await mkdir(folder, { recursive: true })
    for (const name of ['left', 'now']) await writeFile(path.join(folder, name), 'half')
    await utimes(path.join(folder, 'left'), 0, 0)
    expect(await disk.storage.discardUnfinished(/./, new Date(Date.now() - 3_600_000))).toBe(1)
    expect(await readdir(folder)).toEqual(['now'])
    await rm(folder, { recursive: true })
    expect(await disk.storage.discardUnfinished(/./, new Date())).toBe(0)
  })

  test('keeps the old bytes for a reader when an object is replaced meanwhile', async () => {
    await disk.storage.put('b', Readable.from([Buffer.from('old')]), {})
    const reading = await disk.storage.read('b')
    await disk.storage.put('b', Readable.from([Buffer.from('new')]), {})
    expect((await buffer(reading)).toString()).toBe('old')
  })

  test('adopts a file from another file system', async (context) => {
    // Linux keeps this folder in memory, a file system of its own.
    const elsewhere = path.join('/dev/shm', `vitrine-${randomUUID()}`)
    await writeFile(elsewhere, 'from afar').catch(() => context.skip('no second file system here'))
    await disk.storage.adopt(elsewhere, 'd', {})
    expect((await disk.storage.readSmall('d', 100)).toString()).toBe('from afar')
    expect(await readdir('/dev/shm')).not.toContain(path.basename(elsewhere))
  })
})
