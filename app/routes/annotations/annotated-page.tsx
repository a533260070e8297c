import { useLocation } from '@remix-run/react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Place } from '~/domain/annotations/annotation'
import { useShortcut } from '~/ui/shortcuts'
import type { OpenPages } from '~/ui/viewers/over-pages'
import {
  type Annotations,
  AnnotationsContext,
  type AnnotationsData,
  BEGIN_ID,
  type Draft,
  type Filter,
  isPicturePlace,
  threadId,
} from './annotations-context'

/** Joins the viewer of a file and the list of its annotations. Without data, for those who see none, only its children. */
export function AnnotatedPage({ data, children }: { data: AnnotationsData | undefined; children: ReactNode }) {
  if (!data) return <>{children}</>
  return (
    <Joined key={data.assetId} data={data}>
      {children}
    </Joined>
  )
}

function Joined({ data, children }: { data: AnnotationsData; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const pages = useRef<OpenPages>()
  const wantedPage = useRef<number>()
  const [isWanted, setWanted] = useState(false)
  const [filter, setFilter] = useState<Filter>('open')
  const [kept, setKept] = useState<readonly number[]>([])
  const [active, setActive] = useState<number>()
  const [draft, setDraft] = useState<Draft>()
  const { list, medium } = data

  const toPage = useCallback((page: number) => {
    setWanted(true)
    if (pages.current) pages.current.toPage(page)
    else wantedPage.current = page
  }, [])
  const onPages = useCallback((open: OpenPages | undefined) => {
    pages.current = open
    if (open && wantedPage.current !== undefined) open.toPage(wantedPage.current)
    wantedPage.current = undefined
  }, [])
  const media = useCallback(() => box.current?.querySelector<HTMLMediaElement>('video, audio') ?? undefined, [])

  const goTo = useCallback(
    (number: number) => {
      setActive(number)
      const found = list.find((each) => each.number === number)
      if (!found?.isShown) return
      const { place } = found
      if (isPicturePlace(place) && place.page !== null) toPage(place.page)
      const player = media()
      if (place.kind !== 'time' || !player) return
      player.pause()
      player.currentTime = place.fromMs / 1000
    },
    [list, toPage, media],
  )
  const open = useCallback(
    (number: number) => {
      if (!list.some((each) => each.number === number)) return
      setKept((before) => [...before, number])
      setActive(number)
      focusSoon(threadId(number))
    },
    [list],
  )
  const begin = useCallback(
    (of: 'place' | 'file') => {
      const player = media()
      const isPlaced = of === 'place' && medium !== 'none'
      if (isPlaced && medium === 'time') player?.pause()
      if (isPlaced && medium === 'pages') setWanted(true)
      const place = isPlaced ? firstPlace(medium, { player, page: pages.current?.pageNow() ?? 1 }) : FILE
      setActive(undefined)
      setDraft({ place, isPlacing: isPicturePlace(place) })
    },
    [medium, media],
  )
  const place = useCallback(
    (chosen: Place, goesOn: boolean) => {
      if (isPicturePlace(chosen) && chosen.page !== null && chosen.page !== pages.current?.pageNow())
        toPage(chosen.page)
      setDraft({ place: chosen, isPlacing: !goesOn })
    },
    [toPage],
  )
  const cancel = useCallback(() => {
    setDraft(undefined)
    focusSoon(BEGIN_ID)
  }, [])
  const changed = useCallback((number: number, isNew = false) => {
    setKept((before) => [...before, number])
    if (!isNew) return
    setDraft(undefined)
    setActive(number)
    focusSoon(threadId(number))
  }, [])

  useShortcut('w', draft ? undefined : () => begin('place'))
  const { hash } = useLocation()
  const named = /^#annotation-(\d{1,6})$/.exec(hash)?.[1]
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is followed when it changes, not when data are loaded anew
  useEffect(() => {
    if (named === undefined) return
    goTo(Number(named))
    open(Number(named))
  }, [named])

  const value = useMemo<Annotations>(() => {
    const shown = list.filter(({ number, state }) => kept.includes(number) || isIn(filter, state))
    const choose = (next: Filter) => {
      setKept([])
      setFilter(next)
    }
    return {
      data,
      filter,
      setFilter: choose,
      shown,
      active,
      draft,
      box,
      isWanted,
      onPages,
      begin,
      place,
      cancel,
      changed,
      goTo,
      open,
    }
  }, [data, list, filter, kept, active, draft, isWanted, onPages, begin, place, cancel, changed, goTo, open])
  return <AnnotationsContext.Provider value={value}>{children}</AnnotationsContext.Provider>
}

const FILE: Place = { kind: 'file' }

/** What is to be checked is open as well. */
const isIn = (filter: Filter, state: Filter): boolean => filter === state || (filter === 'open' && state === 'check')

/** Returns the place that an annotation begins with: the middle of what is in view, or the present time. */
function firstPlace(medium: 'picture' | 'pages' | 'time', now: { player?: HTMLMediaElement; page: number }): Place {
  if (medium === 'time') return { kind: 'time', fromMs: Math.round((now.player?.currentTime ?? 0) * 1000), toMs: null }
  return { kind: 'point', page: medium === 'pages' ? now.page : null, x: 0.5, y: 0.5 }
}

/** Focuses an element that is there after the next frames: what was sent takes time to be loaded. */
function focusSoon(id: string, tries = 60): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id)
    if (element) {
      element.focus({ preventScroll: true })
      element.scrollIntoView({ block: 'nearest' })
    } else if (tries > 0) focusSoon(id, tries - 1)
  })
}
