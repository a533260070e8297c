// Ours: rows of one height need no measuring, which is most of what libraries for long lists are for (10 kB of the page).
import { type RefObject, useState } from 'react'
import { useBeforePaint } from './before-paint'

/** Rows drawn above and below what is in sight. */
const OVERSCAN = 3
/** Chromium draws up to some 33 million pixels, Firefox some 17 million; longer lists end there. */
const MOST_PIXELS = 15_000_000

/** The rows of a long list whose rows all have one height: those drawn, and of them those in sight; ends are not included. */
export interface RowWindow {
  first: number
  end: number
  seenFirst: number
  seenEnd: number
}

/** Returns how many rows a list may have, so that a browser still draws the last one. */
export const mostRows = (rowHeight: number): number => Math.floor(MOST_PIXELS / Math.max(1, rowHeight))

/** Returns the rows in sight, when a list begins `top` pixels above the upper edge of the screen. */
export function rowsInSight(top: number, screenHeight: number, rows: number, rowHeight: number): RowWindow {
  const first = Math.floor(top / rowHeight)
  const end = Math.ceil((top + screenHeight) / rowHeight)
  const within = (row: number) => Math.min(Math.max(0, row), rows)
  return {
    ...{ first: within(first - OVERSCAN), end: within(end + OVERSCAN) },
    ...{ seenFirst: within(first), seenEnd: within(end) },
  }
}

/** Returns the rows of a list to draw while the page scrolls; draws again only when they change. */
export function useWindow(list: RefObject<HTMLElement>, rows: number, rowHeight: number | undefined): RowWindow {
  const [shown, setShown] = useState<RowWindow>({ first: 0, end: 0, seenFirst: 0, seenEnd: 0 })
  useBeforePaint(() => {
    if (!rowHeight) return
    let frame = 0
    const look = () => {
      frame = 0
      const top = -(list.current?.getBoundingClientRect().top ?? 0)
      const next = rowsInSight(top, innerHeight, rows, rowHeight)
      setShown((before) =>
        before.seenFirst === next.seenFirst && before.seenEnd === next.seenEnd && before.end === next.end
          ? before
          : next,
      )
    }
    const later = () => {
      frame ||= requestAnimationFrame(look)
    }
    look()
    addEventListener('scroll', later, { passive: true })
    addEventListener('resize', later, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('scroll', later)
      removeEventListener('resize', later)
    }
  }, [list, rows, rowHeight])
  return shown
}
