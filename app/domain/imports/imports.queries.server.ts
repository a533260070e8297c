import { type RawBuilder, sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import {
  type ColumnField,
  type ImportCounts,
  type ImportItem,
  type ImportItemState,
  type ImportRun,
  OUTCOMES,
} from './import'

const runs = (db: Db) =>
  db
    .selectFrom('importRun as run')
    .leftJoin('person', 'person.id', 'run.personId')
    .select(['run.id', 'run.kind', 'run.source', 'run.location', 'run.uploadId', 'run.manifestId', 'run.manifestName'])
    .select(['run.folderId', 'run.keepsFolders', 'run.isLocal', 'run.plans', 'run.state', 'run.reason', 'run.leftOut'])
    .select(['run.personId', 'person.name as personName', 'run.createdAt', 'run.startedAt', 'run.endedAt'])
    .select([sql<ColumnField[]>`run.columns`.as('columns'), sql<Record<string, unknown>>`run.facts`.as('facts')])

/** Returns a run; undefined when there is none. */
export async function findImport(db: Db, id: string | undefined): Promise<ImportRun | undefined> {
  return isId(id) ? runs(db).where('run.id', '=', id).executeTakeFirst() : undefined
}

/** Returns the newest runs with the counts of their items; at most 100. */
export async function listImports(db: Db): Promise<(ImportRun & { counts: ImportCounts })[]> {
  const found = await runs(db).orderBy('run.createdAt', 'desc').limit(100).execute()
  const counts = await countsOf(
    db,
    found.map((run) => run.id),
  )
  return found.map((run) => ({ ...run, counts: counts.get(run.id) ?? noCounts() }))
}

/** SQL for the result of an item: that of the dry run, until its run has begun. */
const outcome: RawBuilder<ImportItemState> = sql`case when item.state = 'waiting' and run.started_at is null
  then coalesce(item.plan, 'waiting') else item.state end`

/** Returns how many items each of the runs has for each outcome: that of the dry run until they have begun. */
async function countsOf(db: Db, runIds: string[]): Promise<Map<string, ImportCounts>> {
  const { rows } = await sql<{ runId: string; outcome: ImportItemState; count: number }>`
    select run_id as "runId", ${outcome} as outcome, count(*)::int as count
    from import_item item join import_run run on run.id = item.run_id where run_id = any(${runIds}::uuid[]) group by 1, 2`.execute(
    db,
  )
  const counts = new Map<string, ImportCounts>()
  for (const row of rows) counts.set(row.runId, { ...(counts.get(row.runId) ?? noCounts()), [row.outcome]: row.count })
  return counts
}

const noCounts = () => Object.fromEntries(OUTCOMES.map((each) => [each, 0])) as ImportCounts

/**
 * Returns how many items of a run there are for each outcome, how many still wait, and how many were refused while they were
 * imported, so that trying again may help.
 */
export async function countItems(
  db: Db,
  runId: string,
): Promise<{ counts: ImportCounts; waiting: number; retryable: number; total: number }> {
  const counts = (await countsOf(db, [runId])).get(runId) ?? noCounts()
  const { waiting, retryable } = await db
    .selectFrom('importItem')
    .select(sql<number>`(count(*) filter (where state = 'waiting'))::int`.as('waiting'))
    .select(sql<number>`(count(*) filter (where state = 'refused' and settled_at is not null))::int`.as('retryable'))
    .where('runId', '=', runId)
    .executeTakeFirstOrThrow()
  return { counts, waiting, retryable, total: Object.values(counts).reduce((sum, count) => sum + count, 0) }
}

/** Returns items of a run in their order, after the position `after`; of one outcome, if it is given. */
export async function listItems(
  db: Db,
  runId: string,
  { of, after = 0, limit }: { of?: ImportItemState; after?: number; limit: number },
): Promise<(ImportItem & { position: number })[]> {
  let query = db
    .selectFrom('importItem as item')
    .innerJoin('importRun as run', 'run.id', 'item.runId')
    .select(['item.id', 'item.position', 'item.externalId', 'item.path', 'item.rowNumber', outcome.as('outcome')])
    .select(['item.reason', 'item.assetId', sql<Record<string, unknown>>`item.facts`.as('facts')])
    .where('item.runId', '=', runId)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
  if (of) query = query.where(sql<boolean>`${outcome} = ${of}`)
  return query.execute()
}
