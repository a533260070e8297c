import { useLocation, useNavigationType } from '@remix-run/react'
import { type RefObject, useEffect, useRef } from 'react'
import { useBeforePaint } from '~/ui/before-paint'
import type { ListLayout } from './list-layout'
import type { ListFocus } from './use-list-focus'

/** Where a long list was left: the first item in sight with the pixels above it, and the item in the Tab order. */
interface Place {
  /** Undefined while the list begins below the upper edge of the screen. */
  item?: { index: number; offset: number }
  y: number
  active: number
}

const STORED = 'vitrine.places'
const MOST_STORED = 40
const SETTLED_MS = 200

/**
 * Keeps the same items in sight: over a change of size or density, over Back, and over a reload. `begin` is the position
 * that a list without a kept place begins with.
 */
export function useKeptPlace(
  list: RefObject<HTMLElement>,
  { layout, focus, begin }: { layout: ListLayout | undefined; focus: ListFocus; begin: number },
): void {
  const { key } = useLocation()
  const type = useNavigationType()
  const place = useRef<Place>({ y: 0, active: 0 })
  const drawn = useRef<string>()
  place.current.active = focus.active

  useBeforePaint(() => {
    if (!layout || !list.current) return
    const first = drawn.current !== key
    drawn.current = key
    const stored = first && type === 'POP' ? readPlaces()[key] : undefined
    if (stored) {
      list.current.dataset.returnFocus = ''
      focus.moveTo(stored.active)
    }
    const meant = stored ?? (first ? begin > 0 && { item: { index: begin, offset: 0 }, y: 0 } : place.current)
    if (meant && (meant.item || stored)) scrollToPlace(list.current, layout, meant)
  }, [layout, key])

  useEffect(() => {
    if (!layout) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const store = () => writePlace(key, place.current)
    const note = () => {
      // The next page is scrolled to its top when the list is already gone.
      if (!list.current) return
      const top = -list.current.getBoundingClientRect().top
      const { columns, rowHeight } = layout
      const index = Math.floor(top / rowHeight) * columns
      place.current = {
        ...{ y: scrollY, active: place.current.active },
        item: top > 0 ? { index, offset: top % rowHeight } : undefined,
      }
      clearTimeout(timer)
      timer = setTimeout(store, SETTLED_MS)
    }
    addEventListener('scroll', note, { passive: true })
    addEventListener('pagehide', store)
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', note)
      removeEventListener('pagehide', store)
    }
  }, [list, layout, key])
  // The item that was opened is stored when the page is left.
  useEffect(() => () => writePlace(key, place.current), [key])
}

function scrollToPlace(list: HTMLElement, { columns, rowHeight }: ListLayout, { item, y }: Pick<Place, 'item' | 'y'>) {
  const top = list.getBoundingClientRect().top + scrollY
  const row = item ? Math.floor(item.index / columns) : 0
  scrollTo(0, item ? top + row * rowHeight + Math.min(item.offset, rowHeight - 1) : y)
}

function readPlaces(): Record<string, Place> {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? '{}')
  } catch {
    return {}
  }
}

function writePlace(key: string, place: Place): void {
  const { [key]: _, ...others } = readPlaces()
  const kept = [...Object.entries(others), [key, place] as const].slice(-MOST_STORED)
  try {
    sessionStorage.setItem(STORED, JSON.stringify(Object.fromEntries(kept)))
  } catch {
    // Without storage, Back begins at the top.
  }
}
