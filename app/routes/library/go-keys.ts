import { useNavigate } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { isForPage, shortcutsAreOn } from '~/ui/shortcuts'
import type { Place, PlaceName } from '~/ui/staff-shell'

/** The second key after G that opens a place. */
export const GO_KEYS: Partial<Record<PlaceName, string>> = {
  library: 'l',
  inbox: 'n',
  review: 'r',
  collections: 'c',
  portals: 'p',
  links: 's',
  briefs: 'f',
  quality: 'q',
  duplicates: 'd',
  held: 'h',
  bin: 'b',
  imports: 'i',
  people: 'u',
  audit: 'a',
}

/** Returns the keys that open a place, as they are shown. */
export const goKeyOf = (name: PlaceName): string | undefined => {
  const key = GO_KEYS[name]
  return key && `G ${key.toUpperCase()}`
}

/** How long the second key may follow the first. */
const PAUSE_MS = 1500

/** Opens a place by G and its key. The second key does nothing else meanwhile. */
export function useGoKeys(places: readonly Place[]): void {
  const navigate = useNavigate()
  const latest = useRef({ places, navigate })
  latest.current = { places, navigate }
  useEffect(() => {
    let begun = Number.NEGATIVE_INFINITY
    const onKeyDown = (event: KeyboardEvent) => {
      const wasBegun = event.timeStamp - begun < PAUSE_MS
      begun = Number.NEGATIVE_INFINITY
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !shortcutsAreOn() || !isForPage(event))
        return
      if (!wasBegun) {
        if (event.key === 'g') begun = event.timeStamp
        return
      }
      const place = latest.current.places.find(({ name }) => GO_KEYS[name] === event.key)
      if (!place) return
      event.preventDefault()
      event.stopImmediatePropagation()
      latest.current.navigate(place.to)
    }
    // Before the single keys of pages, which would act on the second one.
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
