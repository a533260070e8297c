import { sql } from 'kysely'
import type { z } from 'zod'
import { findImportUpload } from '~/domain/assets/uploads.queries.server'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { lockById } from '~/platform/lock.server'
import { enqueue } from '~/platform/queue.server'
import type { ColumnField, ImportState, NewImport } from './import'
import { planImportJob, runImportJob } from './import.jobs.server'
import { IMPORT_FIELDS } from './import-fields'
import { findImport } from './imports.queries.server'

/** Whether each kind of source is set up in this installation. */
export interface ImportPlaces {
  folder: boolean
  s3: boolean
}

/**
 * Makes a draft of an import; returns its id. Throws `import.nothing_given` when its file, folder or manifest is missing,
 * `import.not_configured`, `upload.unknown` for an upload of somebody else.
 */
export async function createImport(
  db: Db,
  by: Actor,
  input: z.output<typeof NewImport>,
  places: ImportPlaces,
): Promise<string> {
  const { kind, location, folderId, keepsFolders } = input
  if (kind !== 'zip' && kind !== 'manifest' && !places[kind]) throw new DomainError('import.not_configured')
  if (kind === 'zip' && !input.uploadId) throw new DomainError('import.nothing_given', { field: 'uploadId' })
  if (kind === 'manifest' && !input.manifestId) throw new DomainError('import.nothing_given', { field: 'manifestId' })
  return inTransaction(db, async (trx) => {
    const upload = kind === 'zip' ? await ownUpload(trx, by, input.uploadId) : undefined
    const manifest = await ownUpload(trx, by, input.manifestId)
    const id = newId()
    const source = input.source || nameOf(kind, location, upload?.fileName ?? manifest?.fileName)
    await trx
      .insertInto('importRun')
      .values({
        ...{ id, kind, source, location: kind === 'folder' || kind === 's3' ? (location ?? '') : null, reason: null },
        ...{ uploadId: upload?.id ?? null, manifestId: manifest?.id ?? null, manifestName: manifest?.fileName ?? null },
        ...{ columns: '[]', folderId, keepsFolders, facts: '{}', personId: by.id ?? null },
        ...{ startedAt: null, endedAt: null },
      })
      .execute()
    return id
  })
}

/** Imports of one place are imports of one source, unless a person names it: the same ids are the same assets. */
const nameOf = (kind: string, location: string | undefined, fileName: string | undefined) =>
  (kind === 'folder' || kind === 's3' ? `${kind}:${location ?? ''}` : (fileName ?? kind)).slice(0, 200)

async function ownUpload(trx: Tx, by: Actor, id: string | undefined) {
  if (!id) return undefined
  const upload = await findImportUpload(trx, by.id, id)
  if (!upload) throw new DomainError('upload.unknown')
  return upload
}

/**
 * Starts the dry run of a draft, or of one whose manifest is read in another way. `columns` says which field each column fills.
 * Throws `import.unknown`, `import.moving`, `import.no_id_column`.
 */
export async function planImportOf(db: Db, runId: string, columns: ColumnField[]): Promise<void> {
  const kept = columns.filter(({ field }) => IMPORT_FIELDS.includes(field))
  await inTransaction(db, async (trx) => {
    const run = await lockRun(trx, runId, ['draft', 'planned', 'failed', 'stopped'])
    const names = kept.map(({ field }) => field)
    if (run.manifestId && !names.includes('external_id') && !names.includes('file'))
      throw new DomainError('import.no_id_column')
    await trx
      .updateTable('importRun')
      .set({ state: 'planning', columns: JSON.stringify(kept), reason: null, facts: '{}', endedAt: null })
      .set({ plans: sql<number>`plans + 1` })
      .where('id', '=', runId)
      .execute()
    if (!run.isLocal) await enqueue(trx, planImportJob, { runId })
  })
}

/** Starts an import after its dry run, or goes on with one that was stopped or failed. Throws `import.unknown`, `import.moving`. */
export async function startImport(db: Db, by: Actor, runId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const run = await lockRun(trx, runId, ['planned', 'stopped', 'failed'])
    // What failed before it began has not listed everything.
    if (run.state === 'failed' && !run.startedAt) throw new DomainError('import.moving')
    await resume(trx, by, run)
  })
}

/** Tries those items again that were refused while they were imported. Throws `import.unknown`, `import.moving`. */
export async function retryRefused(db: Db, by: Actor, runId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const run = await lockRun(trx, runId, ['done', 'failed', 'stopped'])
    await trx
      .updateTable('importItem')
      .set({ state: 'waiting', reason: null, facts: '{}', settledAt: null })
      .where('runId', '=', runId)
      .where('state', '=', 'refused')
      .where('settledAt', 'is not', null)
      .execute()
    await resume(trx, by, run)
  })
}

/** Stops an import: the items under way are completed, the others wait until it goes on. Throws `import.unknown`. */
export async function stopImport(db: Db, runId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const run = await lockRun(trx, runId, ['planning', 'running', 'stopped'])
    // A dry run that is stopped has not listed everything, so it begins anew.
    const state = run.state === 'planning' ? 'draft' : 'stopped'
    await trx.updateTable('importRun').set({ state, endedAt: sql<Date>`now()` }).where('id', '=', runId).execute()
  })
}

async function resume(trx: Tx, by: Actor, run: { id: string; source: string; isLocal: boolean }): Promise<void> {
  await trx
    .updateTable('importRun')
    .set({
      state: 'running',
      startedAt: sql<Date>`coalesce(started_at, now())`,
      endedAt: null,
      reason: null,
      facts: '{}',
    })
    .where('id', '=', run.id)
    .execute()
  await record(trx, by, 'import.started', { kind: 'import', id: run.id, name: run.source })
  if (!run.isLocal) await enqueue(trx, runImportJob, { runId: run.id })
}

async function lockRun(trx: Tx, runId: string, states: ImportState[]) {
  const locked = await lockById(trx.selectFrom('importRun').select('id'), runId)
  const run = locked && (await findImport(trx, runId))
  if (!run) throw new DomainError('import.unknown')
  if (!states.includes(run.state)) throw new DomainError('import.moving')
  return run
}
