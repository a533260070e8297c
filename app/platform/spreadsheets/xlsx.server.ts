import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre/xlsx'

/**
 * Returns a workbook with one sheet as a stream of bytes; its first row stays in sight. Cells are texts, so that no spreadsheet
 * runs one as a formula.
 */
export function xlsxOf(rows: AsyncIterable<string[]>, name: string): Readable {
  const stream = writeXlsxStream(escaped(rows), { name, freezePane: { rows: 1 } })
  return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0])
}

/** What looks like an escaped character stands for itself (ECMA-376 part 1, ST_Xstring). */
async function* escaped(rows: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  for await (const row of rows) yield row.map((cell) => cell.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'))
}
