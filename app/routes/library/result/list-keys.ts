/** What is needed to know where a key leads in a list. */
export interface ListPosition {
  at: number
  count: number
  columns: number
  /** Rows that are in sight. */
  page: number
  /** Whether the list runs from right to left. */
  isMirrored: boolean
}

/** Returns the position that a key leads to from `at`; undefined if the key leads nowhere. */
export function positionAfter(key: string, { at, count, columns, page, isMirrored }: ListPosition): number | undefined {
  const forward = columns === 1 ? 'ArrowDown' : isMirrored ? 'ArrowLeft' : 'ArrowRight'
  const backward = columns === 1 ? 'ArrowUp' : isMirrored ? 'ArrowRight' : 'ArrowLeft'
  const within = (to: number) => (to >= 0 && to < count ? to : undefined)
  switch (key) {
    case forward:
    case 'j':
      return within(at + 1)
    case backward:
    case 'k':
      return within(at - 1)
    case 'ArrowDown':
      return within(at + columns)
    case 'ArrowUp':
      return within(at - columns)
    case 'PageDown':
      return Math.min(at + page * columns, lastBelow(at, count, columns))
    case 'PageUp':
      return Math.max(at - page * columns, at % columns)
    case 'Home':
      return 0
    case 'End':
      return count - 1
  }
  return undefined
}

/** The last position in the same column. */
const lastBelow = (at: number, count: number, columns: number): number =>
  at + Math.floor((count - 1 - at) / columns) * columns
