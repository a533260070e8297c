import { sql } from 'kysely'
import { recordAll } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { dbNow, type Tx } from '~/platform/db.server'
import { DomainError, type RefusedItem } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { type SubmittedFacts, templateFor } from './review-template'
import { listReviewTemplates } from './review-templates.queries.server'
import { dueAtOf, isComplete, type MayVote, mayVote, progressOf } from './round'
import { type OpenRound, openRounds, peopleOf } from './rounds.queries.server'

const DAY = 24 * 60 * 60 * 1000

/** Begins the reviews of versions that were just submitted, each by the template that is for it now. */
export async function startRounds(trx: Tx, versionIds: readonly string[], submittedBy: string | null): Promise<void> {
  if (versionIds.length === 0) return
  const templates = await listReviewTemplates(trx)
  const now = await dbNow(trx)
  await endRounds(trx, versionIds)
  const rows = (await factsOf(trx, versionIds)).flatMap((facts) => {
    const template = templateFor(templates, facts)
    if (!template) return []
    const { name: templateName, allowsOwn, showsVotes, stages } = template
    const first = stages.filter(({ position }) => position === stages[0]?.position)
    const days = first.flatMap(({ dueDays }) => dueDays ?? [])
    return [
      {
        ...{ id: newId(), versionId: facts.versionId, templateName, allowsOwn, showsVotes, submittedBy },
        ...{ stages: JSON.stringify(stages), startedAt: now },
        dueAt: days.length > 0 ? new Date(Number(now) + Math.min(...days) * DAY) : null,
      },
    ]
  })
  if (rows.length > 0) await trx.insertInto('reviewRound').values(rows).execute()
}

/** Ends the reviews of versions that run; their votes stay. */
export async function endRounds(trx: Tx, versionIds: readonly string[]): Promise<void> {
  await trx
    .updateTable('reviewRound')
    .set({ endedAt: sql<Date>`now()` })
    .where('versionId', '=', sql<string>`any(${versionIds}::uuid[])`)
    .where('endedAt', 'is', null)
    .execute()
}

async function factsOf(trx: Tx, versionIds: readonly string[]): Promise<(SubmittedFacts & { versionId: string })[]> {
  return trx
    .selectFrom('assetVersion as version')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .where('version.id', '=', sql<string>`any(${versionIds}::uuid[])`)
    .select(['version.id as versionId', 'version.kind', 'asset.sourceLocale as locale'])
    .select([
      sql<string[]>`coalesce((select array_agg(c.collection_id::text) from collection_asset c
        where c.asset_id = asset.id), '{}')`.as('collectionIds'),
      sql<string | null>`(select f.brief_id from submission_file f where f.version_id = version.id limit 1)`.as(
        'briefId',
      ),
    ])
    .execute()
}

/** A version that somebody decides about; its asset is locked. */
export interface Voted {
  id: string
  versionId: string
  fileName: string | null
}

export interface CastVotes {
  /** Versions that the votes have decided: approved by all stages, or sent back. */
  decided: Set<string>
  refused: RefusedItem[]
}

/**
 * Counts the vote of a person for each version: an approval in every open stage in which they are asked, a request for changes in
 * one. The caller has locked the assets, so that of two last votes at once the second sees the first. Refuses `review.own_file`,
 * `review.voted`, `review.not_asked`.
 */
export async function castVotes(
  trx: Tx,
  by: Person,
  assets: readonly Voted[],
  { approves, note }: { approves: boolean; note?: string },
): Promise<CastVotes> {
  const ids = assets.map(({ versionId }) => versionId)
  const rounds = await roundsOf(trx, ids)
  const [people, now] = [await peopleOf(trx, [...rounds.values()]), await dbNow(trx)]
  const result: CastVotes = { decided: new Set(), refused: [] }
  const votes: VoteRow[] = []
  for (const { id, versionId } of assets) {
    const round = rounds.get(versionId)
    if (!round) continue
    const may = mayVote(round, round.approvals, people, { personId: by.id, now })
    const refusal = approves ? may.refusal : may.mayAsk ? undefined : may.refusal
    if (refusal) {
      result.refused.push({ id, error: new DomainError(refusal) })
      continue
    }
    const own = votesOf(round, may, { by: by.id, approves, note: note || null, at: now })
    votes.push(...own)
    const after = progressOf(round, [...round.approvals, ...own.filter((vote) => vote.approves)], people, now)
    if (!approves || isComplete(after)) result.decided.add(versionId)
    else
      await trx
        .updateTable('reviewRound')
        .set({ dueAt: dueAtOf(after) })
        .where('id', '=', round.id)
        .execute()
  }
  await write(trx, votes)
  const refused = new Set(result.refused.map(({ id }) => id))
  const waiting = assets.filter(({ id, versionId }) => !refused.has(id) && !result.decided.has(versionId))
  await recordAll(
    trx,
    actorOf(by),
    'review.voted',
    waiting.map(({ id, fileName }) => ({
      subject: { kind: 'asset', id, name: fileName ?? undefined },
      facts: { note },
    })),
  )
  return result
}

/** The reviews that run; for a version that waits without one, as a former release left it, one is begun. */
async function roundsOf(trx: Tx, versionIds: readonly string[]): Promise<Map<string, OpenRound>> {
  const rounds = await openRounds(trx, versionIds)
  const without = versionIds.filter((id) => !rounds.has(id))
  if (without.length === 0) return rounds
  await startRounds(trx, without, null)
  return openRounds(trx, versionIds)
}

interface VoteRow {
  roundId: string
  stage: number
  personId: string
  inPlaceOf: string | null
  approves: boolean
  note: string | null
  at: Date
}

function votesOf(
  { id: roundId, stages, approvals }: OpenRound,
  { stages: asked }: MayVote,
  { by, ...vote }: { by: string; approves: boolean; note: string | null; at: Date },
): VoteRow[] {
  if (vote.approves)
    return asked.map(({ index, inPlaceOf }) => ({ ...{ roundId, stage: index, personId: by, inPlaceOf }, ...vote }))
  // Who has approved already, or asks for changes of an own file, has no stage left that asks.
  const stage = asked[0]?.index ?? approvals.findLast(({ personId }) => personId === by)?.stage ?? stages.length - 1
  return [{ ...{ roundId, stage, personId: by, inPlaceOf: asked[0]?.inPlaceOf ?? null }, ...vote }]
}

async function write(trx: Tx, votes: readonly VoteRow[]): Promise<void> {
  if (votes.length === 0) return
  await trx
    .insertInto('reviewVote')
    .values([...votes])
    .onConflict((oc) =>
      oc.columns(['roundId', 'stage', 'personId']).doUpdateSet((eb) => ({
        approves: eb.ref('excluded.approves'),
        inPlaceOf: eb.ref('excluded.inPlaceOf'),
        note: eb.ref('excluded.note'),
        at: eb.ref('excluded.at'),
      })),
    )
    .execute()
}
