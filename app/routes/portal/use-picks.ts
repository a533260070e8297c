import { type RefObject, useEffect, useState } from 'react'

export interface FileBytes {
  web: number
  best: number
}

/** Files chosen on this page of a list, and those chosen on its other pages with their sizes. */
export interface Picks {
  here: string[]
  elsewhere: Record<string, FileBytes>
  forget: () => void
}

/** Most files chosen one by one: their ids are in the address of the download, and servers refuse longer ones. */
export const MOST_PICKED = 300

/**
 * Returns the files that are ticked in a form. `keptAs` names the list when it has several pages: what is ticked on one is kept
 * in this tab while others are read. Before scripts run, a page has its own choice.
 */
export function usePicks(
  form: RefObject<HTMLFormElement>,
  bytes: Record<string, FileBytes>,
  keptAs: string | undefined,
): Picks & { scripted: boolean } {
  const [here, setHere] = useState<string[]>([])
  const [elsewhere, setElsewhere] = useState<Record<string, FileBytes>>({})
  const [scripted, setScripted] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sizes belong to the page, which is loaded anew for each
  useEffect(() => {
    const element = form.current
    if (!element) return
    const boxes = boxesIn(element)
    const kept = keptAs ? read(keptAs) : {}
    for (const box of boxes) if (kept[box.value]) box.checked = true
    const others = Object.fromEntries(Object.entries(kept).filter(([id]) => !boxes.some((box) => box.value === id)))
    setElsewhere(others)
    // Reads the boxes at once, since some may have been ticked before hydration; then on every `change` event of the
    // DOM, because React misses those during hydration.
    const look = (event?: Event) => {
      const most = MOST_PICKED - Object.keys(keptAs ? read(keptAs) : {}).filter((id) => others[id]).length
      if (tickedIn(element).length > most && event?.target instanceof HTMLInputElement) event.target.checked = false
      const ticked = tickedIn(element)
      setHere(ticked)
      if (keptAs) write(keptAs, { ...stillKept(keptAs, others), ...sizesOf(ticked, bytes) })
    }
    setScripted(true)
    look()
    element.addEventListener('change', look)
    return () => element.removeEventListener('change', look)
  }, [keptAs])
  const forget = () => {
    setElsewhere({})
    if (keptAs) write(keptAs, sizesOf(here, bytes))
  }
  return { here, elsewhere, forget, scripted }
}

const boxesIn = (form: HTMLFormElement) => [
  ...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name="asset"]'),
]
const tickedIn = (form: HTMLFormElement) => boxesIn(form).flatMap((box) => (box.checked ? [box.value] : []))

const sizesOf = (ids: readonly string[], bytes: Record<string, FileBytes>): Record<string, FileBytes> =>
  Object.fromEntries(ids.map((id) => [id, bytes[id] ?? { web: 0, best: 0 }]))

/** Those of other pages that were not forgotten meanwhile. */
const stillKept = (key: string, others: Record<string, FileBytes>): Record<string, FileBytes> => {
  const kept = read(key)
  return Object.fromEntries(Object.entries(others).filter(([id]) => kept[id]))
}

const STORED = 'vitrine.picks '

function read(key: string): Record<string, FileBytes> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORED + key) ?? '{}')
    return kept && typeof kept === 'object' ? { ...kept } : {}
  } catch {
    return {}
  }
}

function write(key: string, picks: Record<string, FileBytes>): void {
  try {
    sessionStorage.setItem(STORED + key, JSON.stringify(picks))
  } catch {
    // Without storage, each page has its own choice.
  }
}
