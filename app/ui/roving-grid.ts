import { type KeyboardEvent, useRef, useState } from 'react'

/** Keys that select the focused tile. */
const CHOOSE = new Set([' ', 'x'])

export interface RovingGrid {
  /** Props of the list element around the tiles. */
  list: {
    ref: React.RefObject<HTMLUListElement>
    onKeyDown: (event: KeyboardEvent) => void
    onFocus: (event: React.FocusEvent) => void
  }
  /** Returns 0 for the tile in the Tab order, -1 for all others. */
  tabIndexOf: (id: string) => 0 | -1
}

/**
 * Makes a grid of tiles a single Tab stop: arrow keys, Home and End move within it, Enter opens the tile's link, Space
 * and x select it, Shift with an arrow key extends the selection (WAI-ARIA Authoring Practices, roving tabindex).
 * `onChoose` receives the tile's id, and whether to include all tiles since the last one selected.
 */
export function useRovingGrid(ids: string[], onChoose?: (id: string, range: boolean) => void): RovingGrid {
  const ref = useRef<HTMLUListElement>(null)
  const [remembered, setRemembered] = useState<string>()
  const active = remembered && ids.includes(remembered) ? remembered : ids[0]

  const onKeyDown = (event: KeyboardEvent) => {
    const list = ref.current
    if (!list || !active || event.ctrlKey || event.metaKey || event.altKey) return
    const onCheckbox = event.target instanceof HTMLInputElement
    if (CHOOSE.has(event.key) && onChoose && !onCheckbox) {
      event.preventDefault()
      onChoose(active, event.shiftKey)
      return
    }
    const to = ids[target(event.key, ids.indexOf(active), ids.length, list)]
    if (!to) return
    event.preventDefault()
    setRemembered(to)
    list.querySelector<HTMLElement>(`[data-id="${CSS.escape(to)}"] a`)?.focus()
    if (event.shiftKey && event.key.startsWith('Arrow')) onChoose?.(to, true)
  }
  const onFocus = (event: React.FocusEvent) => {
    const id = (event.target as Element).closest<HTMLElement>('[data-id]')?.dataset.id
    if (id) setRemembered(id)
  }
  return { list: { ref, onKeyDown, onFocus }, tabIndexOf: (id) => (id === active ? 0 : -1) }
}

/** Returns the index that a key moves to; -1 if it does not move. */
function target(key: string, from: number, length: number, list: HTMLElement): number {
  const forward = getComputedStyle(list).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const steps: Record<string, number> = { ArrowRight: -1, ArrowLeft: -1, [forward]: 1 }
  const step = steps[key]
  if (step !== undefined) return within(from + step, length)
  if (key === 'ArrowDown') return within(from + columnsOf(list), length)
  if (key === 'ArrowUp') return within(from - columnsOf(list), length)
  if (key === 'Home') return 0
  return key === 'End' ? length - 1 : -1
}

const within = (index: number, length: number): number => (index < length ? index : -1)

/** Returns the number of columns in the current layout. */
function columnsOf(list: HTMLElement): number {
  const tiles = [...list.children] as HTMLElement[]
  const first = tiles[0]?.offsetTop
  const next = tiles.findIndex((tile) => tile.offsetTop !== first)
  return next < 0 ? tiles.length : next
}
