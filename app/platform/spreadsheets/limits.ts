/** Columns of a sheet, and characters of a cell, that are read. */
export const [MOST_COLUMNS, MOST_CELL] = [300, 32_767]
