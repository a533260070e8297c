import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { moved, type Place, WHOLE, zoomed } from './pan-zoom'

export interface PanZoom {
  place: Place
  /** Zooms to a scale about a point, in shares of the stage from its middle; about the middle without one. */
  zoomTo: (scale: number, about?: { x: number; y: number }) => void
  zoomBy: (factor: number, about?: { x: number; y: number }) => void
  moveBy: (x: number, y: number) => void
  fit: () => void
  /** Shows one pixel of the picture as one of the page, or the whole picture when it is shown so already. */
  toggleActual: (about?: { x: number; y: number }) => void
  isActual: boolean
  /** Belongs to the first stage, by whose size the scale of 100 % is reckoned. */
  measured: RefObject<HTMLDivElement>
}

/** One place in all pictures that are compared, so that they are zoomed and moved together. `width` is that of a picture. */
export function usePanZoom(width: number): PanZoom {
  const [place, setPlace] = useState<Place>(WHOLE)
  const measured = useRef<HTMLDivElement>(null)
  const [shownWidth, setShownWidth] = useState(0)
  useEffect(() => {
    const canvas = measured.current?.querySelector('.compare-canvas')
    if (!canvas) return
    const observer = new ResizeObserver(([entry]) => setShownWidth(entry?.contentRect.width ?? 0))
    observer.observe(canvas)
    return () => observer.disconnect()
  }, [])
  const actual = shownWidth > 0 ? Math.max(1, width / shownWidth) : 1
  const zoomTo = useCallback<PanZoom['zoomTo']>((scale, about) => setPlace((now) => zoomed(now, scale, about)), [])
  const zoomBy = useCallback<PanZoom['zoomBy']>(
    (factor, about) => setPlace((now) => zoomed(now, now.scale * factor, about)),
    [],
  )
  const moveBy = useCallback((x: number, y: number) => setPlace((now) => moved(now, x, y)), [])
  const isActual = place.scale > 1 && Math.abs(place.scale - actual) < 0.01
  return useMemo(
    () => ({
      ...{ place, zoomTo, zoomBy, moveBy, isActual, measured },
      fit: () => setPlace(WHOLE),
      toggleActual: (about) => zoomTo(isActual ? 1 : actual, about),
    }),
    [place, zoomTo, zoomBy, moveBy, isActual, actual],
  )
}
