import { sql } from 'kysely'
import { z } from 'zod'
import type { AuditEvent } from '~/domain/audit/events.server'
import { mayEditAssets } from '~/domain/identity/permissions'
import type { Role } from '~/domain/identity/person'
import type { Db, Tx } from '~/platform/db.server'
import type { NoticeDraft } from './notice'
import { aboutAsset } from './review-notices.server'

interface Follower {
  assetId: string
  personId: string
  role: Role
}

/** Returns who follows assets, themselves or through a collection that has them. */
export async function followersOf(db: Db, assetIds: readonly string[]): Promise<Follower[]> {
  const { rows } = await sql<Follower>`
    select distinct followed.asset_id as "assetId", person.id as "personId", person.role
    from (select f.asset_id, f.person_id from follow f where f.asset_id = any(${assetIds}::uuid[])
      union select item.asset_id, f.person_id from collection_asset item
        join collection c on c.id = item.collection_id and c.deleted_at is null
        join follow f on f.collection_id = c.id where item.asset_id = any(${assetIds}::uuid[])) as followed
    join person on person.id = followed.person_id and person.disabled_at is null`.execute(db)
  return rows
}

/**
 * New versions of followed files: for those who see drafts when the version arrives, for others when it is approved in place of
 * another, since they learn nothing of drafts.
 */
export async function newVersionForFollowers(trx: Tx, events: AuditEvent[]): Promise<NoticeDraft[]> {
  const approvals = events.filter(({ type }) => type === 'asset.approved')
  const later = await laterVersions(trx, approvals)
  const arrivals = events.filter(({ type }) => type !== 'asset.approved')
  const seesDrafts = (role: Role) => mayEditAssets({ id: '', role })
  return [
    ...(await forFollowers(trx, arrivals, seesDrafts)),
    ...(await forFollowers(
      trx,
      approvals.filter(({ subjectId }) => later.has(String(subjectId))),
      (role) => !seesDrafts(role),
    )),
  ]
}

const StepFacts = z.object({ stepId: z.int() })

/** Withdrawals of approved versions of followed files. Who no longer sees the file sees nothing of it until they do. */
export async function withdrawnForFollowers(trx: Tx, events: AuditEvent[]): Promise<NoticeDraft[]> {
  const rows = await trx
    .selectFrom('reviewStep')
    .where('id', '=', sql<number>`any(${stepsOf(events)}::bigint[])`)
    .where('fromState', '=', 'approved')
    .select('id')
    .execute()
  const withdrawn = new Set(rows.map(({ id }) => id))
  return forFollowers(
    trx,
    events.filter(({ facts }) => withdrawn.has(Number(facts.stepId))),
    () => true,
  )
}

async function forFollowers(trx: Tx, events: AuditEvent[], isFor: (role: Role) => boolean): Promise<NoticeDraft[]> {
  const followers = await followersOf(
    trx,
    events.flatMap(({ subjectId }) => subjectId ?? []),
  )
  return events.flatMap((event): NoticeDraft[] => {
    const readers = followers
      .filter(({ assetId, personId, role }) => assetId === event.subjectId && personId !== event.actorId && isFor(role))
      .map(({ personId }) => personId)
    return readers.length > 0 ? [{ ...aboutAsset(event), readers }] : []
  })
}

/** The assets of approvals of a version that is not their first. */
async function laterVersions(trx: Tx, approvals: AuditEvent[]): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('reviewStep as step')
    .innerJoin('assetVersion as version', 'version.id', 'step.versionId')
    .where('step.id', '=', sql<number>`any(${stepsOf(approvals)}::bigint[])`)
    .where('version.number', '>', 1)
    .select('version.assetId')
    .execute()
  return new Set(rows.map(({ assetId }) => assetId))
}

const stepsOf = (events: AuditEvent[]): number[] =>
  events.flatMap(({ facts }) => StepFacts.safeParse(facts).data?.stepId ?? [])
