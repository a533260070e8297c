import { type PointerEvent, type RefObject, useRef } from 'react'
import type { CropBox, FocalPoint } from '~/platform/images/edit-recipe'
import { type DraggedPart, draggedCrop } from './edit-fields'

interface Drag {
  part: DraggedPart
  from: FocalPoint
  crop: CropBox
  /** Whether it has left the place where it began: until then it is a click. */
  hasMoved: boolean
}

interface Handlers {
  onCrop: (crop: CropBox) => void
  onPoint: (point: FocalPoint) => void
}

/** Pixels that a pointer moves before it drags. */
const CLICK_PIXELS = 4

const PARTS: readonly string[] = ['n', 's', 'e', 'w', 'ne', 'nw', 'se', 'sw', 'all'] satisfies DraggedPart[]

/** Returns the handlers of a picture on which a crop is dragged by its parts, named by `data-part`, and a click places a point. */
export function useCropPointer(box: RefObject<HTMLDivElement>, crop: CropBox, { onCrop, onPoint }: Handlers) {
  const drag = useRef<Drag>()
  const at = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const { left, top, width, height } = box.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    return { x: (clientX - left) / width, y: (clientY - top) / height, width, height }
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0 || !event.isPrimary) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const named = event.target instanceof HTMLElement ? event.target.dataset.part : undefined
      const part = named && PARTS.includes(named) ? (named as DraggedPart) : 'all'
      drag.current = { part, from: at(event), crop, hasMoved: false }
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      const { current } = drag
      if (!current) return
      const now = at(event)
      const moved = { x: now.x - current.from.x, y: now.y - current.from.y }
      current.hasMoved ||= Math.hypot(moved.x * now.width, moved.y * now.height) > CLICK_PIXELS
      if (current.hasMoved) onCrop(draggedCrop(current.crop, current.part, moved))
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => {
      const { current } = drag
      drag.current = undefined
      if (!current || current.hasMoved || current.part !== 'all') return
      const { x, y } = at(event)
      onPoint({ x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) })
    },
    onPointerCancel: () => {
      drag.current = undefined
    },
  }
}
