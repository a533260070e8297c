import { StorageError } from '~/platform/storage'

const KEY = /^[a-z0-9_-][a-z0-9._-]*(\/[a-z0-9_-][a-z0-9._-]*)*$/
/** A file name on disk holds 255 bytes (ext4, XFS, APFS), and one key becomes one file name. */
const LONGEST = 250

/** Passes for keys that cannot climb, hide or clash; throws StorageError `bad_key`. */
export function requireKey(key: string): void {
  if (key.length > LONGEST || !KEY.test(key) || key.includes('..')) throw new StorageError('bad_key', key)
}
