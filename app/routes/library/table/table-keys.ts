import type { CellPlace } from './cell-range'

/** What is needed to know where a key leads in the table. */
export interface TablePosition extends CellPlace {
  rows: number
  columns: number
  /** Rows that are in sight. */
  page: number
  isMirrored: boolean
}

interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
}

/**
 * Returns where a key leads from a cell (WAI-ARIA Authoring Practices, grid); undefined if it leads nowhere. Home and End lead
 * through the row, and in the column of names, which is a list of files, through the rows; with Ctrl or Cmd always through those.
 */
export function cellAfter({ key, ctrlKey, metaKey }: Pressed, at: TablePosition): CellPlace | undefined {
  const { row, column, rows, columns, page, isMirrored } = at
  const far = ctrlKey || metaKey
  const [last, end] = [rows - 1, columns - 1]
  const to = (place: Partial<CellPlace>): CellPlace => ({
    row: Math.max(0, Math.min(last, place.row ?? row)),
    column: Math.max(0, Math.min(end, place.column ?? column)),
  })
  const forward = isMirrored ? 'ArrowLeft' : 'ArrowRight'
  switch (key) {
    case 'ArrowDown':
      return to({ row: far ? last : row + 1 })
    case 'ArrowUp':
      return to({ row: far ? 0 : row - 1 })
    case 'ArrowLeft':
    case 'ArrowRight':
      return key === forward ? to({ column: far ? end : column + 1 }) : to({ column: far ? 0 : column - 1 })
    case 'PageDown':
      return far ? undefined : to({ row: row + page })
    case 'PageUp':
      return far ? undefined : to({ row: row - page })
    case 'Home':
      return far || column === 0 ? to({ row: 0, column: far ? 0 : column }) : to({ column: 0 })
    case 'End':
      return far || column === 0 ? to({ row: last, column: far ? end : column }) : to({ column: end })
  }
  return undefined
}

/** Returns whether a key types a character, or begins one of several keys, and so begins to edit a cell. */
export const typesText = ({ key, ctrlKey, metaKey }: Pressed): boolean =>
  (key === 'Dead' || key === 'Process' || [...key].length === 1) && key !== ' ' && !ctrlKey && !metaKey
