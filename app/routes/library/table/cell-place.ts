import { type CSSProperties, type RefObject, useState } from 'react'
import { useBeforePaint } from '~/ui/before-paint'

/** Widest and highest box over a cell, in pixels, and its distance from the edge of the screen. */
const [WIDEST, HIGHEST, MARGIN] = [480, 320, 8]

/**
 * Returns the place of a box over a cell, or below it, on the screen: at the cell, as far as that is in sight, and moved into the
 * screen where it would leave it. `least` is its least width.
 */
export function useCellPlace(
  anchor: RefObject<HTMLElement>,
  { least, isBelow = false }: { least: number; isBelow?: boolean },
): CSSProperties | undefined {
  const [style, setStyle] = useState<CSSProperties>()
  useBeforePaint(() => {
    const place = () => {
      const cell = anchor.current?.closest('[data-column]')?.getBoundingClientRect()
      if (!cell) return
      const width = Math.min(Math.max(cell.width, least), WIDEST, innerWidth - 2 * MARGIN)
      const isMirrored = document.documentElement.dir === 'rtl'
      const left = isMirrored ? cell.right - width : cell.left
      setStyle({
        left: Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN)),
        top: Math.max(MARGIN, Math.min(isBelow ? cell.bottom : cell.top, innerHeight - HIGHEST / 2 - MARGIN)),
        width,
      })
    }
    place()
    addEventListener('scroll', place, { capture: true, passive: true })
    addEventListener('resize', place)
    return () => {
      removeEventListener('scroll', place, { capture: true })
      removeEventListener('resize', place)
    }
  }, [anchor, least, isBelow])
  return style
}
