import { sql } from 'kysely'
import { z } from 'zod'
import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import { publicCreditRow } from '~/domain/metadata/value-sql.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { defineJob, LATER } from '~/platform/jobs'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import { lacksRenditions } from './recipes.queries.server'

const RefreshRenditions = z.strictObject({
  /** Whether to search for outdated versions; false only counts those still queued. */
  looks: z.boolean().default(true),
})

/** Brings versions up to the presets of today. */
export const refreshRenditions = defineJob('refresh_renditions', {
  schema: RefreshRenditions,
  maxAttempts: 1,
  key: ({ looks = true }) => (looks ? 'refresh_renditions' : 'refresh_renditions:left'),
  run: (payload, { db }: { db: Db }) => refresh(db, payload),
})

const BATCH = 500
const TELL_AGAIN_SECONDS = 60

/**
 * Enqueues the renditions of all versions that lack one or have one of another recipe or credit: after an upgrade, and
 * wherever a change was missed. Approved versions come first, then current ones. Versions already queued are skipped, so
 * it is idempotent. Logs every minute how many versions are left, until none is.
 */
async function refresh(db: Db, { looks }: z.output<typeof RefreshRenditions>): Promise<void> {
  if (looks) {
    const ids = await versionsToRefresh(db)
    for (let at = 0; at < ids.length; at += BATCH) await askFor(db, ids.slice(at, at + BATCH))
    if (ids.length) log.info({ versions: ids.length }, 'renditions of versions are made anew or for the first time')
  }
  const left = await countLeft(db)
  if (!looks || left) log.info({ left }, 'versions whose renditions wait to be made')
  const again = { afterSeconds: TELL_AGAIN_SECONDS, priority: LATER }
  if (left) await inTransaction(db, (trx) => enqueue(trx, refreshRenditions, { looks: false }, again))
}

async function versionsToRefresh(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('assetVersion as version')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .innerJoinLateral(publicCreditRow('version.assetId').as('credit'), (join) => join.onTrue())
    .where(lacksRenditions())
    .where(
      sql<boolean>`not exists (select 1 from graphile_worker.jobs job
        where job.key = 'renditions:' || version.id::text and job.attempts < job.max_attempts)`,
    )
    .orderBy(sql`version.id is not distinct from asset.approved_version_id`, 'desc')
    .orderBy(sql`version.id = asset.current_version_id`, 'desc')
    .orderBy('version.createdAt', 'desc')
    .select('version.id')
    .execute()
  return rows.map((row) => row.id)
}

/** Jobs enqueued in one transaction have equal times, so they run in the order of their ids. */
const askFor = (db: Db, ids: string[]): Promise<void> =>
  inTransaction(db, async (trx) => {
    for (const versionId of ids) await enqueue(trx, makeRenditions, { versionId }, { priority: LATER })
  })

async function countLeft(db: Db): Promise<number> {
  const { rows } = await sql<{ left: number }>`select count(*)::int as left from graphile_worker.jobs
    where task_identifier = ${makeRenditions.name} and priority = ${LATER} and attempts < max_attempts`.execute(db)
  return rows[0]?.left ?? 0
}
