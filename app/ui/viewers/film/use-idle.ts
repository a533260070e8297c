import { type RefObject, useEffect, useState } from 'react'

const REST_MS = 2500

/**
 * Returns whether nothing has pointed at an element or typed in it for a while. Never while keyboard focus is inside, nor
 * while `mayRest` is false.
 */
export function useIdle(element: RefObject<HTMLElement>, mayRest: boolean): boolean {
  const [isIdle, setIdle] = useState(false)
  useEffect(() => {
    const box = element.current
    setIdle(false)
    if (!box || !mayRest) return
    let timer: ReturnType<typeof setTimeout>
    const rest = () => {
      if (box.querySelector(':focus-visible, details[open]')) wake()
      else setIdle(true)
    }
    const wake = () => {
      setIdle(false)
      clearTimeout(timer)
      timer = setTimeout(rest, REST_MS)
    }
    const leave = () => {
      clearTimeout(timer)
      timer = setTimeout(rest, 300)
    }
    const waking = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const
    wake()
    for (const event of waking) box.addEventListener(event, wake)
    box.addEventListener('pointerleave', leave)
    return () => {
      clearTimeout(timer)
      for (const event of waking) box.removeEventListener(event, wake)
      box.removeEventListener('pointerleave', leave)
    }
  }, [element, mayRest])
  return isIdle
}
