import type { ViewScope } from '~/domain/access/access'
import type { SheetProblem } from '~/domain/bulk/bulk-edit'
import {
  addRows,
  beginSheetEdit,
  discardSheetEdit,
  keepProblems,
  type PlannedRow,
} from '~/domain/bulk/row-edits.commands.server'
import type { Person } from '~/domain/identity/person'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { planRows } from '~/domain/spreadsheets/plan-rows.server'
import { readColumns } from '~/domain/spreadsheets/read-columns'
import type { TableRow } from '~/platform/csv-rows.server'
import { DomainError } from '~/platform/errors'
import type { Cells, CellsInput } from './cell'
import { CELL_EDITS } from './cell-edit'

/** What a change of many cells would do, before it is made. */
export interface PlannedCells {
  editId: string
  /** Cells that would change, and how many of them have a value now. */
  changed: number
  replaced: number
  /** Assets that would change. */
  assets: number
  /** Rows and cells that change nothing, and the first of them with why. */
  refused: number
  problems: SheetProblem[]
  /** Changes of the first assets. */
  examples: PlannedRow[]
}

/** Problems and examples that are told; rows that are planned at once. */
const [MOST_PROBLEMS, SHOWN, PART] = [200, 8, 500]
const ID = 'id'

/**
 * Stores what cells of many assets become as a change of many assets, to be looked at before it is made. A row with a cell
 * that cannot be changes nothing, as in a spreadsheet that is sent back; terms are added to no vocabulary. Throws `bulk_edit.no_assets`.
 */
export async function planCells(
  { db, viewer }: ViewScope,
  by: Person,
  { act, cells }: CellsInput,
  locale: string,
): Promise<PlannedCells> {
  const fields = (await listFields(db)).filter(({ retiredAt }) => !retiredAt)
  const editId = await beginSheetEdit(db, by, CELL_EDITS[act])
  const planned: PlannedRow[] = []
  const problems: SheetProblem[] = []
  try {
    const seen = new Set<string>()
    for (const [head, rows] of rowsByHead(cells)) {
      const columns = readColumns([ID, ...head], fields)
      for (let at = 0; at < rows.length; at += PART) {
        const part = await planRows(db, { viewer, columns, locale, seen }, rows.slice(at, at + PART))
        planned.push(...part.rows)
        problems.push(...part.problems)
      }
    }
    const changing = planned.filter(({ changes }) => changes.length > 0).sort((a, b) => a.row - b.row)
    problems.sort((a, b) => a.row - b.row)
    await addRows(db, editId, changing)
    const told = problems.slice(0, MOST_PROBLEMS)
    await keepProblems(db, editId, told)
    const changes = changing.flatMap((row) => row.changes)
    return {
      ...{ editId, refused: problems.length, problems: told, assets: changing.length, changed: changes.length },
      replaced: changes.filter(({ before }) => before.length > 0).length,
      examples: changing.slice(0, SHOWN),
    }
  } catch (error) {
    await discardSheetEdit(db, editId)
    throw error
  }
}

/** Rows with the same columns are planned together. */
function rowsByHead({ heads, texts, rows }: Cells): Map<string[], TableRow[]> {
  const byHead = new Map<string[], TableRow[]>()
  for (const { asset, number, head, texts: places } of rows) {
    const columns = heads[head]
    if (!columns) throw new DomainError('form.invalid', { field: 'cells' })
    const named = columns.map((column, place): [string, string] => [column, texts[places[place] ?? -1] ?? ''])
    const row = { number, cells: { ...Object.fromEntries(named), [ID]: asset } }
    const known = byHead.get(columns)
    if (known) known.push(row)
    else byHead.set(columns, [row])
  }
  return byHead
}
