import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/** A picture takes seconds, a film in a queue hours. */
const [LOOK_AGAIN_MS, GROWTH, LONGEST_MS] = [1500, 1.2, 60_000]

/** Reloads the page's data at growing intervals while something on it is being made. */
export function useLookAgain(waiting: boolean): void {
  const revalidator = useRevalidator()
  const times = useRef(0)
  useEffect(() => {
    if (!waiting || revalidator.state !== 'idle') return
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      // The router closes the question whether to leave when it has loaded data, so that it is asked first.
      if (document.querySelector('[role=alertdialog]')) {
        timer = setTimeout(look, LOOK_AGAIN_MS)
        return
      }
      times.current++
      revalidator.revalidate()
    }
    timer = setTimeout(look, Math.min(LONGEST_MS, LOOK_AGAIN_MS * GROWTH ** times.current))
    return () => clearTimeout(timer)
  }, [waiting, revalidator])
}
