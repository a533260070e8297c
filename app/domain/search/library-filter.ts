import type { RelationKind } from '~/domain/relations/relation'
import { STATES } from './query/fields'
import type { Sort } from './sort'

export const LIBRARY_STATES = STATES
export type LibraryState = (typeof LIBRARY_STATES)[number]

/** What a view of the library is narrowed to, beside the query that is typed. */
export interface LibraryFilter {
  state?: LibraryState
  kind?: string
  /** Only assets with renditions that failed. */
  problem?: boolean
  /** Only assets that have a preview picture or will have one. */
  picture?: boolean
  /** Id of a stored selection of the viewer: only assets in it. */
  selection?: string
  /** Only assets that have a relation of this kind, in either direction; for those who may see all assets. */
  related?: RelationKind
  /** Only assets that are not in this collection. */
  outside?: string
  /** Only assets in this folder or below it; `none` for those in no folder. */
  folder?: string
  /** Id of an asset or of a search by picture: only assets that look like it. */
  like?: string
}

/** A view of the library: a filter, and a query in the words of whoever searches. */
export interface LibrarySearch extends LibraryFilter {
  /** See `parseQuery`. */
  q?: string
  /** See `sortFor`. */
  sort?: Sort
}
