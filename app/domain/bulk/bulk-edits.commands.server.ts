import { sql } from 'kysely'
import type { Person } from '~/domain/identity/person'
import { findField } from '~/domain/metadata/fields.queries.server'
import { findApplicable } from '~/domain/templates/applied-template.queries.server'
import { type Db, dbNow, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import { type BulkEdit, isRefusedName, type Operation, UNDO_DAYS } from './bulk-edit'
import { findBulkEdit } from './bulk-edits.queries.server'
import { givenOf } from './given-values.server'
import { operationsOn } from './operate'
import { runBulkEditJob } from './run-bulk-edit.jobs.server'

/** Assets of one change. */
export const MOST_ASSETS = 200_000
/** Changes that were looked at and not begun are kept for this long. */
const PLANNED_HOURS = 24

/**
 * Stores a change of many assets, to be looked at before it is made; which assets it has is settled now. Returns its id. Throws
 * `bulk_edit.field_unknown`, `form.required` or `form.invalid` beside a field of the form, `bulk_edit.no_assets`.
 */
export async function planBulkEdit(
  db: Db,
  by: Person,
  operation: Operation,
  assetIds: readonly string[],
): Promise<string> {
  await checkOperation(db, operation)
  return storePlanned(db, by, { operation }, assetIds)
}

/**
 * Stores that a template is to be applied to many assets, to be looked at before it is. Returns its id. Throws
 * `form.choice_gone` beside the template when it is retired, `bulk_edit.no_assets`.
 */
export async function planTemplate(
  db: Db,
  by: Person,
  templateId: string,
  assetIds: readonly string[],
): Promise<string> {
  if (!(await findApplicable(db, templateId))) throw new DomainError('form.choice_gone', { field: 'template' })
  return storePlanned(db, by, { templateId }, assetIds)
}

async function storePlanned(
  db: Db,
  by: Person,
  { operation = null, templateId = null }: { operation?: Operation | null; templateId?: string | null },
  assetIds: readonly string[],
): Promise<string> {
  const id = newId()
  await inTransaction(db, async (trx) => {
    await trx
      .deleteFrom('bulkEdit')
      .where('state', '=', 'planned')
      .where('createdAt', '<', sql<Date>`now() - make_interval(hours => ${PLANNED_HOURS})`)
      .execute()
    await sql`insert into bulk_edit (id, person_id, operation, template_id)
      values (${id}, ${by.id}, ${JSON.stringify(operation)}::jsonb, ${templateId}::uuid)`.execute(trx)
    const { numAffectedRows } = await sql`insert into bulk_edit_asset (edit_id, position, asset_id)
      select ${id}::uuid, chosen.place, chosen.id
      from unnest(${assetIds.slice(0, MOST_ASSETS)}::uuid[]) with ordinality as chosen(id, place)
      join asset on asset.id = chosen.id and asset.deleted_at is null`.execute(trx)
    if (!Number(numAffectedRows)) throw new DomainError('bulk_edit.no_assets')
  })
  return id
}

async function checkOperation(db: Db, operation: Operation): Promise<void> {
  const field = await findField(db, operation.field)
  if (!field || field.retiredAt) throw new DomainError('bulk_edit.field_unknown', { field: 'field' })
  if (!operationsOn(field).includes(operation.act)) throw new DomainError('form.invalid', { field: 'act' })
  const adds = operation.act === 'set' || operation.act === 'append'
  if (adds && field.isLocalizable && !operation.locale) throw new DomainError('form.required', { field: 'locale' })
  if (operation.act === 'replace' && !operation.find) throw new DomainError('form.required', { field: 'find' })
  const given = await givenOf(db, operation, field)
  if (isRefusedName(given.refused)) throw new DomainError(`bulk_edit.${given.refused}`, { field: 'value' })
  if (given.refused) throw new DomainError('form.invalid', { field: 'value' })
  if ((adds || operation.act === 'remove') && given.values.length === 0)
    throw new DomainError('form.required', { field: 'value' })
}

/** Begins a change that was planned, or goes on with one that was stopped. Does nothing to others. */
export async function startBulkEdit(db: Db, by: Person, editId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const begun = await trx
      .updateTable('bulkEdit')
      .set({ state: 'running', startedAt: sql<Date>`coalesce(started_at, now())`, endedAt: null, personId: by.id })
      .where('id', '=', editId)
      .where('state', 'in', ['planned', 'stopped', 'failed'])
      .returning('id')
      .executeTakeFirst()
    if (begun) await enqueue(trx, runBulkEditJob, { editId })
  })
}

/** Stops a change; what it has changed stays and can be taken back. */
export async function stopBulkEdit(db: Db, editId: string): Promise<void> {
  await db
    .updateTable('bulkEdit')
    .set({ state: 'stopped', endedAt: await dbNow(db) })
    .where('id', '=', editId)
    .where('state', '=', 'running')
    .execute()
}

/**
 * Begins to take a change back, as a change of its own; returns its id. What was changed again since stays as it is. Throws
 * `bulk_edit.unknown`, `bulk_edit.not_undoable` for one that is running, was taken back or ended over 30 days ago.
 */
export async function undoBulkEdit(db: Db, by: Person, editId: string): Promise<string> {
  const edit = await findBulkEdit(db, editId)
  if (!edit) throw new DomainError('bulk_edit.unknown')
  const now = await dbNow(db)
  if (!mayUndo(edit, now)) throw new DomainError('bulk_edit.not_undoable')
  const id = newId()
  await inTransaction(db, async (trx) => {
    const { numAffectedRows } = await sql`insert into bulk_edit (id, person_id, operation, state, started_at, undoes_id)
      values (${id}, ${by.id}, 'null'::jsonb, 'running', now(), ${editId}) on conflict (undoes_id) do nothing`.execute(
      trx,
    )
    if (!Number(numAffectedRows)) throw new DomainError('bulk_edit.not_undoable')
    await sql`insert into bulk_edit_asset (edit_id, position, asset_id)
      select ${id}::uuid, position, asset_id from bulk_edit_asset
      where edit_id = ${editId} and outcome = 'changed'`.execute(trx)
    await enqueue(trx, runBulkEditJob, { editId: id })
  })
  return id
}

/** Returns whether a change can be taken back now. */
export const mayUndo = (
  { state, endedAt, undoesId, undoneById }: Pick<BulkEdit, 'state' | 'endedAt' | 'undoesId' | 'undoneById'>,
  now: Date,
): boolean =>
  !undoesId &&
  !undoneById &&
  ['done', 'stopped', 'failed'].includes(state) &&
  endedAt !== null &&
  now.getTime() - endedAt.getTime() < UNDO_DAYS * 86_400_000
