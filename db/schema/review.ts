import type { ColumnType, Generated } from 'kysely'

/** Somebody who votes, and who votes in their place. */
export interface Voter {
  personId: string
  deputyId: string | null
}

/** One stage of a review; those of one position run at the same time. */
export interface Stage {
  position: number
  voters: { kind: 'role'; role: 'manager' | 'admin' } | { kind: 'people'; people: Voter[] }
  /** Approvals that it takes. */
  quorum: number
  /** Days from its beginning; null for no date. */
  dueDays: number | null
}

type Stages = ColumnType<Stage[], string, string>

export interface ReviewTemplateTable {
  id: string
  /** Empty for the built-in one. */
  name: string
  isBuiltIn: ColumnType<boolean, never, never>
  position: number
  kinds: string[] | null
  collectionId: string | null
  briefId: string | null
  /** BCP 47 tag. */
  locale: string | null
  /** Whether people may approve what they submitted or brought. */
  allowsOwn: boolean
  /** Whether voters see the votes of others before their stage ends. */
  showsVotes: boolean
  stages: Stages
}

/** The review of a version by a copy of a template. */
export interface ReviewRoundTable {
  id: string
  versionId: string
  templateName: string
  allowsOwn: boolean
  showsVotes: boolean
  stages: Stages
  /** Null for a guest. */
  submittedBy: string | null
  startedAt: Generated<Date>
  dueAt: Date | null
  endedAt: Date | null
}

export interface ReviewVoteTable {
  roundId: string
  /** Index in the stages of the round. */
  stage: number
  personId: string
  inPlaceOf: string | null
  approves: boolean
  note: string | null
  at: Generated<Date>
}
