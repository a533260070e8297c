import { useFetcher } from '@remix-run/react'
import { useEffect, useMemo } from 'react'
import { writeRefs } from '~/domain/search/palette'
import type { Found } from '~/domain/search/palette.queries.server'
import { urls } from '~/urls'
import type { loader } from './find'
import { readRecent } from './use-recent'

/** Delay after typing before a search is sent. */
const PAUSE_MS = 120

/** Returns what the server finds by the words that were typed; while there are none, what the person opened last. */
export function useFound(typed: string, personId: string): { found: Found[]; isRecent: boolean; isBusy: boolean } {
  const q = typed.trim()
  const { load, data, state } = useFetcher<typeof loader>()
  const recent = useFetcher<typeof loader>()
  const { load: loadRecent } = recent
  // One search at a time: an answer that is no longer wanted is not shown, and the next one is asked for after it.
  const isMissing = q !== '' && data?.q !== q && state === 'idle'
  useEffect(() => {
    if (!isMissing) return
    const timer = setTimeout(() => load(urls.palette({ q })), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [isMissing, q, load])
  useEffect(() => {
    const opened = readRecent(personId)
    if (opened.length > 0) loadRecent(urls.palette({ recent: writeRefs(opened) }))
  }, [personId, loadRecent])
  const isRecent = q === ''
  const found = isRecent ? recent.data?.found : data?.found
  return useMemo(
    () => ({ found: found ?? [], isRecent, isBusy: q !== '' && data?.q !== q }),
    [found, isRecent, q, data],
  )
}
