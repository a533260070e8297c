import { type RefObject, useState } from 'react'
import { useBeforePaint } from '~/ui/before-paint'

/** The measures of a long list, in pixels. */
export interface ListLayout {
  columns: number
  /** Width of a tile, and the distances between tiles. */
  width: number
  columnGap: number
  /** Height of a row with the gap below it. */
  rowHeight: number
}

/** The layout that was measured last: a page that is opened again has its full height from the beginning. */
let last: { key: string; layout: ListLayout } | undefined

/**
 * Returns the layout that style sheets give to a list, measured on a sample of it: a grid with one tile, or one row.
 * Undefined until it is measured. `key` changes whenever another sample is drawn.
 */
export function useListLayout(sample: RefObject<HTMLElement>, key: string): ListLayout | undefined {
  const [measured, setMeasured] = useState(last)
  useBeforePaint(() => {
    const list = sample.current
    const item = list?.firstElementChild
    if (!list || !item) return
    const measure = () => {
      const layout = layoutOf(list, item)
      if (layout.width <= 0) return
      setMeasured((before) => {
        last = before?.key === key && isSame(before.layout, layout) ? before : { key, layout }
        return last
      })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(list)
    observer.observe(item)
    return () => observer.disconnect()
  }, [sample, key])
  return measured?.key === key ? measured.layout : undefined
}

function layoutOf(list: Element, item: Element): ListLayout {
  const { gridTemplateColumns, columnGap, rowGap } = getComputedStyle(list)
  const { width, height } = item.getBoundingClientRect()
  const columns = gridTemplateColumns === 'none' ? 1 : gridTemplateColumns.split(' ').length
  const pixels = (length: string) => Number.parseFloat(length) || 0
  return { columns, width, columnGap: pixels(columnGap), rowHeight: height + pixels(rowGap) }
}

const isSame = (a: ListLayout, b: ListLayout): boolean =>
  a.columns === b.columns && a.width === b.width && a.columnGap === b.columnGap && a.rowHeight === b.rowHeight
