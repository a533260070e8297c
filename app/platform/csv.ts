import { stringify } from 'csv-stringify/sync'

/**
 * Lines of CSV (RFC 4180) that open in a spreadsheet as text. A cell that a spreadsheet would run as a formula is defused.
 * `first` puts a byte-order mark in front, by which spreadsheets know UTF-8.
 */
export const csvLines = (rows: readonly (readonly string[])[], { first = false } = {}): string =>
  stringify(
    rows.map((row) => row.map(defused)),
    { bom: first, record_delimiter: '\r\n' },
  )

// A spreadsheet runs cells that begin so (OWASP, CSV injection), full-width forms included. Where commas are decimal, it
// splits our lines at semicolons, and what follows one begins a cell.
const defused = (cell: string) => cell.replace(/(^|;[\s"]*)(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/g, "$1'")
