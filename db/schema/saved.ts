import type { Generated, JSONColumnType } from 'kysely'

/** A search of the library that somebody keeps under a name. */
export interface SavedSearchTable {
  id: string
  /** What its address is made of. */
  code: string
  ownerId: string
  name: string
  /** Parameters of the library's address. */
  search: JSONColumnType<Record<string, string>, string, string>
  look: JSONColumnType<Record<string, unknown>, string, string>
  /** Since when all staff see it; null while it is private. */
  sharedAt: Date | null
  createdAt: Generated<Date>
  changedAt: Generated<Date>
  deletedAt: Generated<Date | null>
}

/** Somebody's wish to be told by mail what a saved search finds anew. */
export interface SearchSubscriptionTable {
  id: string
  searchId: string
  personId: string
  cadence: 'instant' | 'daily' | 'weekly'
  /** At which hour and, weekly, on which day of the week, Monday being 1, in the zone. */
  hour: number
  weekday: number
  /** IANA name. */
  zone: string
  /** When what the search finds was first noted as known; null before that. */
  knownAt: Date | null
  nextAt: Date
  createdAt: Generated<Date>
}

/** An asset that a subscriber knows of. */
export interface SubscriptionMatchTable {
  subscriptionId: string
  assetId: string
  /** The letter that told it; null for what was found before the first. */
  letterId: string | null
}
