import type { ColumnType, Generated } from 'kysely'

/** What an asset is found by: for staff, or for outsiders in a version that may leave. */
export interface SearchDocumentTable {
  assetId: string
  isPublic: boolean
  versionId: string
  /** How it was made; made anew when that differs. */
  recipe: number
  /** When the asset was made. */
  createdAt: Date
  /** By what names are sorted. */
  name: string
  /** Pixels of its picture as it is edited. */
  width: number | null
  height: number | null
  pageCount: number | null
  durationMs: number | null
  byteSize: number
  /** Ids of `searchToken`. */
  tokens: number[]
  /** A tsvector. */
  lexemes: string
}

/** A word of the documents for staff. */
export interface SearchWordTable {
  word: string
  /** Number of documents. */
  frequency: number
}

/** A value of a facet. */
export interface SearchTokenTable {
  id: ColumnType<number, never, never>
  field: string
  value: string
  /** How it is compared. */
  normal: string
  /** Of keywords and their terms: the number of documents for staff that have it. */
  frequency: Generated<number>
}

/** An asset whose documents are out of date. */
export interface SearchChangeTable {
  id: Generated<number>
  assetId: string
  /** Whether all others go first. */
  isLater: Generated<boolean>
}

/** How often something was searched for on a day, and nothing found. */
export interface SearchLogTable {
  /** Of the database. */
  day: ColumnType<Date, never, never>
  /** Null for the library. */
  portalId: string | null
  text: string
  asked: number
  foundNothing: number
}
