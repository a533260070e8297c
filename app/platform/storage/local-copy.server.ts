import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Storage } from '~/platform/storage'

/** Creates a new folder in `tempDir`, used by nothing else; the caller removes it. */
export async function temporaryFolder(tempDir: string): Promise<string> {
  await mkdir(tempDir, { recursive: true })
  return mkdtemp(path.join(tempDir, 'work-'))
}

/** Removes a temporary folder; retries if a decoder that is being stopped still writes into it. */
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })

/**
 * Calls `work` with a path to the object's bytes: its own file if stored on disk, otherwise a copy that is removed
 * afterwards.
 */
export async function withLocalCopy<T>(
  storage: Storage,
  key: string,
  tempDir: string,
  work: (localPath: string) => Promise<T>,
): Promise<T> {
  const local = await storage.localPath?.(key)
  return local ? work(local) : withDownloaded(() => storage.read(key), tempDir, work)
}

/** Calls `work` with a path to a temporary file of the stream's bytes; removes it afterwards. */
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
