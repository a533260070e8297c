import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { newId } from '~/platform/ids.server'
import { isWorkerAlive } from './worker-liveness'

const DAY_MS = 86_400_000
const PREFIX = 'worker-'

export interface WorkFolder {
  /** Name of the lock held while the folder is in use. */
  name: string
  path: string
}

/** Returns a folder in `tempDir` for one worker session; the caller makes it once it holds the lock of that name. */
export function newWorkFolder(tempDir: string): WorkFolder {
  const name = PREFIX + newId()
  return { name, path: path.join(tempDir, name) }
}

export const makeWorkFolder = (folder: WorkFolder) => mkdir(folder.path, { recursive: true, mode: 0o700 })
export const removeWorkFolder = (folder: WorkFolder) => rm(folder.path, { recursive: true, force: true })

/**
 * Removes what killed processes left in `tempDir`: the folders of workers whose lock is free, on any machine, and everything
 * else older than a day. Returns the names.
 */
export async function sweepWorkFolders(pool: pg.Pool, tempDir: string, now = Date.now()): Promise<string[]> {
  const swept: string[] = []
  for (const name of await readdir(tempDir).catch(() => [])) {
    const full = path.join(tempDir, name)
    const left = name.startsWith(PREFIX) ? !(await isWorkerAlive(pool, name)) : await isOlderThanADay(full, now)
    if (!left) continue
    await rm(full, { recursive: true, force: true })
    swept.push(name)
  }
  return swept
}

async function isOlderThanADay(full: string, now: number): Promise<boolean> {
  const found = await stat(full).catch(() => undefined)
  return !!found && now - found.mtimeMs > DAY_MS
}
