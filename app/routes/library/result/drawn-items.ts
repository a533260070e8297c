import type { RowWindow } from '~/ui/use-window'

/**
 * Returns the positions of the items to draw: those of the rows in sight, and the active one wherever it is, in their order.
 */
export function drawnItems(
  { first, end }: Pick<RowWindow, 'first' | 'end'>,
  columns: number,
  count: number,
  active: number,
): number[] {
  const from = Math.min(first * columns, count)
  const to = Math.min(end * columns, count)
  const items = Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n)
  if (active >= count || (active >= from && active < to)) return items
  return active < from ? [active, ...items] : [...items, active]
}
