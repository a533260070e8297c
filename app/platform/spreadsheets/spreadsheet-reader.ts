// Runs in a process of its own (see xlsx-to-csv.server.ts): a small XLSX unpacks to hundreds of megabytes. Writes the first
// sheet of the workbook named by its first argument as CSV into the file named by the second.
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { streamXlsxRows } from 'hucre/xlsx'
import { MOST_CELL, MOST_COLUMNS } from './limits'

const [, , localPath = '', outPath = '', mostRows = ''] = process.argv
const out = createWriteStream(outPath)
const input = Readable.toWeb(createReadStream(localPath)) as ReadableStream<Uint8Array>
for await (const { values } of streamXlsxRows(input, { maxRows: Number(mostRows) })) {
  const line = stringify([values.slice(0, MOST_COLUMNS).map(textOf)])
  if (!out.write(line)) await once(out, 'drain')
}
out.end()
await once(out, 'close')

/** The text of a cell; of a day without a time its ISO 8601 form. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = value instanceof Date ? value.toISOString().replace(/T00:00:00\.000Z$/, '') : String(value)
  return text.slice(0, MOST_CELL)
}
