import { type RefObject, useCallback, useRef, useState } from 'react'
import { useBeforePaint } from '~/ui/before-paint'
import type { ListLayout } from './list-layout'

export interface ListFocus {
  /** Position of the one item in the Tab order. */
  active: number
  setActive: (index: number) => void
  /** Moves focus to an item, scrolls to it, and loads it where it is missing. */
  moveTo: (index: number) => void
}

interface Listed {
  count: number
  layout: ListLayout | undefined
  version: number
  /** Returns what of an item takes the focus, without one its link; nothing while it is loaded. */
  targetIn?: (item: HTMLElement) => HTMLElement | null
}

const linkIn = (item: HTMLElement) => item.querySelector<HTMLElement>('a')

/**
 * One item of a long list is in the Tab order, and must stay drawn wherever the page is scrolled to, or focus would fall to
 * the body. Focus waits on the blank in the place of an item that is still being loaded.
 */
export function useListFocus(
  list: RefObject<HTMLElement>,
  { count, layout, version, targetIn = linkIn }: Listed,
): ListFocus {
  const [remembered, setActive] = useState(0)
  const active = Math.min(remembered, Math.max(0, count - 1))
  const wanted = useRef<number>()
  const [asked, ask] = useState(0)
  const latest = useRef(layout)
  latest.current = layout
  const latestTarget = useRef(targetIn)
  latestTarget.current = targetIn

  const moveTo = useCallback(
    (index: number) => {
      wanted.current = index
      setActive(index)
      ask((times) => times + 1)
      if (list.current && latest.current) scrollToRow(list.current, index, latest.current)
    },
    [list],
  )
  useBeforePaint(() => {
    if (wanted.current === undefined || wanted.current !== active) return
    const item = list.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)
    const found = item && latestTarget.current(item)
    const target = found ?? item
    target?.focus({ preventScroll: true })
    if (found) wanted.current = undefined
  }, [list, active, version, asked])
  return { active, setActive, moveTo }
}

/** Scrolls the page just so far that a row is between what sticks to the upper and lower edge of the screen. */
export function scrollToRow(list: HTMLElement, index: number, { columns, rowHeight }: ListLayout): void {
  const top = list.getBoundingClientRect().top + Math.floor(index / columns) * rowHeight
  const [above, below] = [stuckHeight('.result-bar'), stuckHeight('.selection-bar')]
  const missing = top + rowHeight - (innerHeight - below)
  if (top < above) scrollBy(0, top - above)
  else if (missing > 0) scrollBy(0, missing)
}

/** The height that a sticky bar takes of the screen, with a margin. */
function stuckHeight(selector: string): number {
  const height = document.querySelector(selector)?.getBoundingClientRect().height ?? 0
  return height > 0 ? height + 24 : 12
}
