import { sql } from 'kysely'
import { recordAll } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { findPerson } from '~/domain/identity/people.queries.server'
import { roleIncludes } from '~/domain/identity/person'
import { findField } from '~/domain/metadata/fields.queries.server'
import { lockAssets, setValues } from '~/domain/metadata/values.commands.server'
import { assignTemplate, withdrawTemplate } from '~/domain/templates/apply-template.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { log } from '~/platform/log.server'
import type { BulkEdit, Outcome, RefusedBecause } from './bulk-edit'
import { findBulkEdit, nextAssets } from './bulk-edits.queries.server'
import { type AssetOutcome, outcomesOf } from './outcomes.server'
import { sheetOutcomesOf } from './sheet-outcomes.server'
import { templateOutcomesOf } from './template-outcomes.server'
import { undoOutcomesOf } from './undo-outcomes.server'

type Asker = NonNullable<Awaited<ReturnType<typeof findPerson>>>

/** Assets per transaction, few enough that locks are short; and how long one job works. */
const [AT_ONCE, WORK_MS] = [200, 10_000]

/** Changes assets of a running change for ten seconds; returns whether some are left. Ends it when none is. */
export async function runBatch(db: Db, editId: string): Promise<boolean> {
  const until = Date.now() + WORK_MS
  while (Date.now() < until) {
    const edit = await findBulkEdit(db, editId)
    if (edit?.state !== 'running') return false
    const next = await nextAssets(db, editId, { limit: AT_ONCE, waiting: true })
    if (next.length === 0) {
      await endBulkEdit(db, editId, 'done')
      return false
    }
    await changeAssets(
      db,
      edit,
      next.map(({ assetId }) => assetId),
    )
  }
  return true
}

async function changeAssets(db: Db, edit: BulkEdit, assetIds: string[]): Promise<void> {
  try {
    await inTransaction(db, async (trx) => {
      await lockAssets(trx, assetIds)
      const by = await findPerson(trx, edit.personId ?? '')
      const outcomes = await plannedOutcomes(trx, edit, by, assetIds)
      if (!by) return settle(trx, edit.id, refusedAll(assetIds, 'unknown'))
      const made = await setValues(
        trx,
        actorOf(by),
        outcomes.flatMap(({ changes }) => changes),
        { editId: edit.id, templateId: edit.templateId },
      )
      const assigned = await changeTemplates(trx, edit, outcomes)
      const changed = new Set([...made.map(({ assetId }) => assetId), ...assigned])
      await settle(
        trx,
        edit.id,
        outcomes.map(({ assetId, refused }) => [assetId, refused ?? (changed.has(assetId) ? 'changed' : 'unchanged')]),
      )
      await recordAll(
        trx,
        actorOf(by),
        'asset.described',
        [...changed].map((id) => ({ subject: { kind: 'asset', id } })),
      )
    })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    log.error({ err: error, editId: edit.id }, 'part of a change of many assets was refused')
    await inTransaction(db, (trx) => settle(trx, edit.id, refusedAll(assetIds, 'internal')))
  }
}

/** Assigns the template of a change, or takes back what the undone one assigned; returns the ids of assets that it changed. */
async function changeTemplates(trx: Tx, edit: BulkEdit, outcomes: readonly AssetOutcome[]): Promise<string[]> {
  const isTaken = ({ refused }: AssetOutcome) => !refused || (edit.undoesId !== null && refused === 'changed_since')
  const assetIds = outcomes.filter(isTaken).map(({ assetId }) => assetId)
  if (edit.undoesId) return withdrawTemplate(trx, edit.undoesId, assetIds)
  return edit.templateId ? assignTemplate(trx, { templateId: edit.templateId, editId: edit.id }, assetIds) : []
}

/** With the role that the person has now, who asked for it. */
async function plannedOutcomes(
  trx: Tx,
  edit: BulkEdit,
  by: Asker | undefined,
  assetIds: string[],
): Promise<AssetOutcome[]> {
  const none = (refused: RefusedBecause) => assetIds.map((assetId) => ({ assetId, refused, changes: [] }))
  if (by?.state !== 'active' || !roleIncludes(by.role, 'editor')) return none('unknown')
  const viewer = { kind: 'staff' as const, personId: by.id, name: by.name, role: by.role }
  if (edit.undoesId) return undoOutcomesOf(trx, { viewer, editId: edit.undoesId }, assetIds)
  if (edit.templateId) return templateOutcomesOf(trx, { viewer, templateId: edit.templateId }, assetIds)
  if (edit.sheetName !== null) return sheetOutcomesOf(trx, { viewer, editId: edit.id }, assetIds)
  const field = edit.operation && (await findField(trx, edit.operation.field))
  if (!edit.operation || !field || field.retiredAt) return none('invalid')
  return outcomesOf(trx, { viewer, operation: edit.operation, field }, assetIds)
}

const refusedAll = (assetIds: string[], outcome: Outcome): [string, Outcome][] => assetIds.map((id) => [id, outcome])

async function settle(trx: Tx, editId: string, outcomes: [assetId: string, outcome: Outcome][]): Promise<void> {
  const rows = outcomes.map(([asset_id, outcome]) => ({ asset_id, outcome }))
  await sql`update bulk_edit_asset set outcome = settled.outcome
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as settled(asset_id uuid, outcome text)
    where bulk_edit_asset.edit_id = ${editId} and bulk_edit_asset.asset_id = settled.asset_id`.execute(trx)
}

/** Ends a running change. */
export async function endBulkEdit(db: Db, editId: string, state: 'done' | 'failed'): Promise<void> {
  await db
    .updateTable('bulkEdit')
    .set({ state, endedAt: sql<Date>`now()` })
    .where('id', '=', editId)
    .where('state', '=', 'running')
    .execute()
}
