import { createReadStream } from 'node:fs'
import type { Viewer } from '~/domain/access/access'
import { findImportUpload } from '~/domain/assets/uploads.queries.server'
import type { SheetProblem } from '~/domain/bulk/bulk-edit'
import { addRows, beginSheetEdit, discardSheetEdit, keepProblems } from '~/domain/bulk/row-edits.commands.server'
import type { Person } from '~/domain/identity/person'
import type { MetadataField } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { csvRows, TableError, type TableRow, textHead } from '~/platform/csv-rows.server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isAbsent } from '~/platform/files/file-errors'
import { xlsxToCsv } from '~/platform/spreadsheets/xlsx-to-csv.server'
import { removeFolder, temporaryFolder } from '~/platform/storage/local-copy.server'
import type { Staging } from '~/platform/storage/staging.server'
import { planRows } from './plan-rows.server'
import { type ReadColumn, readColumns } from './read-columns'
import { MOST_PROBLEMS, MOST_ROWS } from './sheet'

/** Rows that are planned at once. */
const PART = 500

export interface SheetServices {
  db: Db
  staging: Staging
  tempDir: string
}

/**
 * Reads a spreadsheet that was uploaded and stores what its rows would change as a change of many assets, to be looked at before
 * it is made. Returns its id. Throws `sheet.gone`, `sheet.unreadable`, `sheet.no_key`, `sheet.no_columns`, `sheet.too_many_rows`,
 * each beside `uploadId`.
 */
export async function planSheet(
  services: SheetServices,
  { person, viewer, locale }: { person: Person; viewer: Viewer; locale: string },
  uploadId: string,
): Promise<string> {
  const upload = await findImportUpload(services.db, person.id, uploadId)
  if (!upload) throw new DomainError('sheet.gone', { field: 'uploadId' })
  const { fileName: name } = upload
  const folder = await temporaryFolder(services.tempDir)
  try {
    return await services.staging.withLocalFile(uploadId, async (localPath) => {
      const csv = /\.xlsx$/i.test(name) ? await xlsxToCsv(localPath, folder, MOST_ROWS + 2) : localPath
      return storeSheet(services.db, { person, viewer, locale, name }, await rowsOf(csv))
    })
  } catch (error) {
    if (isAbsent(error)) throw new DomainError('sheet.gone', { field: 'uploadId' }, { cause: error })
    if (error instanceof TableError)
      throw new DomainError('sheet.unreadable', { field: 'uploadId', line: error.line ?? 0 }, { cause: error })
    throw error
  } finally {
    await removeFolder(folder)
  }
}

async function rowsOf(csv: string): Promise<AsyncGenerator<TableRow>> {
  const head = await textHead(csv)
  return csvRows(createReadStream(csv), head)
}

/** Stores what is read in parts, and nothing of it when a part cannot be. */
async function storeSheet(
  db: Db,
  { person, viewer, locale, name }: { person: Person; viewer: Viewer; locale: string; name: string },
  rows: AsyncGenerator<TableRow>,
): Promise<string> {
  const fields = (await listFields(db)).filter(({ retiredAt }) => !retiredAt)
  const id = await beginSheetEdit(db, person, name)
  try {
    const problems = await storeRows(db, id, { viewer, locale, fields }, rows)
    await keepProblems(db, id, problems)
    return id
  } catch (error) {
    await discardSheetEdit(db, id)
    throw error
  }
}

async function storeRows(
  db: Db,
  editId: string,
  { viewer, locale, fields }: { viewer: Viewer; locale: string; fields: MetadataField[] },
  rows: AsyncGenerator<TableRow>,
): Promise<SheetProblem[]> {
  const problems: SheetProblem[] = []
  const seen = new Set<string>()
  let columns: ReadColumn[] | undefined
  let count = 0
  for await (const part of inParts(rows)) {
    columns ??= columnsIn(part, fields)
    count += part.length
    if (count > MOST_ROWS) throw new DomainError('sheet.too_many_rows', { field: 'uploadId', most: MOST_ROWS })
    const planned = await planRows(db, { viewer, columns, locale, seen }, part)
    problems.push(...planned.problems.slice(0, MOST_PROBLEMS - problems.length))
    await addRows(db, editId, planned.rows)
  }
  if (count === 0) throw new DomainError('sheet.no_columns', { field: 'uploadId' })
  return problems
}

function columnsIn(part: readonly TableRow[], fields: readonly MetadataField[]): ReadColumn[] {
  const columns = readColumns(Object.keys(part[0]?.cells ?? {}), fields)
  if (!columns.some(({ column }) => column.has === 'id')) throw new DomainError('sheet.no_key', { field: 'uploadId' })
  if (!columns.some(({ column }) => column.has === 'values'))
    throw new DomainError('sheet.no_columns', { field: 'uploadId' })
  return columns
}

async function* inParts(rows: AsyncGenerator<TableRow>): AsyncGenerator<TableRow[]> {
  let part: TableRow[] = []
  for await (const row of rows) {
    part.push(row)
    if (part.length < PART) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
