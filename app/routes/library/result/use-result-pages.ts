import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import type { Anchors } from '~/domain/search/library-range'
import { type LibraryQuery, urls } from '~/urls'
import { ResultPages, type ResultSource } from './result-pages'

/** Results that are kept in memory, so that Back shows at once what was seen. */
const MOST_RESULTS = 4
const kept = new Map<string, ResultPages<StaffAsset>>()

/** What the page's own loader has of a result. */
export interface FirstPage {
  assets: StaffAsset[]
  total: number
  /** Whether it has more than were counted. */
  isMore: boolean
  /** Position of its first asset, from 1. */
  from: number
}

/** Returns the result of a filter, of which the page loaded a part; what it loads anew replaces what was loaded before. */
export function useResultPages(filter: LibraryQuery, page: FirstPage): ResultPages<StaffAsset> {
  const key = urls.library.grid(filter)
  const first = { ...page, from: page.from - 1 }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the filter, and an effect takes what is loaded anew
  const pages = useMemo(() => keep(key, kept.get(key) ?? new ResultPages(sourceOf(filter), first)), [key])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the assets stand for the page
  useEffect(() => {
    pages.renew(first)
    if (page.isMore) void pages.findSize()
  }, [pages, page.assets])
  useSyncExternalStore(pages.subscribe, pages.version, pages.version)
  return pages
}

function keep(key: string, pages: ResultPages<StaffAsset>): ResultPages<StaffAsset> {
  if (typeof document === 'undefined') return pages
  kept.delete(key)
  kept.set(key, pages)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_RESULTS) break
    kept.delete(oldest)
  }
  return pages
}

const sourceOf = (filter: LibraryQuery): ResultSource<StaffAsset> => ({
  async tiles(range, signal) {
    const { assets } = await ask<{ assets: Sent[] }>(urls.library.tiles(filter, range), signal)
    return assets.map(received)
  },
  anchors: () => ask<Anchors>(urls.library.anchors(filter)),
})

async function ask<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(address, { headers: { accept: 'application/json' }, signal })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return (await response.json()) as T
}

type Dates = 'createdAt' | 'embargoUntil' | 'expiresAt'
type Sent = Omit<StaffAsset, Dates> & { createdAt: string; embargoUntil: string | null; expiresAt: string | null }

const received = ({ createdAt, embargoUntil, expiresAt, ...asset }: Sent): StaffAsset => ({
  ...asset,
  createdAt: new Date(createdAt),
  embargoUntil: embargoUntil === null ? null : new Date(embargoUntil),
  expiresAt: expiresAt === null ? null : new Date(expiresAt),
})
