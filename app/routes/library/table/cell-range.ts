/** A place in the table: of a row of the result, and of a column, of which 0 is the name of the file. */
export interface CellPlace {
  row: number
  column: number
}

/** A rectangle of cells; all ends are included. */
export interface CellRange {
  top: number
  bottom: number
  start: number
  end: number
}

/** Returns the rectangle between two cells. */
export const rangeOf = (a: CellPlace, b: CellPlace): CellRange => ({
  ...{ top: Math.min(a.row, b.row), bottom: Math.max(a.row, b.row) },
  ...{ start: Math.min(a.column, b.column), end: Math.max(a.column, b.column) },
})

export const rowsIn = ({ top, bottom }: CellRange): number => bottom - top + 1
export const columnsWithin = ({ start, end }: CellRange): number => end - start + 1
export const isSingle = (range: CellRange): boolean => rowsIn(range) === 1 && columnsWithin(range) === 1

/**
 * Returns where the cells of a paste go: from the first cell of the range on, a single value into all of the range, and a block
 * as often as it fits into a range that is a multiple of it.
 */
export function pastedOver(range: CellRange, block: readonly (readonly string[])[]): CellRange {
  const [height, width] = [block.length, Math.max(...block.map((row) => row.length))]
  const isMultiple = rowsIn(range) % height === 0 && columnsWithin(range) % width === 0
  if (isMultiple) return range
  return { ...range, bottom: range.top + height - 1, end: range.start + width - 1 }
}

/** Returns the text of a paste at a place counted from its first cell; undefined where its row is shorter. */
export const pastedAt = (block: readonly (readonly string[])[], { row, column }: CellPlace): string | undefined => {
  const width = Math.max(...block.map((cells) => cells.length))
  return block[row % block.length]?.[column % width]
}
