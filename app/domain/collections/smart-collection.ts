/** Orders of what a search finds for a collection: downloads and ends of licences are known to staff, and would show. */
export const RULE_SORTS = ['relevance', 'newest', 'name'] as const
export type RuleSort = (typeof RULE_SORTS)[number]

/** The search that fills a collection. */
export interface Rule {
  query: string
  sort: RuleSort
}

/** A rule as it is stored. */
export interface StoredRule extends Rule {
  /** Whether the items are those of this rule: not while a changed one waits for its job. */
  isSettled: boolean
}

/** Why items entered or left. */
export type ItemCause = 'rule' | 'files' | 'hand'

/** Why items are found anew, and who caused it. */
export interface SettleCause {
  cause: ItemCause
  personId?: string | null
}

/** What entered and left a smart collection at once; of many, some are named. */
export interface ItemChange {
  id: number
  at: Date
  cause: ItemCause
  by: string | null
  entered: number
  left: number
  enteredIds: string[]
  leftIds: string[]
}
