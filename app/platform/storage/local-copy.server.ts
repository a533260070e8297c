import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Storage } from '~/platform/storage'

/** A fresh folder under `tempDir` that nobody else uses; the caller removes it. */
export async function temporaryFolder(tempDir: string): Promise<string> {
  await mkdir(tempDir, { recursive: true })
  return mkdtemp(path.join(tempDir, 'work-'))
}

/** Removes such a folder; what a stopping decoder still writes into it is removed as well. */
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })

/** Calls `work` with a path to the object's bytes: the file itself on disk, else a copy that is removed afterwards. */
export async function withLocalCopy<T>(
  storage: Storage,
  key: string,
  tempDir: string,
  work: (localPath: string) => Promise<T>,
): Promise<T> {
  const local = await storage.localPath?.(key)
  return local ? work(local) : withDownloaded(() => storage.read(key), tempDir, work)
}

/** Calls `work` with a path to a copy of the stream's bytes, removed afterwards. */
export async function withDownloaded<T>(
  open: () => Promise<Readable>,
  tempDir: string | undefined,
  work: (localPath: string) => Promise<T>,
): Promise<T> {
  const folder = await temporaryFolder(tempDir ?? os.tmpdir())
  try {
    const copy = path.join(folder, 'object')
    await pipeline(await open(), createWriteStream(copy))
    return await work(copy)
  } finally {
    await removeFolder(folder)
  }
}
