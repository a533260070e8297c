import { mkdir, mkdtemp, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sniff } from '~/platform/files/sniff.server'
import { diskStorage } from '~/platform/storage/disk.server'
import { diskStaging } from '~/platform/storage/staging.server'
import { readSecrets } from '~/server/start/secrets'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-unreadable-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const staging = () => diskStaging(path.join(folder, 'staging'), diskStorage(folder))

test('secrets are made once and read again', async () => {
  const made = await readSecrets(folder)
  expect(await readSecrets(folder)).toEqual(made)
  expect(made.sessionSecret).toHaveLength(43)
})

test('a secret that cannot be read stops the start and is not replaced by a new one', async () => {
  const file = path.join(folder, 'secrets', 'session-secret')
  await mkdir(path.dirname(file))
  await writeFile(file, 'the one in use')
  // Three sparse gigabytes: nothing reads them as one text, whoever asks, yet anybody could write over them.
  await truncate(file, 3 * 1024 ** 3)
  await expect(readSecrets(folder)).rejects.toThrow()
  await truncate(file, 14)
  expect(await readFile(file, 'utf8')).toBe('the one in use')
})

test('a staging folder that is not there yet holds no stale upload', async () => {
  expect(await staging().listStale(new Date())).toEqual([])
})

test('a staging folder that cannot be listed is an error and not an empty one', async () => {
  await writeFile(path.join(folder, 'staging'), 'a file where the folder should be')
  await expect(staging().listStale(new Date())).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test('what was left while promoting is not taken for nothing when it cannot be listed', async () => {
  const id = 'a'.repeat(24)
  await mkdir(path.join(folder, 'staging'))
  await writeFile(path.join(folder, 'staging', 'promoting'), 'a file where the folder should be')
  await expect(staging().discard(id)).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test('an upload nothing was added to is stale', async () => {
  const id = 'b'.repeat(24)
  await mkdir(path.join(folder, 'staging'))
  await writeFile(path.join(folder, 'staging', id), 'bytes')
  await utimes(path.join(folder, 'staging', id), 1, 1)
  expect(await staging().listStale(new Date())).toEqual([id])
})

test('a file that cannot be read is an error and not of an unknown kind', async () => {
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
  await expect(sniff(path.join(folder, 'gone.jpg'), head, 'gone.jpg')).rejects.toMatchObject({ code: 'ENOENT' })
})
