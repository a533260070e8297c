import { type MouseEvent, type PointerEvent, type RefObject, useRef } from 'react'
import type { PanZoom } from './use-pan-zoom'

interface Point {
  x: number
  y: number
}

/**
 * Returns the handlers of a stage: one pointer moves what is zoomed, or drags the divider of what fits; two pinch; a double
 * click shows 100 %.
 */
export function useStagePointers(
  box: RefObject<HTMLDivElement>,
  pan: PanZoom,
  onDrag: ((share: number) => void) | undefined,
) {
  const down = useRef(new Map<number, Point>())
  /** Position in shares of the stage from its middle. */
  const at = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top, width, height } = box.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    return { x: (clientX - left) / width - 0.5, y: (clientY - top) / height - 0.5 }
  }
  const end = ({ pointerId }: PointerEvent) => down.current.delete(pointerId)
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      down.current.set(event.pointerId, at(event))
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      const before = down.current.get(event.pointerId)
      if (!before) return
      const now = at(event)
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1]
      down.current.set(event.pointerId, now)
      if (other) {
        const about = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }
        pan.zoomBy(distance(now, other) / Math.max(0.01, distance(before, other)), about)
        pan.moveBy((now.x - before.x) / 2, (now.y - before.y) / 2)
      } else if (pan.place.scale > 1) pan.moveBy(now.x - before.x, now.y - before.y)
      else onDrag?.(Math.min(1, Math.max(0, now.x + 0.5)))
    },
    onPointerUp: end,
    onPointerCancel: end,
    onDoubleClick: (event: MouseEvent) => pan.toggleActual(at(event)),
  }
}

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y)
