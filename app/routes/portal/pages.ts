/** Pictures per page of a long list. */
export const PAGE_SIZE = 120

/** Files that are looked through faster than searched. */
export const MOST_UNSEARCHED = 30

export interface Page {
  /** Counted from 1. */
  page: number
  pages: number
  count: number
}

/** Returns the page number in a URL, from 1; it may exceed the number of pages. */
export function askedPage(url: URL): number {
  const asked = Number.parseInt(url.searchParams.get('page') ?? '1', 10)
  return Number.isNaN(asked) ? 1 : Math.max(1, asked)
}

/** Returns the part of a long list that `?page=` asks for; an invalid or too large number gives the nearest page. */
export function pageOf<T>(url: URL, all: readonly T[]): Page & { items: T[] } {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE))
  const page = Math.min(pages, askedPage(url))
  return { page, pages, count: all.length, items: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) }
}

/** Returns the address of a page of a list; the first is that of the list. */
export const pageHref = (base: string, page: number): string =>
  page > 1 ? `${base}${base.includes('?') ? '&' : '?'}page=${page}` : base

interface Sizes {
  count: number
  web: number
  best: number
  bytes: Record<string, { web: number; best: number }>
}

/**
 * Returns the size of the entire kit, but sizes of files only for one page: those of three thousand files would be most
 * of the page.
 */
export function sizesOnPage({ count, web, best, bytes }: Sizes, ids: readonly string[]): Sizes {
  const shown = ids.flatMap((id) => (bytes[id] ? [[id, bytes[id]] as const] : []))
  return { count, web, best, bytes: Object.fromEntries(shown) }
}
