import { useCallback, useRef } from 'react'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { type LibraryQuery, urls } from '~/urls'
import type { Selection } from '../selection'
import { useAskedIds } from '../use-choose-matching'
import type { ResultPages } from './result-pages'

/** Selects one asset, or with `range` all between it and the one selected before, also where they are not loaded. */
export type Choose = (id: string, on: boolean, range: boolean) => void

/** Returns how assets of a result are selected; the function stays the same, so that tiles are not drawn again. */
export function useChoice(pages: ResultPages<StaffAsset>, filter: LibraryQuery, selection: Selection): Choose {
  const ask = useAskedIds(selection)
  const anchor = useRef<{ id: string; index: number }>()
  const choose: Choose = (id, on, range) => {
    const here = { id, index: pages.indexOf(id) }
    const from = range && anchor.current ? placeNow(pages, anchor.current) : here
    anchor.current = here
    const [first, last] = from.index <= here.index ? [from, here] : [here, from]
    const ids = pages.idsBetween(first.index, last.index)
    if (!ids) void ask(urls.library.matching({ ...filter, first: first.id, last: last.id }), on)
    else if (on) selection.add(ids)
    else selection.remove(ids)
  }
  const latest = useRef(choose)
  latest.current = choose
  return useCallback((id, on, range) => latest.current(id, on, range), [])
}

/** An asset moves in the result when others come or go. */
function placeNow(pages: ResultPages<StaffAsset>, asset: { id: string; index: number }) {
  const index = pages.indexOf(asset.id)
  return index < 0 ? asset : { ...asset, index }
}
