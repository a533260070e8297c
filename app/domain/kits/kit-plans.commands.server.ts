import { sql } from 'kysely'
import type { ContentVersion } from '~/domain/delivery/content-version.queries.server'
import { type Db, inTransaction } from '~/platform/db.server'
import type { Facts } from './kit-plans.queries.server'
import type { FrozenKit } from './kit-plans.server'

/** Files per stored part: as many of a plan as a process reads and parses at a time. */
const PART = 500
const DAYS_KEPT = 30

/** Stores a plan; an existing one is kept and its content version updated. */
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

/** Records that a plan is still in use. */
export async function touchKitPlan(db: Db, scopeId: string, hash: string): Promise<void> {
  const askedAt = sql<Date>`now()`
  await db.updateTable('kitPlan').set({ askedAt }).where('scopeId', '=', scopeId).where('hash', '=', hash).execute()
}

/** Deletes plans not used for thirty days. */
export async function sweepKitPlans(db: Db): Promise<void> {
  await db.deleteFrom('kitPlan').where(sql<boolean>`asked_at < now() - make_interval(days => ${DAYS_KEPT})`).execute()
}
