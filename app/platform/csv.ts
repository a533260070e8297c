import { stringify } from 'csv-stringify/sync'

/**
 * Returns lines of CSV (RFC 4180) whose cells spreadsheets show as text, never run as formulas. `first` adds a byte
 * order mark, by which spreadsheets recognise UTF-8.
 */
export const csvLines = (rows: readonly (readonly string[])[], { first = false } = {}): string =>
  stringify(
    rows.map((row) => row.map(defused)),
    { bom: first, record_delimiter: '\r\n' },
  )

// Prefixes cells that a spreadsheet would run as a formula (OWASP, CSV injection), including full-width characters.
// With decimal commas a spreadsheet splits lines at semicolons, so what follows a semicolon can begin a cell too.
const defused = (cell: string) => cell.replace(/(^|;[\s"]*)(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/g, "$1'")
