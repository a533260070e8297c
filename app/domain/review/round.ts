import type { Stage } from '#db/schema/review'
import { mayApprove } from '~/domain/identity/permissions'
import { type Role, roleIncludes } from '~/domain/identity/person'

/** A review that was begun, as its rules need it. */
export interface Round {
  stages: readonly Stage[]
  allowsOwn: boolean
  startedAt: Date
  /** Who submitted the version or brought it. */
  owners: readonly string[]
}

/** An approval of a stage. */
export interface Approval {
  /** Index in the stages. */
  stage: number
  personId: string
  /** Whose deputy voted. */
  inPlaceOf: string | null
  at: Date
}

/** A member of staff as they are now. */
export interface VotingPerson {
  id: string
  name: string
  role: Role
  isActive: boolean
}

export interface StageProgress {
  index: number
  /** Approvals that count, the first first. */
  approvals: Approval[]
  state: 'waiting' | 'open' | 'done'
  /** When the stages before it were done; undefined while they are not. */
  beganAt?: Date
  dueAt?: Date
  /** Who may still approve, as themselves or in the place of somebody. */
  awaited: { personId: string; inPlaceOf: string | null }[]
}

/** Why somebody may not approve. */
export type VoteRefusal = 'review.own_file' | 'review.voted' | 'review.not_asked'

/** What somebody may do in a review. */
export interface MayVote {
  /** Indexes of open stages that they may approve, with whom they stand for. */
  stages: { index: number; inPlaceOf: string | null }[]
  /** Set when there are none. */
  refusal?: VoteRefusal
  /** Whether they may ask for changes: who is asked in an open stage, also after an approval and of an own file. */
  mayAsk: boolean
}

const DAY = 24 * 60 * 60 * 1000

const isAble = (person: VotingPerson | undefined): person is VotingPerson => !!person?.isActive && mayApprove(person)

/**
 * Returns how far each stage is by what people are now: the approval of somebody who was disabled or lost the role does not count,
 * and a stage that lacks it is open again. A deputy is asked where the person cannot vote, or has not when the stage is overdue.
 */
export function progressOf(
  round: Round,
  approvals: readonly Approval[],
  people: ReadonlyMap<string, VotingPerson>,
  now: Date,
): StageProgress[] {
  const states: StageProgress[] = []
  for (const [index, stage] of round.stages.entries()) {
    const before = states.filter(({ index: at }) => (round.stages[at]?.position ?? 0) < stage.position)
    const began = before.every(({ state }) => state === 'done')
    const ends = before.map((each) => endOf(each, round.stages[each.index]))
    const beganAt = began ? new Date(Math.max(Number(round.startedAt), ...ends)) : undefined
    const dueAt = beganAt && stage.dueDays ? new Date(Number(beganAt) + stage.dueDays * DAY) : undefined
    const able = approvals.filter(
      (vote) => vote.stage === index && isAble(people.get(vote.personId)) && isOfStage(stage, vote, people),
    )
    const own = able
      // Of a person and their deputy, one counts.
      .filter(({ inPlaceOf }) => !inPlaceOf || !able.some(({ personId }) => personId === inPlaceOf))
      .sort((a, b) => Number(a.at) - Number(b.at))
    const isDone = began && own.length >= stage.quorum
    const awaited =
      began && !isDone ? awaitedIn(stage, round, { approvals: own, people, isOverdue: !!dueAt && dueAt <= now }) : []
    states.push({
      ...{ index, approvals: own, beganAt, dueAt, awaited },
      state: isDone ? 'done' : began ? 'open' : 'waiting',
    })
  }
  return states
}

/** When the approval came that ended a stage, in milliseconds. */
const endOf = ({ approvals }: StageProgress, stage: Stage | undefined) =>
  Number(approvals[(stage?.quorum ?? 1) - 1]?.at ?? 0)

/** Of a stage for a role, its voters need that role still. */
const isOfStage = ({ voters }: Stage, { personId }: Approval, people: ReadonlyMap<string, VotingPerson>): boolean =>
  voters.kind === 'people' || roleIncludes(people.get(personId)?.role ?? 'viewer', voters.role)

function awaitedIn(
  { voters }: Stage,
  { allowsOwn, owners }: Round,
  given: { approvals: readonly Approval[]; people: ReadonlyMap<string, VotingPerson>; isOverdue: boolean },
): StageProgress['awaited'] {
  const { approvals, people, isOverdue } = given
  const voted = new Set(approvals.flatMap(({ personId, inPlaceOf }) => [personId, inPlaceOf ?? personId]))
  const may = (id: string) => isAble(people.get(id)) && (allowsOwn || !owners.includes(id)) && !voted.has(id)
  if (voters.kind === 'role')
    return [...people.values()]
      .filter(({ id, role }) => may(id) && roleIncludes(role, voters.role))
      .map(({ id }) => ({ personId: id, inPlaceOf: null }))
  const asked = voters.people.filter(({ personId }) => may(personId))
  const known = new Set(voters.people.map(({ personId }) => personId))
  const standIns = voters.people.flatMap(({ personId, deputyId }) =>
    deputyId && !known.has(deputyId) && may(deputyId) && !voted.has(personId) && (isOverdue || !may(personId))
      ? [{ personId: deputyId, inPlaceOf: personId }]
      : [],
  )
  const seen = new Set<string>()
  return [
    ...asked.map(({ personId }) => ({ personId, inPlaceOf: null })),
    ...standIns.filter(({ personId }) => !seen.has(personId) && !!seen.add(personId)),
  ]
}

export const isComplete = (progress: readonly StageProgress[]): boolean =>
  progress.every(({ state }) => state === 'done')

/** Returns when the first open stage is due; null where none has a date. */
export function dueAtOf(progress: readonly StageProgress[]): Date | null {
  const due = progress.flatMap(({ state, dueAt }) => (state === 'open' && dueAt ? [Number(dueAt)] : []))
  return due.length > 0 ? new Date(Math.min(...due)) : null
}

/** Whether an open stage cannot get its quorum from anybody who is there now. */
export const isStuck = ({ stages }: Pick<Round, 'stages'>, progress: readonly StageProgress[]): boolean =>
  progress.some(
    ({ index, state, approvals, awaited }) =>
      state === 'open' && approvals.length + awaited.length < (stages[index]?.quorum ?? 1),
  )

/** Returns what a person may do in a review. */
export function mayVote(
  round: Round,
  approvals: readonly Approval[],
  people: ReadonlyMap<string, VotingPerson>,
  { personId, now }: { personId: string; now: Date },
): MayVote {
  const asked = (from: Round) =>
    progressOf(from, approvals, people, now)
      .filter(({ state }) => state === 'open')
      .flatMap(({ index, awaited }) =>
        awaited.filter((each) => each.personId === personId).map(({ inPlaceOf }) => ({ index, inPlaceOf })),
      )
  const stages = asked(round)
  const open = progressOf(round, approvals, people, now).filter(({ state }) => state === 'open')
  const hasVoted = open.some((each) => each.approvals.some((vote) => vote.personId === personId))
  const isOwn = stages.length === 0 && asked({ ...round, allowsOwn: true }).length > 0
  if (stages.length > 0) return { stages, mayAsk: true }
  if (isOwn) return { stages, refusal: 'review.own_file', mayAsk: true }
  return { stages, refusal: hasVoted ? 'review.voted' : 'review.not_asked', mayAsk: hasVoted }
}
