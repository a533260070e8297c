import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { clamp } from '../time'

/** CSS pixels of a point: 96 to the inch against 72. */
export const PIXELS_PER_POINT = 96 / 72
const STEP = 1.2
const [LEAST, MOST] = [0.25, 6]
/** CSS pixels beside a page that fills the width. */
const MARGIN = 24

export interface Zoom {
  /** CSS pixels per point. */
  scale: number
  /** As shown, where 1 is the size on paper. */
  factor: number
  isFit: boolean
  larger: () => void
  smaller: () => void
  fit: () => void
  /** Tells the width of the widest page, in points. */
  setPageWidth: (points: number) => void
}

/** The size of pages: as wide as the list until the reader chooses another. Keeps the place in view when it changes. */
export function useZoom(list: RefObject<HTMLElement>): Zoom {
  const [width, setWidth] = useState(0)
  const [pageWidth, setPageWidth] = useState(612)
  const [chosen, setChosen] = useState<number>()
  useEffect(() => {
    const box = list.current
    if (!box) return
    const observer = new ResizeObserver(() => setWidth(box.clientWidth))
    observer.observe(box)
    return () => observer.disconnect()
  }, [list])
  // A poster on a wide screen would be larger than on paper, and one page would not fit.
  const fitted = Math.max(LEAST, Math.min((width - MARGIN) / pageWidth, PIXELS_PER_POINT * 1.5))
  const scale = chosen ?? fitted
  const shown = useRef(scale)
  useLayoutEffect(() => {
    const box = list.current
    if (box && shown.current !== scale) {
      const ratio = scale / shown.current
      const [middleX, middleY] = [box.clientWidth / 2, box.clientHeight / 2]
      // At the beginning of a document its beginning stays.
      if (box.scrollTop > 0) box.scrollTop = (box.scrollTop + middleY) * ratio - middleY
      box.scrollLeft = (box.scrollLeft + middleX) * ratio - middleX
    }
    shown.current = scale
  }, [list, scale])
  const step = useCallback(
    (by: number) => setChosen((before) => clamp((before ?? fitted) * by, LEAST * PIXELS_PER_POINT, MOST)),
    [fitted],
  )
  return useMemo(
    () => ({
      scale,
      factor: scale / PIXELS_PER_POINT,
      isFit: chosen === undefined,
      larger: () => step(STEP),
      smaller: () => step(1 / STEP),
      fit: () => setChosen(undefined),
      setPageWidth,
    }),
    [scale, chosen, step],
  )
}
