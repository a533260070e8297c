import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { RELEASES, SLOT } from './cell-keys'
import type { PageFile } from './guest-page.server'
import { type Change, SaveQueue, type SaveState } from './save-queue'

/** What is typed, by file and key of its field; the slot and the releases (ids with commas between them) have keys of their own. */
type Drafts = Readonly<Record<string, Readonly<Record<string, string>>>>

const TYPING_MS = 700

/** The cells of the grid: what they contain, and saving it as it is typed. */
export function useGrid(token: string) {
  const [drafts, setDrafts] = useState<Drafts>({})
  const [states, setStates] = useState<Readonly<Record<string, SaveState>>>({})
  const unsaved = useRef(new Map<string, Record<string, string>>())
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const kept = useRef<SaveQueue>()
  kept.current ??= new SaveQueue(token, (files, state) =>
    setStates((all) => ({ ...all, ...Object.fromEntries(files.map((id) => [id, state])) })),
  )
  const queue = kept.current

  /** Saves what was typed; resolves when all is stored. */
  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    for (const [id, cells] of unsaved.current) void queue.save([id], changeOf(cells))
    unsaved.current.clear()
    await queue.settled()
  }, [queue])

  const put = useCallback((ids: readonly string[], key: string, text: string) => {
    setDrafts((all) => ({ ...all, ...Object.fromEntries(ids.map((id) => [id, { ...all[id], [key]: text }])) }))
  }, [])

  const type = useCallback(
    (id: string, key: string, text: string) => {
      put([id], key, text)
      unsaved.current.set(id, { ...unsaved.current.get(id), [key]: text })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), TYPING_MS)
    },
    [put, flush],
  )

  /** Sets a cell of several files at once. */
  const apply = useCallback(
    (ids: readonly string[], key: string, text: string) => {
      if (ids.length === 0) return
      for (const id of ids) delete unsaved.current.get(id)?.[key]
      put(ids, key, text)
      void queue.save(ids, changeOf({ [key]: text }))
    },
    [put, queue],
  )

  const remove = useCallback((ids: readonly string[]) => queue.remove(ids), [queue])

  // What was typed last is saved when the page is left.
  useEffect(() => {
    const leave = () => void flush()
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [flush])

  return useMemo(
    () => ({ drafts, states, type, apply, remove, flush, isBusy: () => queue.isBusy || unsaved.current.size > 0 }),
    [drafts, states, type, apply, remove, flush, queue],
  )
}

export type Grid = ReturnType<typeof useGrid>

/** Returns what a cell contains: what was typed, else what is stored. */
export function cellOf({ id, texts, slotId, releases }: PageFile, key: string, drafts: Drafts): string {
  const typed = drafts[id]?.[key]
  if (typed !== undefined) return typed
  if (key === SLOT) return slotId ?? ''
  return key === RELEASES ? releases.join(',') : (texts[key] ?? '')
}

function changeOf({ [SLOT]: slotId, [RELEASES]: releases, ...texts }: Record<string, string>): Change {
  return {
    texts: Object.keys(texts).length > 0 ? texts : undefined,
    slotId,
    releases: releases === undefined ? undefined : releases.split(',').filter(Boolean),
  }
}
