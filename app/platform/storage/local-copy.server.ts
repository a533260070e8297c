import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Storage } from '~/platform/storage'

/** A fresh folder under `tempDir` that nobody else uses; the caller removes it. */
export async function temporaryFolder(tempDir: string): Promise<string> {
  await mkdir(tempDir, { recursive: true })
  return mkdtemp(path.join(tempDir, 'work-'))
}

/** Calls `work` with a path to the object's bytes: the file itself on disk, else a copy that is removed afterwards. */
export async function withLocalCopy<T>(
  storage: Storage,
  key: string,
  tempDir: string,
  work: (localPath: string) => Promise<T>,
): Promise<T> {
  const local = await storage.localPath?.(key)
  if (local) return work(local)
  const folder = await temporaryFolder(tempDir)
  try {
    const copy = path.join(folder, 'object')
    await pipeline(await storage.read(key), createWriteStream(copy))
    return await work(copy)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
