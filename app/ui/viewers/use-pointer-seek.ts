import { type PointerEvent, useState } from 'react'
import { clamp } from './time'
import type { Media } from './use-media'

/** Where a pointer is on the slider of a film or sound, in seconds, and what the slider does with it: dragging seeks. */
export function usePointerSeek({ duration, seek }: Pick<Media, 'duration' | 'seek'>) {
  const [pointed, setPointed] = useState<number>()
  const at = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return width > 0 ? clamp((clientX - left) / width, 0, 1) * duration : 0
  }
  return {
    pointed,
    onPointer: {
      onPointerDown: (event: PointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(at(event))
      },
      onPointerMove: (event: PointerEvent) => {
        setPointed(at(event))
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(at(event))
      },
      onPointerLeave: () => setPointed(undefined),
    },
  }
}
