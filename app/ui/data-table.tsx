import type { ReactNode } from 'react'
import { classes } from './classes'

export interface Column<Row> {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** For numbers: aligned to the end of the cell, in tabular digits. */
  numeric?: boolean
  quiet?: boolean
  /** Makes the cell the row's header for assistive technology. */
  names?: boolean
  /** Shows the header to assistive technology only, as for columns of buttons. */
  headerHidden?: boolean
}

export interface DataTableProps<Row> {
  /** The table's name, for assistive technology. */
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** Turns each row into a card on a phone. */
  stacks?: boolean
}

/** A table that scrolls sideways in its own frame, or stacks on a phone. */
export function DataTable<Row>({ caption, columns, rows, rowKey, stacks }: DataTableProps<Row>) {
  return (
    <section className="table-frame" aria-label={caption} tabIndex={stacks ? undefined : 0}>
      <table className={classes('table', stacks && 'table-stacks')}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, header, headerHidden, numeric }) => (
              <th key={key} scope="col" className={numeric ? 'cell-number' : undefined}>
                {headerHidden ? <span className="sr-only">{header}</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const look = classes(column.numeric && 'cell-number', column.quiet && 'cell-quiet')
  if (column.names)
    return (
      <th scope="row" className={look}>
        {column.cell(row)}
      </th>
    )
  return (
    <td className={look} data-label={column.headerHidden ? undefined : column.header}>
      {column.cell(row)}
    </td>
  )
}
