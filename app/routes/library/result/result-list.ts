import type { KeyboardEvent, RefObject } from 'react'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import type { RowWindow } from '~/ui/use-window'
import type { ListLayout } from './list-layout'
import type { ResultPages } from './result-pages'
import type { Choose } from './use-choice'

/** What a result is drawn from, as tiles or as rows. Without a layout, what the page loaded is drawn as it is. */
export interface ResultList {
  pages: ResultPages<StaffAsset>
  /** Positions that are drawn; without a layout those that the page loaded. */
  items: number[]
  /** Number of items that the list has in all. */
  count: number
  active: number
  layout?: ListLayout
  window: RowWindow
  /** Address of an asset opened from this result. */
  addressOf: (id: string) => string
  chosen: ReadonlySet<string>
  /** Undefined for those who may not select. */
  onChoose?: Choose
  events: {
    onKeyDown: (event: KeyboardEvent) => void
    onFocus: (event: React.FocusEvent) => void
  }
}

export interface ResultListProps<E extends HTMLElement> {
  list: ResultList
  root: RefObject<E>
  density: 's' | 'm' | 'l'
}
