import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre/xlsx'

/**
 * Returns a workbook with one sheet as a stream of bytes; its first row stays in sight. Cells are texts, so that no spreadsheet
 * runs one as a formula.
 */
export function xlsxOf(rows: AsyncIterable<string[]>, name: string): Readable {
  const stream = writeXlsxStream(rows, { name, freezePane: { rows: 1 } })
  return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0])
}
