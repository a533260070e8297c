import type { Viewer } from '~/domain/access/access'
import { openVersionedCache } from '~/platform/versioned-cache.server'
import {
  type AskContentVersion,
  type ContentVersion,
  contentScopeOf,
  isSameContent,
} from './content-version.queries.server'

/** Who sees a portal or a link from outside. */
export type OutsideViewer = Extract<Viewer, { kind: 'visitor' | 'link' }>

/**
 * Returns what `load` made for this viewer under this key, as long as the content of their portal or link is what it was; asks
 * for that every time. `load` gets the moment to decide by, and what it returns is shared by all: nobody may change it, and
 * nothing in it may speak of the moment. What throws is not kept.
 */
export type CachedContent = <T>(viewer: OutsideViewer, key: string, load: (now: Date) => Promise<T>) => Promise<T>

const MOST_BYTES = 32 * 1024 * 1024

/** Opens the cache of a process, of `mostBytes` of JSON and keys at most; evicts what was least recently asked for. */
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
