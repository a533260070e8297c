/** Encodes one part of a path. */
export const part = encodeURIComponent

/** Returns the query of a URL, with its question mark; what has no value is left out. */
export const query = (values: Record<string, string | number | undefined | null>): string => {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return pairs.length ? `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}` : ''
}

/** Filters of the audit log. */
export interface AuditQuery {
  type?: string
  actor?: string
  subject?: string
  from?: string
  to?: string
  before?: number
}

/** Filters of the library. */
export interface LibraryQuery {
  /** Words, phrases, fields and ranges. */
  q?: string
  sort?: string
  state?: string
  kind?: string
  problem?: string
  selection?: string
  /** Kind of a relation: only assets that have one, in either direction. */
  related?: string
  /** Id of a collection: only assets that are not in it. */
  outside?: string
  /** Id of a folder: only assets in it or below it; `none` for those in no folder. */
  folder?: string
  /** Id of an asset or of a search by picture: only assets that look like it. */
  like?: string
  /** Code of the saved search that was opened, whether or not the rest still is what it asks. */
  saved?: string
}
