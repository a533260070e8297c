import { sql } from 'kysely'
import type { ContentVersion } from '~/domain/access/content-version.server'
import { type Db, inTransaction } from '~/platform/db.server'
import type { FrozenKit } from './kit-plans.server'
import type { KitContents, KitFile } from './package'
import { zipOf } from './packages.server'

/** Files of one part: what a process reads and parses of a plan at a time. */
const PART = 500
const DAYS_KEPT = 30

/** What of a plan lies beside its files. */
type Facts = Pick<KitContents, 'documents' | 'leftOut' | 'rightsDigest'> & {
  modifiedAt: string
  locale: string
  /** When an embargo, a licence or the link began or ended next, seen from the making of the plan. */
  turnsAt: string | null
}

/** Writes a plan; one that is there already stays as it is, and counts for the newer state of the content as well. */
export async function storeKitPlan(db: Db, kit: FrozenKit, { version, turnsAt }: ContentVersion): Promise<void> {
  const { scopeId, hash, requestKey, query, fileName, documents, leftOut, rightsDigest, modifiedAt, locale } = kit
  const facts: Facts = {
    ...{ documents, leftOut, rightsDigest, locale },
    ...{ modifiedAt: modifiedAt.toISOString(), turnsAt: turnsAt?.toISOString() ?? null },
  }
  const row = { requestKey, query, contentVersion: version, fileName, facts: JSON.stringify(facts) }
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('kitPlan')
      .values({ scopeId, hash, ...row })
      .onConflict((oc) =>
        oc.columns(['scopeId', 'hash']).doUpdateSet({
          ...{ contentVersion: version, madeAt: sql<Date>`now()`, askedAt: sql<Date>`now()` },
          facts: sql<string>`excluded.facts`,
        }),
      )
      .execute()
    for (let part = 0; part * PART < kit.files.length; part++)
      await trx
        .insertInto('kitPlanPart')
        .values({ scopeId, hash, part, files: JSON.stringify(kit.files.slice(part * PART, (part + 1) * PART)) })
        .onConflict((oc) => oc.doNothing())
        .execute()
  })
}

/** Returns a plan by its hash; undefined when there is none. */
export function findKitPlan(db: Db, scopeId: string, hash: string): Promise<FrozenKit | undefined> {
  return read(db, plans(db).where('scopeId', '=', scopeId).where('hash', '=', hash))
}

/** Returns the plan that was made for a request while the content was as it is `at`; undefined when there is none. */
export function latestKitPlan(
  db: Db,
  scopeId: string,
  requestKey: string,
  at: ContentVersion,
): Promise<FrozenKit | undefined> {
  const made = plans(db)
    .where('scopeId', '=', scopeId)
    .where('requestKey', '=', requestKey)
    .where('contentVersion', '=', at.version)
    .where(sql<boolean>`coalesce((facts->>'turnsAt')::timestamptz > ${at.now}, true)`)
    .orderBy('madeAt', 'desc')
    .limit(1)
  return read(db, made)
}

/** How many different plans a request has had within the time that plans are kept. */
export async function countPlansOf(db: Db, scopeId: string, requestKey: string): Promise<number> {
  const { count } = await db
    .selectFrom('kitPlan')
    .where('scopeId', '=', scopeId)
    .where('requestKey', '=', requestKey)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Notes that a plan is still asked for. */
export async function touchKitPlan(db: Db, scopeId: string, hash: string): Promise<void> {
  const askedAt = sql<Date>`now()`
  await db.updateTable('kitPlan').set({ askedAt }).where('scopeId', '=', scopeId).where('hash', '=', hash).execute()
}

/** Deletes plans that nobody has asked for in thirty days. */
export async function sweepKitPlans(db: Db): Promise<void> {
  await db.deleteFrom('kitPlan').where(sql<boolean>`asked_at < now() - make_interval(days => ${DAYS_KEPT})`).execute()
}

const plans = (db: Db) =>
  db
    .selectFrom('kitPlan')
    .select(['scopeId', 'hash', 'requestKey', 'query', 'fileName'])
    .select(sql<Facts>`facts`.as('facts'))

async function read(db: Db, query: ReturnType<typeof plans>): Promise<FrozenKit | undefined> {
  const row = await query.executeTakeFirst()
  if (!row) return undefined
  const { facts, ...plan } = row
  const files: KitFile[] = []
  for (let part = 0; ; part++) {
    const stored = await db
      .selectFrom('kitPlanPart')
      .select(sql<(Omit<KitFile, 'approvedAt'> & { approvedAt: string })[]>`files`.as('files'))
      .where('scopeId', '=', plan.scopeId)
      .where('hash', '=', plan.hash)
      .where('part', '=', part)
      .executeTakeFirst()
    if (!stored) break
    for (const file of stored.files) files.push({ ...file, approvedAt: new Date(file.approvedAt) })
  }
  const { documents, leftOut, rightsDigest, locale } = facts
  const contents = {
    fileName: plan.fileName,
    files,
    documents,
    leftOut,
    rightsDigest,
    modifiedAt: new Date(facts.modifiedAt),
  }
  return { ...contents, ...plan, locale, plan: zipOf(contents) }
}
