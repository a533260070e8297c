import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useMemo, useRef, useState } from 'react'
import { findHits, type SearchableText, searchableText, type TextHit } from './page-text'

/** Hits by page, from 0. */
export type PageHits = ReadonlyMap<number, TextHit[]>

export interface PdfSearchState {
  query: string
  setQuery: (query: string) => void
  hits: PageHits
  count: number
  /** Whether there are more hits than are counted. */
  hasMore: boolean
  isSearching: boolean
  /** The hit that is gone to, from 0 among all; undefined without hits. */
  current: number | undefined
  active: { index: number; hit: number } | undefined
  step: (by: 1 | -1) => void
}

const MOST_HITS = 2000
const TYPING_MS = 200
const NONE: PageHits = new Map()

interface Found {
  hits: PageHits
  count: number
  isDone: boolean
}
const NOTHING: Found = { hits: NONE, count: 0, isDone: true }

/** Searches all pages of a document while the reader types; begins at the page in view. */
export function usePdfSearch(pdf: PDFDocumentProxy, indexInView: number): PdfSearchState {
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<Found>(NOTHING)
  const [current, setCurrent] = useState<number>()
  const texts = useRef(new Map<number, SearchableText>())
  const view = useRef(indexInView)
  view.current = indexInView

  useEffect(() => {
    setCurrent(undefined)
    if (query.trim() === '') {
      setFound(NOTHING)
      return
    }
    let isCurrent = true
    const begin = view.current
    const run = async () => {
      const hits = new Map<number, TextHit[]>()
      let count = 0
      let shownAt = 0
      const show = (isDone: boolean) => {
        setFound({ hits: new Map(hits), count, isDone })
        setCurrent((before) => before ?? firstFrom(hits, begin, isDone))
        shownAt = performance.now()
      }
      for (let index = 0; index < pdf.numPages && count < MOST_HITS; index++) {
        const text = texts.current.get(index) ?? (await readText(pdf, index))
        if (!isCurrent) return
        texts.current.set(index, text)
        const ofPage = findHits(text, query, MOST_HITS - count)
        if (ofPage.length > 0) hits.set(index, ofPage)
        count += ofPage.length
        if (performance.now() - shownAt > 300) show(false)
      }
      show(true)
    }
    const timer = setTimeout(run, TYPING_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [pdf, query])

  const active = useMemo(() => placeOfHit(found.hits, current), [found.hits, current])
  const isSearching = query.trim() !== '' && !found.isDone
  const step = (by: 1 | -1) => {
    if (found.count > 0) setCurrent((before) => ((before ?? 0) + by + found.count) % found.count)
  }
  const { hits, count } = found
  return { query, setQuery, hits, count, hasMore: count >= MOST_HITS, isSearching, current, active, step }
}

/** A page that cannot be read has no text. */
async function readText(pdf: PDFDocumentProxy, index: number): Promise<SearchableText> {
  try {
    const page = await pdf.getPage(index + 1)
    // As the text layer is made, so that the numbers of its elements are those of the pieces here.
    const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true })
    return searchableText(items as { str?: string; hasEOL?: boolean }[])
  } catch {
    return searchableText([])
  }
}

/** The first hit on or after a page; while pages are still searched, undefined if there is none yet. */
function firstFrom(hits: PageHits, begin: number, isDone: boolean): number | undefined {
  let number = 0
  for (const [index, ofPage] of hits) {
    if (index >= begin) return number
    number += ofPage.length
  }
  return isDone && number > 0 ? 0 : undefined
}

function placeOfHit(hits: PageHits, wanted: number | undefined): { index: number; hit: number } | undefined {
  let left = wanted ?? 0
  if (wanted === undefined) return undefined
  for (const [index, ofPage] of hits) {
    if (left < ofPage.length) return { index, hit: left }
    left -= ofPage.length
  }
  return undefined
}
