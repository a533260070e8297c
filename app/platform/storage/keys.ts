import { StorageError } from '~/platform/storage'

const KEY = /^[a-z0-9_-][a-z0-9._-]*(\/[a-z0-9_-][a-z0-9._-]*)*$/
/** Longest key: it becomes one file name, which may have 255 bytes (ext4, XFS, APFS). */
const LONGEST = 250

/** Throws StorageError `bad_key` for keys that could leave the folder, be hidden files or collide. */
export function requireKey(key: string): void {
  if (key.length > LONGEST || !KEY.test(key) || key.includes('..')) throw new StorageError('bad_key', key)
}
