import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import type { BulkEdit, Operation, Outcome, SheetProblem } from './bulk-edit'

const edits = (db: Db) =>
  db
    .selectFrom('bulkEdit as edit')
    .leftJoin('person', 'person.id', 'edit.personId')
    .leftJoin('metadataTemplate as template', 'template.id', 'edit.templateId')
    .leftJoin('bulkEdit as undoing', 'undoing.undoesId', 'edit.id')
    .select([
      'edit.id',
      'edit.state',
      'edit.createdAt',
      'edit.startedAt',
      'edit.endedAt',
      'edit.undoesId',
      'edit.personId',
    ])
    .select(['person.name as personName', 'undoing.id as undoneById', 'edit.sheetName'])
    .select(['edit.templateId', 'template.name as templateName'])
    .select(sql<Operation | null>`edit.operation`.as('operation'))
    .select(sql<SheetProblem[]>`edit.problems`.as('problems'))

/** Returns a change of many assets; undefined when there is none of this id. */
export async function findBulkEdit(db: Db, id: string | undefined): Promise<BulkEdit | undefined> {
  return isId(id) ? edits(db).where('edit.id', '=', id).executeTakeFirst() : undefined
}

/** Returns the changes of many assets that were begun, newest first, at most `limit`. */
export const listBulkEdits = (db: Db, limit: number): Promise<BulkEdit[]> =>
  edits(db).where('edit.state', '<>', 'planned').orderBy('edit.createdAt', 'desc').limit(limit).execute()

/** Returns how many assets had which outcome, and how many wait. */
export async function countOutcomes(
  db: Db,
  editId: string,
): Promise<{ total: number; waiting: number; outcomes: Partial<Record<Outcome, number>> }> {
  const { rows } = await sql<{ outcome: Outcome | null; count: number }>`select outcome, count(*)::int as count
    from bulk_edit_asset where edit_id = ${editId} group by outcome`.execute(db)
  const of = (outcome: Outcome | null) => rows.find((row) => row.outcome === outcome)?.count ?? 0
  return {
    total: rows.reduce((sum, row) => sum + row.count, 0),
    waiting: of(null),
    outcomes: Object.fromEntries(rows.flatMap(({ outcome, count }) => (outcome ? [[outcome, count]] : []))),
  }
}

/** Returns the ids of assets that were refused for one reason, in their order, at most `limit`. */
export async function refusedAssets(db: Db, editId: string, outcome: Outcome, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('bulkEditAsset')
    .select('assetId')
    .where('editId', '=', editId)
    .where('outcome', '=', outcome)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map((row) => row.assetId)
}

/** An asset of a change, at its place. */
export interface EditAsset {
  position: number
  assetId: string
}

/** Returns the next assets of a change after a place, in their order; only those that wait when `waiting` is set. */
export const nextAssets = (
  db: Db,
  editId: string,
  { after = -1, limit, waiting = false }: { after?: number; limit: number; waiting?: boolean },
): Promise<EditAsset[]> =>
  db
    .selectFrom('bulkEditAsset')
    .select(['position', 'assetId'])
    .where('editId', '=', editId)
    .where('position', '>', after)
    .$if(waiting, (query) => query.where('outcome', 'is', null))
    .orderBy('position')
    .limit(limit)
    .execute()
