import { stringify } from 'csv-stringify/sync'
import { guarded } from './formula-guard'

/**
 * Returns lines of CSV (RFC 4180) whose cells spreadsheets show as text, never run as formulas. `first` adds a byte
 * order mark, by which spreadsheets recognise UTF-8.
 */
export const csvLines = (rows: readonly (readonly string[])[], { first = false } = {}): string =>
  stringify(
    rows.map((row) => row.map(guarded)),
    { bom: first, record_delimiter: '\r\n' },
  )
