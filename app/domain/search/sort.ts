import type { Viewer } from '~/domain/access/access'
import type { Query } from './query/query'

/** Orders of hits. */
export const SORTS = ['relevance', 'newest', 'name', 'used', 'expiring'] as const
export type Sort = (typeof SORTS)[number]

/** Orders for outsiders: downloads and ends of licences are known to staff. */
export const PUBLIC_SORTS: readonly Sort[] = ['relevance', 'newest', 'name']

/** Returns an order by its name; undefined for other names. */
export const sortOf = (name: string | null | undefined): Sort | undefined => SORTS.find((sort) => sort === name)

/** Returns the order of a search: what was asked for, or else relevance for words and the newest without. */
export function sortFor(viewer: Viewer, { terms }: Query, asked: Sort | undefined): Sort {
  if (asked && (viewer.kind === 'staff' || PUBLIC_SORTS.includes(asked))) return asked
  return terms.some(({ type, isNot }) => !isNot && (type === 'text' || type === 'phrase')) ? 'relevance' : 'newest'
}
