import { useEffect, useRef, useState } from 'react'
import { cssVars } from './css-vars'
import { STRIP_FRAMES, stripFrame } from './film/strip'

export interface HoverStripProps {
  /** One row of 20 frames of equal size. */
  stripUrl: string
}

/**
 * Lies over the picture of a film's tile: a mouse that moves over the tile moves through the film. Nothing plays by
 * itself; touch, keyboard and readers who want less motion see the still picture alone, and it is loaded for nobody else.
 * Purely visual, so hidden from assistive technology.
 */
export function HoverStrip({ stripUrl }: HoverStripProps) {
  const box = useRef<HTMLSpanElement>(null)
  const [part, setPart] = useState<number>()
  useEffect(() => {
    const strip = box.current
    // The link of a tile lies over its picture and receives the pointer.
    const tile = strip?.closest('.tile') ?? strip?.parentElement
    if (!strip || !(tile instanceof HTMLElement)) return
    const follow = ({ pointerType, clientX, clientY }: PointerEvent) => {
      const { left, right, top, bottom, width } = strip.getBoundingClientRect()
      const isOver = clientX >= left && clientX < right && clientY >= top && clientY < bottom
      const isWanted = pointerType === 'mouse' && !matchMedia('(prefers-reduced-motion: reduce)').matches
      setPart(isOver && isWanted ? (clientX - left) / width : undefined)
    }
    const leave = () => setPart(undefined)
    tile.addEventListener('pointermove', follow)
    tile.addEventListener('pointerleave', leave)
    return () => {
      tile.removeEventListener('pointermove', follow)
      tile.removeEventListener('pointerleave', leave)
    }
  }, [])
  return (
    <span ref={box} className="hover-strip" aria-hidden="true" dir="ltr">
      {part !== undefined && (
        <>
          <img
            src={stripUrl}
            alt=""
            draggable={false}
            style={cssVars({ '--frame': stripFrame(part), '--frames': STRIP_FRAMES })}
          />
          <span className="hover-strip-line" style={cssVars({ '--at': part })} />
        </>
      )}
    </span>
  )
}
