import { type PointerEvent, type RefObject, useRef } from 'react'
import type { Annotations } from './annotations-context'
import { draggedPlace } from './moved-place'

/** Pixels that a pointer moves before it draws a box. */
const CLICK_PIXELS = 6

/** Returns the handlers of a picture or page on which a press places a marker, and a drag draws a box. */
export function usePlacing(box: RefObject<HTMLElement>, page: number | null, place: Annotations['place'] | undefined) {
  const from = useRef<{ x: number; y: number }>()
  const at = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = box.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    return { x: (clientX - left) / width, y: (clientY - top) / height, width, height }
  }
  const follow = (event: PointerEvent, goesOn: boolean) => {
    if (!from.current) return
    const now = at(event)
    const moved = Math.hypot((now.x - from.current.x) * now.width, (now.y - from.current.y) * now.height)
    place?.(draggedPlace(page, from.current, now, moved < CLICK_PIXELS), goesOn)
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || !event.isPrimary) return
      // The press would focus what lies below.
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      from.current = at(event)
      follow(event, false)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => follow(event, false),
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      follow(event, true)
      from.current = undefined
    },
    onPointerCancel: () => {
      from.current = undefined
    },
  }
}
