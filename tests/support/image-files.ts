import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { sniff } from '~/platform/files/sniff.server'

/** Folders of a test file, one for images and one for their renditions, deleted after its last test. */
export function imageFolders() {
  const folders = { images: '', renditions: '' }
  beforeAll(async () => {
    folders.images = await mkdtemp(path.join(os.tmpdir(), 'vitrine-images-'))
    folders.renditions = await mkdtemp(path.join(os.tmpdir(), 'vitrine-renditions-'))
  })
  afterAll(async () => {
    await rm(folders.images, { recursive: true })
    await rm(folders.renditions, { recursive: true })
  })
  return folders
}

/** Writes an image to a folder; returns its path and the type that its bytes have. */
export async function writtenTo(folder: string, bytes: Buffer | string, name: string) {
  const file = path.join(folder, name)
  await writeFile(file, bytes)
  return { file, sniffed: await sniff(file, Buffer.from(bytes).subarray(0, 65_536), name) }
}
