import type { CellAct } from './cell'

/** What stands for the name of a spreadsheet in a change of many cells of the table. */
export const CELL_EDITS: Record<CellAct, string> = {
  paste: 'table:paste',
  fill: 'table:fill',
  clear: 'table:clear',
}
