import type { Viewer } from '~/domain/access/access'
import { openVersionedCache } from '~/platform/versioned-cache.server'
import {
  type AskContentVersion,
  type ContentVersion,
  contentScopeOf,
  isSameContent,
} from './content-version.queries.server'

/** A viewer of a portal or share from outside the staff. */
export type OutsideViewer = Extract<Viewer, { kind: 'visitor' | 'link' }>

/**
 * Returns the value of `load` for this viewer and key, cached until the content version of their portal or share changes;
 * checks that version on every call. `load` gets the time to decide by. Its value is shared between requests, so it must not
 * be changed and must not depend on the current time. A rejected `load` is not cached.
 */
export type CachedContent = <T>(viewer: OutsideViewer, key: string, load: (now: Date) => Promise<T>) => Promise<T>

const MOST_BYTES = 32 * 1024 * 1024

/** Creates a per-process cache of at most `mostBytes` of JSON and keys; evicts the least recently used entries. */
export function openContentCache(contentVersion: AskContentVersion, mostBytes = MOST_BYTES): CachedContent {
  const cached = openVersionedCache<unknown, ContentVersion>({
    maxBytes: mostBytes,
    isValid: isSameContent,
    byteSizeOf: (value, key) => key.length + (JSON.stringify(value)?.length ?? 0),
  })

  return async <T>(viewer: OutsideViewer, key: string, load: (now: Date) => Promise<T>): Promise<T> => {
    const at = await contentVersion(contentScopeOf(viewer))
    return cached(`${JSON.stringify(viewer)} ${key}`, at, () => load(at.now)) as Promise<T>
  }
}
