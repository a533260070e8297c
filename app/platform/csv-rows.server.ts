import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { tableIn } from './files/delimited-rows'
import { unguarded } from './formula-guard'

/** A text that is not the table it should be; `line` counts from 1. */
export class TableError extends Error {
  constructor(
    readonly code: 'csv_broken' | 'xlsx_broken' | 'json_broken' | 'record_too_long' | 'not_text',
    readonly line?: number,
    options?: ErrorOptions,
  ) {
    super(line ? `${code} at line ${line}` : code, options)
    this.name = 'TableError'
  }
}

/** One row, with the number that it has for people: the line in which it begins, or its place in a list. */
export interface TableRow {
  number: number
  cells: Record<string, string>
}

/** Bytes by which the form of a table is recognised. */
const HEAD_BYTES = 64 * 1024

/** Returns the beginning of a file of text. Throws TableError `not_text`. */
export async function textHead(localPath: string): Promise<Buffer> {
  const file = await open(localPath)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const head = buffer.subarray(0, bytesRead)
    if (head.includes(0)) throw new TableError('not_text')
    return head
  } finally {
    await file.close()
  }
}

const LONGEST_RECORD = 1_000_000
const MOST_COLUMNS = 300

/**
 * Yields the rows of a CSV file by their headers. Comma, semicolon and tab are recognised by its beginning, UTF-8 with or
 * without a byte order mark is read, quoted cells may have line breaks. The apostrophe that guards formulas in our own files is
 * removed. Throws TableError.
 */
export async function* csvRows(body: Readable, head: Buffer): AsyncGenerator<TableRow> {
  const { delimiter } = tableIn(head.toString('utf8'), { extension: 'csv', isCut: true })
  const parser = parse({
    ...{ bom: true, delimiter, columns: namesOf, info: true, relax_column_count: true, skip_empty_lines: true },
    max_record_size: LONGEST_RECORD,
  })
  body.on('error', (error) => parser.destroy(error))
  body.pipe(parser)
  let before = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: Record<string, string>
      info: { lines: number }
    }>) {
      const cells = Object.fromEntries(
        Object.entries(record).map(([name, cell]) => [name, unguarded(String(cell ?? '').replaceAll('\0', ''))]),
      )
      const isEmpty = Object.values(cells).every((cell) => !cell.trim())
      if (!isEmpty) yield { number: before + 1, cells }
      before = info.lines
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const tooLong = error.code === 'CSV_MAX_RECORD_SIZE'
    const { lines } = error as unknown as { lines?: number }
    throw new TableError(tooLong ? 'record_too_long' : 'csv_broken', lines, { cause: error })
  } finally {
    body.destroy()
    parser.destroy()
  }
}

/** Columns without a header, and those of a repeated one, get a name of their own; what is beyond 300 is not read. */
function namesOf(headers: string[]): (string | false)[] {
  const seen = new Set<string>()
  return headers.map((header, index) => {
    if (index >= MOST_COLUMNS) return false
    const plain = header.trim().slice(0, 200) || `#${index + 1}`
    const name = seen.has(plain) ? `${plain} #${index + 1}` : plain
    seen.add(name)
    return name
  })
}
