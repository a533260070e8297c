import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { RowCells } from '~/domain/cells/cell'
import { cellsFor } from './cell-source'
import { CellStore } from './cell-store'
import { cellColumns, type TableColumn } from './columns'

/** One for each person in a tab: what is typed and not saved yet survives other pages. */
const stores = new Map<string, CellStore>()

function storeOf(personId: string): CellStore {
  if (typeof document === 'undefined') return new CellStore(cellsFor(personId))
  const known = stores.get(personId)
  if (known) return known
  const store = new CellStore(cellsFor(personId))
  stores.set(personId, store)
  store.subscribe(() => guard(store))
  return store
}

/** The browser asks before a tab is closed with cells that are not saved. */
function guard(store: CellStore): void {
  removeEventListener('beforeunload', ask)
  if (store.drafts().length > 0) addEventListener('beforeunload', ask)
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault()

/** Returns the cells of the table; those that the page loaded anew replace what was loaded before. */
export function useCells(
  personId: string,
  loaded: Record<string, RowCells>,
  columns: readonly TableColumn[],
): CellStore {
  const store = useMemo(() => storeOf(personId), [personId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns are those that the page was loaded with
  useMemo(() => {
    store.put(loaded, cellColumns(columns), { isQuiet: true })
  }, [store, loaded])
  // biome-ignore lint/correctness/useExhaustiveDependencies: cells loaded anew stand for a page that was
  useEffect(() => {
    store.expire()
    store.put(loaded, cellColumns(columns))
  }, [store, loaded])
  useSyncExternalStore(store.subscribe, store.version, store.version)
  useEffect(() => {
    addEventListener('online', store.queue.retry)
    return () => removeEventListener('online', store.queue.retry)
  }, [store])
  return store
}
