import { useRouteLoaderData } from '@remix-run/react'
import { useMemo, useSyncExternalStore } from 'react'
import { MOST_SELECTED } from '~/domain/assets/asset-ids'
import { packIds, unpackIds } from './selected-ids'
import type { loader } from './shell'

type Ids = ReadonlySet<string>
const NONE: Ids = new Set()
const [WRITTEN_AT_ONCE, SETTLED_MS] = [5000, 300]

/** The selected assets of a person in one browser tab, kept across filters, pages, Back and reload. */
class SelectionStore {
  readonly most = MOST_SELECTED
  #ids: Ids
  #listeners = new Set<() => void>()
  #timer?: ReturnType<typeof setTimeout>

  constructor(private readonly key: string) {
    this.#ids = read(key)
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly ids = (): Ids => this.#ids

  /** Replaces the selection, keeping the order; beyond 100,000 ids are dropped. */
  readonly set = (ids: Iterable<string>): void => {
    this.#ids = new Set([...ids].slice(0, MOST_SELECTED))
    this.#keep()
    for (const listener of this.#listeners) listener()
  }
  /** A large selection takes a while to write: not with each of its files. */
  #keep(): void {
    clearTimeout(this.#timer)
    if (this.#ids.size <= WRITTEN_AT_ONCE) write(this.key, this.#ids)
    else this.#timer = setTimeout(() => write(this.key, this.#ids), SETTLED_MS)
  }
  readonly add = (ids: Iterable<string>): void => this.set([...this.#ids, ...ids])
  readonly remove = (ids: Iterable<string>): void => {
    const gone = new Set(ids)
    this.set([...this.#ids].filter((id) => !gone.has(id)))
  }
}

function read(key: string): Ids {
  try {
    return new Set(unpackIds(sessionStorage.getItem(key) ?? ''))
  } catch {
    return NONE
  }
}

function write(key: string, ids: Ids): void {
  try {
    sessionStorage.setItem(key, packIds(ids))
  } catch {
    // Without storage, the selection is lost when the page is left.
  }
}

const stores = new Map<string, SelectionStore>()

function storeOf(personId: string): SelectionStore {
  const store = stores.get(personId) ?? new SelectionStore(`vitrine.selection.${personId}`)
  stores.set(personId, store)
  return store
}

export interface Selection extends Pick<SelectionStore, 'set' | 'add' | 'remove' | 'most'> {
  ids: Ids
}

/** Returns the selection of the signed-in person, shared by library, pickers and collections; empty on the server. */
export function useSelection(): Selection {
  const personId = useRouteLoaderData<typeof loader>('routes/library/shell')?.person.id ?? ''
  const store = useMemo(() => (typeof window === 'undefined' ? undefined : storeOf(personId)), [personId])
  const ids = useSyncExternalStore(
    store?.subscribe ?? (() => () => {}),
    () => store?.ids() ?? NONE,
    () => NONE,
  )
  return useMemo(() => {
    const { set, add, remove, most } = store ?? new SelectionStore('')
    return { ids, set, add, remove, most }
  }, [store, ids])
}
