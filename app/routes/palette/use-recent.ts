import { useLocation } from '@remix-run/react'
import { useEffect } from 'react'
import { type FoundKind, type FoundRef, MOST_RECENT, readRefs, writeRefs } from '~/domain/search/palette'

/** Pages of things, by the address below which they are. */
const PAGES: [pattern: RegExp, kind: FoundKind][] = [
  [/^\/library\/assets\/([0-9a-f-]{36})$/, 'asset'],
  [/^\/collections\/([0-9a-f-]{36})$/, 'collection'],
  [/^\/portals\/([0-9a-f-]{36})$/, 'portal'],
  [/^\/shares\/([0-9a-f-]{36})$/, 'share'],
  [/^\/people\/([0-9a-f-]{36})$/, 'person'],
]

const keyOf = (personId: string) => `vitrine.recent.${personId}`

/** Keeps in this browser which things a person opened last: only their ids, since names may be confidential. */
export function useRememberRecent(personId: string): void {
  const { pathname } = useLocation()
  useEffect(() => {
    const opened = thingAt(pathname)
    if (!opened) return
    const others = readRecent(personId).filter(({ id }) => id !== opened.id)
    try {
      localStorage.setItem(keyOf(personId), writeRefs([opened, ...others].slice(0, MOST_RECENT)))
    } catch {
      // Without storage, nothing is remembered.
    }
  }, [pathname, personId])
}

/** Returns what a person opened last in this browser, the latest first. */
export function readRecent(personId: string): FoundRef[] {
  try {
    return readRefs(localStorage.getItem(keyOf(personId)) ?? '')
  } catch {
    return []
  }
}

function thingAt(pathname: string): FoundRef | undefined {
  for (const [pattern, kind] of PAGES) {
    const id = pattern.exec(pathname)?.[1]
    if (id) return { kind, id }
  }
  return undefined
}
