import { StorageError } from '~/platform/storage'

const KEY = /^[a-z0-9_-][a-z0-9._-]*(\/[a-z0-9_-][a-z0-9._-]*)*$/

/** Passes for keys that cannot climb, hide or clash; throws StorageError `bad_key`. */
export function requireKey(key: string): void {
  if (key.length > 500 || !KEY.test(key) || key.includes('..')) throw new StorageError('bad_key', key)
}
