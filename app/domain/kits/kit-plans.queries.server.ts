import { sql } from 'kysely'
import type { ContentVersion } from '~/domain/delivery/content-version.queries.server'
import type { Db } from '~/platform/db.server'
import type { KitContents, KitFile } from './kit'

import type { FrozenKit } from './kit-plans.server'
import { zipOf } from './kit-zip.server'

/** Returns a plan by its hash; undefined when there is none. */
export function findKitPlan(db: Db, scopeId: string, hash: string): Promise<FrozenKit | undefined> {
  return read(db, plans(db).where('scopeId', '=', scopeId).where('hash', '=', hash))
}

/** Returns the plan stored for a request at the content version `at`; undefined when there is none. */
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

/** Returns how many different plans are stored for a request. */
export async function countPlansOf(db: Db, scopeId: string, requestKey: string): Promise<number> {
  const { count } = await db
    .selectFrom('kitPlan')
    .where('scopeId', '=', scopeId)
    .where('requestKey', '=', requestKey)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Returns a query for stored plans, without their files. */
export const plans = (db: Db) =>
  db
    .selectFrom('kitPlan')
    .select(['scopeId', 'hash', 'requestKey', 'query', 'fileName'])
    .select(sql<Facts>`facts`.as('facts'))

/** Runs a query of `plans` and loads the files of the plan it finds, part by part. */
export async function read(db: Db, query: ReturnType<typeof plans>): Promise<FrozenKit | undefined> {
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

/** Facts of a stored plan other than its files. */
export type Facts = Pick<KitContents, 'documents' | 'leftOut' | 'rightsDigest'> & {
  modifiedAt: string
  locale: string
  /** When, at the time of planning, the next embargo, licence or share was due to begin or end; null while none was. */
  turnsAt: string | null
}
