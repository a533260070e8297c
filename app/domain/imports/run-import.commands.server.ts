import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { record, SYSTEM } from '~/domain/audit/audit-log.commands.server'
import { foldersOfFile } from '~/domain/folders/folder'
import { ensureFolders } from '~/domain/folders/folders.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { type Db, inTransaction } from '~/platform/db.server'
import { collectItems } from './collect-items.commands.server'
import type { ImportRun } from './import'
import { type ItemResult, type ItemToImport, importItem } from './import-item.commands.server'
import { lastReasonOf, reasonOf } from './import-reason'
import { type ImportServices, type ImportSource, withSource } from './import-source.server'
import { countItems, findImport } from './imports.queries.server'
import type { GivenFields } from './manifest-row'

/** Items of one batch, and files at once: a batch is short, so that other jobs and a stop come in between. */
const [BATCH, AT_ONCE] = [200, 4]
/** A batch ends after this, or after four times what opening the source took, so that copying a ZIP is not most of the work. */
const [BATCH_MS, TIMES_OPENING] = [15_000, 4]
/** Items between two questions whether somebody has stopped the run. */
const ASK_EVERY = 10

/** What is told of each item, and asked between items. */
export interface Watch {
  onItem?: (item: ItemToImport, result: ItemResult) => void
  isStopped?: () => boolean
}

/**
 * Imports the next batch of a run; returns whether items are left. Ends the run when none are, or when its source cannot be
 * opened. Does nothing unless the run is running.
 */
export async function importBatch(services: ImportServices, runId: string, watch: Watch = {}): Promise<boolean> {
  const { db } = services
  const run = await findImport(db, runId)
  if (run?.state !== 'running') return false
  const by = run.personId ? actorOf({ id: run.personId, name: run.personName ?? '' }) : SYSTEM
  const began = Date.now()
  try {
    await withSource(services, run, async (source) => {
      const until = Date.now() + Math.max(BATCH_MS, (Date.now() - began) * TIMES_OPENING)
      await importUntil(services, { run, source, by, until, watch })
    })
  } catch (error) {
    const reason = reasonOf(error)
    if (!reason) throw error
    await endImport(db, by, run, { state: 'failed', ...reason })
    return false
  }
  await collectItems(db, by, runId)
  if (watch.isStopped?.()) return false
  const { waiting } = await countItems(db, runId)
  if (waiting > 0) return (await findImport(db, runId))?.state === 'running'
  await endImport(db, by, run, { state: 'done', reason: null, facts: {} })
  return false
}

interface Batch {
  run: ImportRun
  source: ImportSource
  by: Actor
  until: number
  watch: Watch
}

async function importUntil(services: ImportServices, { run, source, by, until, watch }: Batch): Promise<void> {
  const items = await nextItems(services.db, run.id)
  const homes = await foldersFor(services.db, { run, by, items })
  const queue = items.entries()
  const isRunning = async () => (await findImport(services.db, run.id))?.state === 'running'
  const work = async () => {
    for (const [index, item] of queue) {
      if (watch.isStopped?.() || Date.now() > until) return
      if (index % ASK_EVERY === 0 && !(await isRunning())) return
      const withHome = { ...item, folderId: homes.get(item.id) ?? null }
      const result = await importItem({ services, run, source, by, item: withHome })
      watch.onItem?.(withHome, result)
    }
  }
  // All end before the source is closed, also when one of them throws.
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work))
  for (const each of ended) if (each.status === 'rejected') throw each.reason
}

/** Makes the folders of a batch first, each once: within the transactions of the items they would wait for each other. */
async function foldersFor(
  db: Db,
  { run, by, items }: { run: ImportRun; by: Actor; items: ItemToImport[] },
): Promise<Map<number, string | null>> {
  const byPath = new Map<string, string | null>()
  const homes = new Map<number, string | null>()
  const base = await db.selectFrom('folder').select('id').where('id', '=', run.folderId).executeTakeFirst()
  for (const item of items) {
    const names = item.fields.folders ?? (run.keepsFolders ? foldersOfFile(item.path ?? '') : [])
    const key = names.join('/')
    if (!byPath.has(key)) byPath.set(key, await ensureFolders(db, by, names, base?.id ?? null))
    homes.set(item.id, byPath.get(key) ?? null)
  }
  return homes
}

const nextItems = (db: Db, runId: string): Promise<ItemToImport[]> =>
  db
    .selectFrom('importItem')
    .select(['id', 'externalId', 'path', sql<Record<string, unknown>>`locator`.as('locator')])
    .select([sql<GivenFields>`fields`.as('fields'), sql<string | null>`null`.as('folderId')])
    .where('runId', '=', runId)
    .where('state', '=', 'waiting')
    .orderBy('position')
    .limit(BATCH)
    .execute()

/** Ends an import of which the last attempt failed with `error`; returns whether that says more than that it failed. */
export async function giveUpImport(db: Db, runId: string, error: unknown): Promise<boolean> {
  const run = await findImport(db, runId)
  const reason = lastReasonOf(error)
  if (run) await endImport(db, SYSTEM, run, { state: 'failed', ...(reason ?? { reason: 'internal', facts: {} }) })
  return !!reason
}

/** Ends a running import with its result in the audit log. */
export async function endImport(
  db: Db,
  by: Actor,
  run: ImportRun,
  {
    state,
    reason,
    facts,
  }: { state: 'done' | 'stopped' | 'failed'; reason: string | null; facts: Record<string, unknown> },
): Promise<void> {
  const { counts } = await countItems(db, run.id)
  await inTransaction(db, async (trx) => {
    const ended = await trx
      .updateTable('importRun')
      .set({ state, reason, facts: JSON.stringify(facts), endedAt: sql<Date>`now()` })
      .where('id', '=', run.id)
      .where('state', 'in', ['running', 'planning'])
      .returning('id')
      .executeTakeFirst()
    if (!ended) return
    const { created, new_version: newVersions, updated, same, refused } = counts
    const result = { created, newVersions, updated, same, refused, ...(reason ? { reason } : {}) }
    await record(trx, by, 'import.ended', { kind: 'import', id: run.id, name: run.source }, result)
  })
}
