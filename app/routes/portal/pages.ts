/** Pictures of one page of a long list. */
export const PAGE_SIZE = 120

export interface Page {
  /** Counted from 1. */
  page: number
  pages: number
  count: number
}

/** The page of a list that an address asks for, counted from 1; whether there is such a page is another question. */
export function askedPage(url: URL): number {
  const asked = Number.parseInt(url.searchParams.get('page') ?? '1', 10)
  return Number.isNaN(asked) ? 1 : Math.max(1, asked)
}

/** The part of a long list that `?page=` asks for; a number that is none, or none of a page there is, means the nearest. */
export function pageOf<T>(url: URL, all: readonly T[]): Page & { items: T[] } {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE))
  const page = Math.min(pages, askedPage(url))
  return { page, pages, count: all.length, items: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) }
}

/** The query of a page; none for the first. */
export const pageQuery = (page: number): string => (page > 1 ? `?page=${page}` : '')

interface Sizes {
  count: number
  web: number
  best: number
  bytes: Record<string, { web: number; best: number }>
}

/** What the whole kit weighs, with the files of one page alone: those of three thousand would be most of the page. */
export function sizesOnPage({ count, web, best, bytes }: Sizes, ids: readonly string[]): Sizes {
  const shown = ids.flatMap((id) => (bytes[id] ? [[id, bytes[id]] as const] : []))
  return { count, web, best, bytes: Object.fromEntries(shown) }
}
