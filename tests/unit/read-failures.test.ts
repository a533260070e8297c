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

test('readSecrets generates secrets once and returns the same ones later', async () => {
  const made = await readSecrets(folder)
  expect(await readSecrets(folder)).toEqual(made)
  expect(made.sessionSecret).toHaveLength(43)
})

test('readSecrets throws when a secret cannot be read, and does not replace it', async () => {
  const file = path.join(folder, 'secrets', 'session-secret')
  await mkdir(path.dirname(file))
  await writeFile(file, 'the one in use')
  // Three sparse gigabytes: too large to read as one text, yet writable.
  await truncate(file, 3 * 1024 ** 3)
  await expect(readSecrets(folder)).rejects.toThrow()
  await truncate(file, 14)
  expect(await readFile(file, 'utf8')).toBe('the one in use')
})

test('listStale returns no upload when the staging folder does not exist', async () => {
  expect(await staging().listStale(new Date())).toEqual([])
})

test('listStale throws when the staging folder cannot be listed', async () => {
  await writeFile(path.join(folder, 'staging'), 'a file where the folder should be')
  await expect(staging().listStale(new Date())).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test('discard throws when the promoting folder cannot be listed', async () => {
  const id = 'a'.repeat(24)
  await mkdir(path.join(folder, 'staging'))
  await writeFile(path.join(folder, 'staging', 'promoting'), 'a file where the folder should be')
  await expect(staging().discard(id)).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test('listStale returns an upload that has not grown since the given date', async () => {
  const id = 'b'.repeat(24)
  await mkdir(path.join(folder, 'staging'))
  await writeFile(path.join(folder, 'staging', id), 'bytes')
  await utimes(path.join(folder, 'staging', id), 1, 1)
  expect(await staging().listStale(new Date())).toEqual([id])
})

test('sniff throws when the file cannot be read', async () => {
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
  await expect(sniff(path.join(folder, 'gone.jpg'), head, 'gone.jpg')).rejects.toMatchObject({ code: 'ENOENT' })
})
