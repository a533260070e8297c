import { type RefObject, useEffect, useRef } from 'react'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { useRovingGrid } from '~/ui/roving-grid'
import { isForPage } from '~/ui/shortcuts'
import type { Selection } from './selection'
import { StaffAssetTiles } from './staff-asset-tiles'

/**
 * Selectable tiles: one by one, a range with Shift, all that match with Ctrl-A or Cmd-A. The grid is one Tab stop;
 * arrow keys move within it.
 */
export function ChoosingTiles({
  assets,
  size,
  selection,
  onChooseAll,
}: {
  assets: StaffAsset[]
  size?: 's' | 'm' | 'l'
  selection: Selection
  onChooseAll: () => void
}) {
  const ids = assets.map((asset) => asset.id)
  const anchor = useRef<string>()
  const choose = (id: string, on: boolean, range: boolean) => {
    const from = range && anchor.current ? ids.indexOf(anchor.current) : -1
    const to = ids.indexOf(id)
    const meant = from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1)
    if (on) selection.add(meant)
    else selection.remove(meant)
    anchor.current = id
  }
  const toggle = (id: string, range: boolean) => choose(id, range || !selection.ids.has(id), range)
  const { list, tabIndexOf } = useRovingGrid(ids, toggle)
  useChooseAll(onChooseAll)
  useEarlyTicks(list.ref, selection)
  return (
    <StaffAssetTiles
      assets={assets}
      size={size}
      list={list}
      tabIndexOf={tabIndexOf}
      select={{ name: 'assets', chosen: selection.ids, onChange: choose }}
    />
  )
}

/** Adds to the selection the boxes that were ticked before hydration. */
function useEarlyTicks(list: RefObject<HTMLElement>, selection: Selection): void {
  const { add } = useRef(selection).current
  useEffect(() => {
    const ticked = [...(list.current?.querySelectorAll<HTMLInputElement>('.tile-check > :checked') ?? [])]
    if (ticked.length > 0) add(ticked.map((box) => box.value))
  }, [list, add])
}

/** Runs when Ctrl-A or Cmd-A is pressed on the page. */
export function useChooseAll(onChooseAll: () => void): void {
  const latest = useRef(onChooseAll)
  latest.current = onChooseAll
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'a' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      if (!isForPage(event)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
