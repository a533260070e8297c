import { sql } from 'kysely'
import type { Stage } from '#db/schema/review'
import { type Db, dbNow } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { votingPeople } from './review-templates.queries.server'
import { type Approval, isStuck, type MayVote, mayVote, progressOf, type Round, type VotingPerson } from './round'

/** A review that runs, with the approvals so far. */
export interface OpenRound extends Round {
  id: string
  versionId: string
  templateName: string
  showsVotes: boolean
  approvals: (Approval & { note: string | null })[]
}

/** Returns the reviews that run, by the ids of their versions. */
export async function openRounds(db: Db, versionIds: readonly string[]): Promise<Map<string, OpenRound>> {
  const rounds = await db
    .selectFrom('reviewRound as round')
    .innerJoin('assetVersion as version', 'version.id', 'round.versionId')
    .where('round.versionId', '=', sql<string>`any(${versionIds}::uuid[])`)
    .where('round.endedAt', 'is', null)
    .select(['round.id', 'round.versionId', 'round.templateName', 'round.allowsOwn', 'round.showsVotes'])
    .select(['round.stages', 'round.startedAt', 'round.submittedBy', 'version.createdBy'])
    .execute()
  const votes = await db
    .selectFrom('reviewVote')
    .where('roundId', '=', sql<string>`any(${rounds.map(({ id }) => id)}::uuid[])`)
    .where('approves', '=', true)
    .select(['roundId', 'stage', 'personId', 'inPlaceOf', 'at', 'note'])
    .execute()
  return new Map(
    rounds.map(({ submittedBy, createdBy, ...round }) => [
      round.versionId,
      {
        ...round,
        owners: [submittedBy, createdBy].filter((id) => id !== null),
        approvals: votes.filter(({ roundId }) => roundId === round.id),
      },
    ]),
  )
}

/** Returns everybody whom rounds name or who voted in them, and who may vote now. */
export const peopleOf = (db: Db, rounds: readonly OpenRound[]): Promise<Map<string, VotingPerson>> =>
  votingPeople(
    db,
    rounds.flatMap(({ stages, approvals }) => [
      ...approvals.flatMap(({ personId, inPlaceOf }) => [personId, inPlaceOf ?? personId]),
      ...stages.flatMap(({ voters }) =>
        voters.kind === 'people'
          ? voters.people.flatMap((each) => [each.personId, each.deputyId ?? each.personId])
          : [],
      ),
    ]),
  )

/** A stage of a review as its page shows it. */
export interface ShownStage {
  index: number
  position: number
  state: 'waiting' | 'open' | 'done'
  quorum: number
  /** Approvals so far; null where they are not shown. */
  count: number | null
  /** A role of which anybody may approve; null where people are named. */
  role: 'manager' | 'admin' | null
  votes: { name: string; inPlaceOf: string | null; at: Date; note: string | null }[]
  /** Names of those who are awaited; of a role none. */
  awaited: string[]
  dueAt: Date | null
  isOverdue: boolean
}

export interface ShownReview {
  templateName: string
  stages: ShownStage[]
  refusal: MayVote['refusal'] | null
  mayAsk: boolean
  /** Whether any one manager approves, without a date. */
  isPlain: boolean
  /** Whether nobody who is there now can end it. */
  isStuck: boolean
}

/** Returns the review of a version that waits as somebody sees it; undefined when none runs. */
export const reviewOf = async (db: Db, versionId: string, personId: string): Promise<ShownReview | undefined> =>
  isId(versionId) ? (await reviewsOf(db, [versionId], personId)).get(versionId) : undefined

/** Returns the reviews of versions that run as somebody sees them, by the ids of the versions. */
export async function reviewsOf(
  db: Db,
  versionIds: readonly string[],
  personId: string,
): Promise<Map<string, ShownReview>> {
  const rounds = await openRounds(db, versionIds)
  const [people, now] = [await peopleOf(db, [...rounds.values()]), await dbNow(db)]
  return new Map([...rounds].map(([id, round]) => [id, shownReview(round, { people, personId, now })]))
}

/** Who looks at a review, and when. */
interface Reader {
  people: Map<string, VotingPerson>
  personId: string
  now: Date
}

function shownReview(round: OpenRound, reader: Reader): ShownReview {
  const progress = progressOf(round, round.approvals, reader.people, reader.now)
  const { refusal = null, mayAsk } = mayVote(round, round.approvals, reader.people, reader)
  return {
    ...{ templateName: round.templateName, refusal, mayAsk, isStuck: isStuck(round, progress) },
    isPlain: isPlain(round),
    stages: progress.map((each) => shownStage(round, round.stages[each.index], each, reader)),
  }
}

function isPlain({ stages: [stage, ...others] }: OpenRound): boolean {
  const { voters, quorum, dueDays } = stage ?? {}
  return others.length === 0 && voters?.kind === 'role' && voters.role === 'manager' && quorum === 1 && !dueDays
}

function shownStage(
  { approvals: all, showsVotes }: OpenRound,
  stage: Stage | undefined,
  { index, state, approvals, awaited, dueAt }: ReturnType<typeof progressOf>[number],
  { people, personId, now }: Reader,
): ShownStage {
  const nameOf = (id: string | null) => (id && people.get(id)?.name) || ''
  const isShown = showsVotes || state === 'done'
  const voters = stage?.voters
  return {
    ...{ index, position: stage?.position ?? 0, state, quorum: stage?.quorum ?? 1 },
    count: isShown ? approvals.length : null,
    role: voters?.kind === 'role' ? voters.role : null,
    votes: approvals
      .filter((vote) => isShown || vote.personId === personId)
      .map((vote) => ({
        ...{ name: nameOf(vote.personId), inPlaceOf: nameOf(vote.inPlaceOf) || null, at: vote.at },
        note: all.find((each) => each.stage === index && each.personId === vote.personId)?.note ?? null,
      })),
    awaited: namesAwaited(voters, { state, isShown, awaited }, nameOf),
    dueAt: dueAt ?? null,
    isOverdue: state === 'open' && !!dueAt && dueAt <= now,
  }
}

/** Where votes are hidden, all who are named: who is missing would tell who voted. */
function namesAwaited(
  voters: Stage['voters'] | undefined,
  given: { state: string; isShown: boolean; awaited: { personId: string }[] },
  nameOf: (id: string) => string,
): string[] {
  if (voters?.kind !== 'people' || given.state === 'done') return []
  const isOpen = given.state === 'open' && given.isShown
  return (isOpen ? given.awaited : voters.people).map(({ personId }) => nameOf(personId))
}
