import { z } from 'zod'
import { DENSITIES, type LibraryLook, VIEWS } from '~/domain/identity/library-look'
import { RELATION_KINDS } from '~/domain/relations/relation'
import { LIBRARY_STATES, type LibrarySearch } from '~/domain/search/library-filter'
import { LONGEST_QUERY } from '~/domain/search/query/query'
import { SORTS } from '~/domain/search/sort'
import { nameSchema } from '~/platform/name-schema'

/** How the result of a saved search is looked at; without columns the table has those of its reader. */
export type SavedLook = Pick<LibraryLook, 'view' | 'density'> & Partial<Pick<LibraryLook, 'columns'>>

/** Which columns a saved search opens with: those of its reader, those that whoever saves it has now, or those of before. */
export const SAVED_COLUMNS = ['reader', 'now', 'kept'] as const

/** What a saved search asks: the parameters of the library's address, those alone that mean the same to everybody. */
export const SavedQuery = z.strictObject({
  q: z.string().trim().max(LONGEST_QUERY).optional(),
  sort: z.enum(SORTS).optional(),
  state: z.enum(LIBRARY_STATES).optional(),
  kind: z.string().max(40).optional(),
  problem: z.literal('failed').optional(),
  related: z.enum(RELATION_KINDS).optional(),
  folder: z.union([z.uuid(), z.literal('none')]).optional(),
})
export type SavedQuery = z.output<typeof SavedQuery>

/** Names under which the library's address has them. */
export const QUERY_NAMES = ['q', 'sort', 'state', 'kind', 'problem', 'related', 'folder'] as const

const Settings = z.strictObject({
  name: nameSchema(100),
  /** Sent by a ticked box. */
  shared: z.literal('on').optional(),
  view: z.enum(VIEWS),
  density: z.enum(DENSITIES),
  columns: z.enum(SAVED_COLUMNS).default('kept'),
})

export const NewSavedSearch = Settings.extend(SavedQuery.shape)
export const SavedSearchSettings = Settings

/** A search that somebody saved, as a member of staff sees it. */
export interface SavedSearch {
  id: string
  code: string
  name: string
  query: SavedQuery
  look: SavedLook
  isShared: boolean
  ownerId: string
  ownerName: string
}

/** Returns the parts of a search that mean the same to everybody: a selection is one person's, and for a while. */
export function savedQueryOf({ q, sort, state, kind, problem, related, folder }: LibrarySearch): SavedQuery {
  const asked = { q: q?.trim(), sort, state, kind, problem: problem ? 'failed' : undefined, related, folder }
  return SavedQuery.safeParse(Object.fromEntries(Object.entries(asked).filter(([, value]) => value))).data ?? {}
}

/** Returns the search of the library that a saved query asks for. */
export const librarySearchOf = ({ problem, ...query }: SavedQuery): LibrarySearch => ({
  ...query,
  ...(problem && { problem: true }),
})

/** Whether two queries ask the same. */
export const isSameQuery = (one: SavedQuery, other: SavedQuery): boolean =>
  QUERY_NAMES.every((name) => (one[name] ?? '') === (other[name] ?? ''))

/** Whether a query narrows the library to something, so that it is worth a name. */
export const asksSomething = ({ sort: _, ...query }: SavedQuery): boolean => Object.values(query).some(Boolean)
