import { sql } from 'kysely'
import type { Person } from '~/domain/identity/person'
import type { Db } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { beginningOf } from '~/platform/storable-text'
import type { SheetProblem } from './bulk-edit'
import type { RowChange } from './sheet-outcomes.server'

/** What a row of a spreadsheet changes of its asset; nothing when all is as it says. */
export interface PlannedRow {
  row: number
  assetId: string
  changes: RowChange[]
}

/** Stores a change of many assets whose rows are still to be read; returns its id. */
export async function beginSheetEdit(db: Db, by: Person, name: string): Promise<string> {
  const id = newId()
  await sql`insert into bulk_edit (id, person_id, operation, sheet_name)
    values (${id}, ${by.id}, 'null'::jsonb, ${beginningOf(name, 255)})`.execute(db)
  return id
}

/** Adds rows to a change that is not begun. */
export async function addRows(db: Db, editId: string, rows: readonly PlannedRow[]): Promise<void> {
  const records = rows.map(({ row, assetId, changes }) => ({
    ...{ position: row, asset_id: assetId, changes },
    outcome: changes.length === 0 ? 'unchanged' : null,
  }))
  await sql`insert into bulk_edit_asset (edit_id, position, asset_id, changes, outcome)
    select ${editId}::uuid, position, asset_id, changes, outcome
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
      as planned(position integer, asset_id uuid, changes jsonb, outcome text)`.execute(db)
}

/** Keeps what of a spreadsheet changes nothing, for its page. */
export async function keepProblems(db: Db, editId: string, problems: readonly SheetProblem[]): Promise<void> {
  await sql`update bulk_edit set problems = ${JSON.stringify(problems)}::jsonb where id = ${editId}`.execute(db)
}

/** Removes a change that could not be read to its end. */
export async function discardSheetEdit(db: Db, editId: string): Promise<void> {
  await db.deleteFrom('bulkEdit').where('id', '=', editId).where('state', '=', 'planned').execute()
}
