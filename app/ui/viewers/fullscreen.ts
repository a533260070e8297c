import { type RefObject, useEffect, useState } from 'react'

export interface Fullscreen {
  /** Whether the browser can show an element on the whole screen; an iPhone cannot. */
  isAvailable: boolean
  isOn: boolean
  toggle: () => void
}

/** Shows an element on the whole screen, and returns to the page; follows Escape, which the browser handles. */
export function useFullscreen(element: RefObject<HTMLElement>): Fullscreen {
  const [isOn, setOn] = useState(false)
  const [isAvailable, setAvailable] = useState(false)
  useEffect(() => {
    setAvailable(document.fullscreenEnabled === true)
    const follow = () => setOn(document.fullscreenElement !== null && document.fullscreenElement === element.current)
    document.addEventListener('fullscreenchange', follow)
    return () => document.removeEventListener('fullscreenchange', follow)
  }, [element])
  const toggle = () => {
    // A browser may refuse, as in a frame without the permission: then nothing changes.
    const change = document.fullscreenElement ? document.exitFullscreen() : element.current?.requestFullscreen()
    change?.catch(() => {})
  }
  return { isAvailable, isOn, toggle }
}
