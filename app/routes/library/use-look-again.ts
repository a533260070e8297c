import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/** A picture takes seconds, a film in a queue hours. */
const [LOOK_AGAIN_MS, GROWTH, LONGEST_MS] = [1500, 1.2, 60_000]

/** When a part of the page last reloaded its data. */
let lookedAt = Number.NEGATIVE_INFINITY

/** Reloads the page's data at growing intervals while something on it is being made. */
export function useLookAgain(waiting: boolean): void {
  const revalidator = useRevalidator()
  const times = useRef(0)
  useEffect(() => {
    if (!waiting || revalidator.state !== 'idle') return
    const look = () => {
      times.current++
      // Several parts of a page may wait: a second reload would abort that of the first.
      if (performance.now() - lookedAt < LOOK_AGAIN_MS / 2) return
      lookedAt = performance.now()
      revalidator.revalidate()
    }
    const timer = setTimeout(look, Math.min(LONGEST_MS, LOOK_AGAIN_MS * GROWTH ** times.current))
    return () => clearTimeout(timer)
  }, [waiting, revalidator])
}
