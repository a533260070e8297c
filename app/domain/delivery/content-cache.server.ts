import type { Viewer } from '~/domain/access/access'
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

interface Entry {
  at: ContentVersion
  loaded: Promise<unknown>
  byteSize: number
}

const MOST_BYTES = 32 * 1024 * 1024

/** Opens the cache of a process, of `mostBytes` of JSON and keys at most; evicts what was least recently asked for. */
export function openContentCache(contentVersion: AskContentVersion, mostBytes = MOST_BYTES): CachedContent {
  const entries = new Map<string, Entry>()
  let held = 0

  return async <T>(viewer: OutsideViewer, key: string, load: (now: Date) => Promise<T>): Promise<T> => {
    const at = await contentVersion(contentScopeOf(viewer))
    const name = `${JSON.stringify(viewer)} ${key}`
    const known = entries.get(name)
    evict(name)
    const entry = known && isSameContent(known.at, at) ? known : keep(name, at, load(at.now))
    entries.set(name, entry) // last of those to be evicted
    held += entry.byteSize
    return entry.loaded as Promise<T>
  }

  function keep(name: string, at: ContentVersion, loaded: Promise<unknown>): Entry {
    const entry: Entry = { at, loaded, byteSize: 0 }
    loaded.then(
      (value) => {
        entry.byteSize = name.length + (JSON.stringify(value)?.length ?? 0)
        if (entries.get(name) !== entry) return
        held += entry.byteSize
        for (const oldest of entries.keys()) if (held > mostBytes) evict(oldest)
      },
      () => entries.get(name) === entry && evict(name),
    )
    return entry
  }

  function evict(name: string): void {
    held -= entries.get(name)?.byteSize ?? 0
    entries.delete(name)
  }
}
