import { createHash } from 'node:crypto'
import { mkdir, open, rename } from 'node:fs/promises'
import path from 'node:path'
import { requireKey } from './keys'

/**
 * Returns the path of an object's file: in one of 65,536 folders, so that listing a folder stays fast. The file name is
 * the entire key, with `+` (which no key contains) for `/`, so that key `a` does not conflict with `a/b`. Throws
 * StorageError `bad_key`.
 */
export function objectFile(root: string, key: string): string {
  requireKey(key)
  const hash = createHash('sha256').update(key).digest('hex')
  return path.join(root, 'objects', hash.slice(0, 2), hash.slice(2, 4), key.replaceAll('/', '+'))
}

/** Renames `file` to `target`, durably once this resolves. Throws EXDEV across two disks. */
export async function renameDurably(file: string, target: string): Promise<void> {
  const folder = path.dirname(target)
  const firstMade = await mkdir(folder, { recursive: true })
  await rename(file, target)
  const last = firstMade ? path.dirname(firstMade) : folder
  for (let each = folder; each.length >= last.length; each = path.dirname(each)) await sync(each)
}

/** Syncs a file or a folder's entries to disk (fsync(2): after a rename the folder must be synced too). */
export async function sync(target: string): Promise<void> {
  const handle = await open(target)
  await handle.sync().finally(() => handle.close())
}
