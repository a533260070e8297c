import { createHash } from 'node:crypto'
import { mkdir, open, rename } from 'node:fs/promises'
import path from 'node:path'
import { requireKey } from './keys'

/**
 * The file of an object: spread over 65,536 folders, so that listing one stays quick, the whole key in its name, so that
 * the key `a` never stands in the way of `a/b` (`+` occurs in no key). Throws StorageError `bad_key`.
 */
export function objectFile(root: string, key: string): string {
  requireKey(key)
  const hash = createHash('sha256').update(key).digest('hex')
  return path.join(root, 'objects', hash.slice(0, 2), hash.slice(2, 4), key.replaceAll('/', '+'))
}

/** Renames `file` to `target`, which survives a power cut once this resolves. Throws EXDEV between two disks. */
export async function renameDurably(file: string, target: string): Promise<void> {
  const folder = path.dirname(target)
  const firstMade = await mkdir(folder, { recursive: true })
  await rename(file, target)
  const last = firstMade ? path.dirname(firstMade) : folder
  for (let each = folder; each.length >= last.length; each = path.dirname(each)) await sync(each)
}

/** Writes a file or a folder's entries through to the disk (fsync(2): after a rename the folder needs it as well). */
export async function sync(target: string): Promise<void> {
  const handle = await open(target)
  await handle.sync().finally(() => handle.close())
}
