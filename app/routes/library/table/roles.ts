/** Browsers take their roles from the parts of a table that is laid out in another way; so each says its own. */
export const ROLES = {
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  name: { role: 'rowheader' },
  cell: { role: 'cell' },
  table: { role: 'table' },
} as const

/** Where scripts run, the table is one stop of the Tab key with cells to move in. */
export const gridCell = (isReadOnly: boolean, isInRange = false) => ({
  ...{ role: 'gridcell', 'aria-readonly': isReadOnly || undefined, 'aria-selected': isInRange || undefined },
})
export const grid = (isReadOnly: boolean) => ({
  ...{ role: 'grid', 'aria-multiselectable': true, 'aria-readonly': isReadOnly || undefined },
})
