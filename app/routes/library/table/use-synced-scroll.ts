import { type RefObject, useEffect } from 'react'

/** Scrolls the heads of the columns with the rows, and the rows with the heads, whose scroll bar is always in sight. */
export function useSyncedScroll(head: RefObject<HTMLElement>, body: RefObject<HTMLElement>): void {
  useEffect(() => {
    const [first, second] = [head.current, body.current]
    if (!first || !second) return
    const follow = (from: HTMLElement, to: HTMLElement) => () => {
      if (Math.abs(to.scrollLeft - from.scrollLeft) > 1) to.scrollLeft = from.scrollLeft
    }
    const [down, up] = [follow(first, second), follow(second, first)]
    first.addEventListener('scroll', down, { passive: true })
    second.addEventListener('scroll', up, { passive: true })
    return () => {
      first.removeEventListener('scroll', down)
      second.removeEventListener('scroll', up)
    }
  }, [head, body])
}

/** Scrolls a row sideways just so far that a cell is beside the name of the file. */
export function revealCell(body: HTMLElement | null, cell: HTMLElement): void {
  const name = cell.parentElement?.firstElementChild
  if (!body || !name || name === cell) return
  const [frame, beside, box] = [
    body.getBoundingClientRect(),
    name.getBoundingClientRect(),
    cell.getBoundingClientRect(),
  ]
  const isMirrored = getComputedStyle(body).direction === 'rtl'
  const [left, right] = isMirrored ? [frame.left, beside.left] : [beside.right, frame.right]
  if (box.left < left) body.scrollLeft -= left - box.left
  else if (box.right > right) body.scrollLeft += Math.min(box.right - right, box.left - left)
}
