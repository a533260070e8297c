// Ours over lru-cache, whose own `fetch` knows lifetimes in milliseconds and no versions.
import { LRUCache } from 'lru-cache'

/** What distinguishes one versioned cache from another. */
export interface VersionedCacheOptions<Value, Version> {
  /** Most bytes of all values together; the least recently used are evicted first. */
  maxBytes: number
  /** Whether a value loaded at one version may be returned at another. */
  isValid: (loadedAt: Version, now: Version) => boolean
  /** Returns the bytes that a value takes; undefined for a value that only those get who wait for it. */
  byteSizeOf: (value: Value, key: string) => number | undefined
}

/** Returns the value of a key: the cached one while it is valid, otherwise what `load` returns. Rejects as `load` does. */
export type VersionedCache<Value, Version> = (
  key: string,
  version: Version,
  load: () => Promise<Value>,
) => Promise<Value>

/**
 * Opens a cache whose values are valid for a version. Callers of one key and version share one load, as the promise is cached
 * and not only its value; failed loads are not cached.
 */
export function openVersionedCache<Value, Version>({
  maxBytes,
  isValid,
  byteSizeOf,
}: VersionedCacheOptions<Value, Version>): VersionedCache<Value, Version> {
  const entries = new LRUCache<string, { version: Version; loading: Promise<Value> }>({ maxSize: maxBytes })

  return (key, version, load) => {
    const known = entries.get(key)
    if (known && isValid(known.version, version)) return known.loading
    const entry = { version, loading: load() }
    entries.set(key, entry, { size: 1 })
    entry.loading.then(
      (value) => settle(key, entry, byteSizeOf(value, key)),
      () => settle(key, entry, undefined),
    )
    return entry.loading
  }

  /** Replaces an entry by its copy, since the library measures only what is new to it. */
  function settle(key: string, entry: { version: Version; loading: Promise<Value> }, byteSize?: number): void {
    if (entries.peek(key) !== entry) return
    if (byteSize === undefined) entries.delete(key)
    else entries.set(key, { ...entry }, { size: Math.max(1, byteSize) })
  }
}
