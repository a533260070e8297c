import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { keywordsOf } from '~/domain/metadata/built-in'
import { csvRows, TableError, type TableRow, textHead } from '~/platform/csv-rows.server'
import { isIri, MOST_BYTES, MOST_CONCEPTS, type ReadConcept, SkosError } from '~/platform/skos/concept'
import type { ReadFile } from '~/platform/skos/read-skos.server'
import { type ConceptColumn, columnOf, columnsOf } from './concept-columns'

/** Reads terms of a CSV file, one in each row; `language` is that of columns that name none. Throws SkosError. */
export async function readTable(localPath: string, language: string): Promise<ReadFile> {
  if ((await stat(localPath)).size > MOST_BYTES) throw new SkosError('too_large')
  try {
    return await read(localPath, language)
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    throw new SkosError('broken', error.line === undefined ? {} : { line: error.line }, { cause: error })
  }
}

async function read(localPath: string, language: string): Promise<ReadFile> {
  const rows = csvRows(createReadStream(localPath), await textHead(localPath))
  const concepts: ReadConcept[] = []
  let columns: Map<string, ConceptColumn> | undefined
  const ignored: Record<string, number> = {}
  for await (const row of rows) {
    if (!columns) {
      columns = new Map()
      for (const header of Object.keys(row.cells)) {
        const column = columnOf(header, language)
        if (column) columns.set(header, column)
        else ignored[header.slice(0, 60)] = 1
      }
      if (![...columns.values()].some(({ has }) => has === 'label')) throw new SkosError('no_columns', { line: 1 })
    }
    if (concepts.length === MOST_CONCEPTS) throw new SkosError('too_many', { line: row.number })
    concepts.push(conceptOf(row, columns))
  }
  if (concepts.length === 0) throw new SkosError('no_concepts')
  return { concepts, columns: columnsOf([...(columns ?? new Map()).values()]), ignored }
}

function conceptOf({ number, cells }: TableRow, columns: ReadonlyMap<string, ConceptColumn>): ReadConcept {
  const concept: ReadConcept = {
    ...{ line: number, labels: {}, synonyms: {}, hidden: {}, matches: [], isDeprecated: false, notes: [] },
  }
  for (const [header, column] of columns) {
    const cell = (cells[header] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
    if (!cell) continue
    if (column.has === 'id') concept.iri = cell
    else if (column.has === 'parent') concept.parent = { name: cell }
    else if (column.has === 'deprecated') concept.isDeprecated = !/^(no|false|0)$/i.test(cell)
    else if (column.has === 'same_as') concept.matches = cell.split(/[;\s]+/).filter(isIri)
    else if ('language' in column)
      concept[column.has === 'label' ? 'labels' : column.has][column.language] =
        column.has === 'label' ? [cell] : keywordsOf(cell)
  }
  return concept
}
