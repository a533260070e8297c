import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react'

export interface PageScroll {
  /** The page in view, from 0. */
  index: number
  /** Scrolls to a page; `down` is a part of its height, 0 to 1. */
  toPage: (index: number, down?: number) => void
  /** Scrolls so that an element of a page is in the middle, if it is not in view. */
  toElement: (element: Element) => void
}

/** Follows and changes which page of a scrolling list of pages is in view. */
export function usePageScroll(list: RefObject<HTMLElement>): PageScroll {
  const [index, setIndex] = useState(0)
  useEffect(() => {
    const box = list.current
    if (!box) return
    let frame = 0
    const look = () => {
      frame = 0
      setIndex(pageAt(box, box.scrollTop + box.clientHeight / 3))
    }
    const follow = () => {
      frame ||= requestAnimationFrame(look)
    }
    box.addEventListener('scroll', follow, { passive: true })
    return () => {
      box.removeEventListener('scroll', follow)
      cancelAnimationFrame(frame)
    }
  }, [list])
  const toPage = useCallback(
    (wanted: number, down = 0) => {
      const box = list.current
      const page = box?.children[wanted]
      if (!box || !(page instanceof HTMLElement)) return
      box.scrollTop = page.offsetTop + down * page.offsetHeight - MARGIN
      setIndex(wanted)
    },
    [list],
  )
  const toElement = useCallback(
    (element: Element) => {
      const box = list.current
      if (!box) return
      const inside = element.getBoundingClientRect()
      const around = box.getBoundingClientRect()
      if (inside.top < around.top || inside.bottom > around.bottom)
        box.scrollTop += inside.top - around.top - around.height / 2
      if (inside.left < around.left || inside.right > around.right)
        box.scrollLeft += inside.left - around.left - around.width / 2
    },
    [list],
  )
  return useMemo(() => ({ index, toPage, toElement }), [index, toPage, toElement])
}

/** CSS pixels kept free above a page that is scrolled to. */
const MARGIN = 8

/** The last page that begins above `y`, found by halves: documents have up to thousands of pages. */
function pageAt(box: HTMLElement, y: number): number {
  let low = 0
  let high = box.children.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const page = box.children[middle]
    if (page instanceof HTMLElement && page.offsetTop <= y) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}
