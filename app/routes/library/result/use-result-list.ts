import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { useBeforePaint } from '~/ui/before-paint'
import { useScripted } from '~/ui/scripting'
import { useShortcut } from '~/ui/shortcuts'
import { mostRows, useWindow } from '~/ui/use-window'
import { type LibraryQuery, urls } from '~/urls'
import { drawnItems } from './drawn-items'
import { positionAfter } from './list-keys'
import { useListLayout } from './list-layout'
import type { ResultList } from './result-list'
import type { ResultPages } from './result-pages'
import type { Choose } from './use-choice'
import { useKeptPlace } from './use-kept-place'
import { type ListFocus, useListFocus } from './use-list-focus'

const NONE: ReadonlySet<string> = new Set()

interface Asked {
  pages: ResultPages<StaffAsset>
  /** Position and number of the assets that the page itself loaded. */
  begin: number
  loaded: number
  filter: LibraryQuery
  /** Changes whenever the list is drawn in another way. */
  look: string
  root: RefObject<HTMLElement>
  sample: RefObject<HTMLElement>
  chosen?: ReadonlySet<string>
  onChoose?: Choose
  /** Returns what of an item takes the focus; without it, its link. */
  targetIn?: (item: HTMLElement) => HTMLElement | null
}

/** What a result is drawn from, and its keys: arrows, j and k move, x selects, Shift extends, Space shows the picture large. */
export function useResultList(asked: Asked) {
  const { pages, begin, loaded, filter, look, root, sample, chosen = NONE, onChoose, targetIn } = asked
  const scripted = useScripted()
  const measured = useListLayout(sample, look)
  const layout = scripted ? measured : undefined
  const count = layout ? Math.min(pages.total, mostRows(layout.rowHeight) * layout.columns) : pages.total
  const focus = useListFocus(root, { count, layout, version: pages.version(), targetIn })
  const window = useWindow(root, layout ? Math.ceil(count / layout.columns) : 0, layout?.rowHeight)
  useKeptPlace(root, { layout, focus, begin })
  const [shownLarge, showLarge] = useState<number>()
  const items = layout
    ? drawnItems(window, layout.columns, count, focus.active)
    : Array.from({ length: loaded }, (_, n) => begin + n)
  useWanted(pages, layout && { ...window, columns: layout.columns }, focus.active)

  const go = (key: string) => {
    const columns = layout?.columns ?? 1
    const isMirrored = !!root.current && getComputedStyle(root.current).direction === 'rtl'
    const page = Math.max(1, window.seenEnd - window.seenFirst - 2)
    const to = positionAfter(key, { at: focus.active, count, columns, page, isMirrored })
    if (to !== undefined) focus.moveTo(to)
    return to
  }
  /** The first of j and k only shows where the focus is, and where the page was scrolled on by pointer, where it begins. */
  const step = (key: string) => {
    if (!layout) return
    if (root.current?.contains(document.activeElement)) return go(key)
    const row = Math.floor(focus.active / layout.columns)
    const isSeen = row >= window.seenFirst && row < window.seenEnd
    focus.moveTo(isSeen ? focus.active : Math.min(window.seenFirst * layout.columns, count - 1))
  }
  useShortcut('j', count > 0 ? () => step('j') : undefined)
  useShortcut('k', count > 0 ? () => step('k') : undefined)
  const act = keysOf({ pages, chosen, onChoose, focus, go, showLarge })
  const list: ResultList = {
    ...{ pages, items, count, active: focus.active, layout, window, chosen, onChoose },
    addressOf: (id) => urls.library.asset(id, filter),
    events: {
      onKeyDown: (event) => layout && act(event),
      onFocus: (event) => {
        const index = (event.target as Element).closest<HTMLElement>('[data-index]')?.dataset.index
        if (index !== undefined) focus.setActive(Number(index))
      },
    },
  }
  return { list, focus, shownLarge, showLarge }
}

interface Acts extends Pick<Asked, 'pages' | 'onChoose'> {
  chosen: ReadonlySet<string>
  focus: ListFocus
  go: (key: string) => number | undefined
  showLarge: (index: number) => void
}

/** Returns what the keys do within the list. */
function keysOf({ pages, chosen, onChoose, focus, go, showLarge }: Acts) {
  const choose = (index: number, range: boolean) => {
    const asset = pages.at(index)
    if (asset) onChoose?.(asset.id, range || !chosen.has(asset.id), range)
  }
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const onCheckbox = event.target instanceof HTMLInputElement
    if (event.key === ' ' && onCheckbox) return
    if (event.key === ' ' && !event.repeat) {
      event.preventDefault()
      return showLarge(focus.active)
    }
    if (event.key.toLowerCase() === 'x' && onChoose) {
      event.preventDefault()
      return choose(focus.active, event.shiftKey)
    }
    if (!/^(Arrow|Home|End|Page)/.test(event.key)) return
    if (event.shiftKey && !chosen.size && pages.at(focus.active) && event.key.startsWith('Arrow'))
      choose(focus.active, false)
    const to = go(event.key)
    if (to === undefined) return
    event.preventDefault()
    if (event.shiftKey && event.key.startsWith('Arrow')) choose(to, true)
  }
}

/** Has the rows in sight loaded, and the active item, which is drawn wherever it is. */
function useWanted(
  pages: ResultPages<StaffAsset>,
  shown: { first: number; end: number; columns: number } | undefined,
  active: number,
): void {
  const [first, last] = shown ? [shown.first * shown.columns, shown.end * shown.columns - 1] : [0, -1]
  const version = pages.version()
  useBeforePaint(() => {
    if (last >= first) pages.want(first, last)
  }, [pages, first, last, active, version])
}
