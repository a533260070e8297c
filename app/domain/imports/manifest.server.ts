import { createReadStream } from 'node:fs'
import { csvRows, type TableRow, textHead } from '~/platform/csv-rows.server'
import { isAbsent } from '~/platform/files/file-errors'
import { jsonRows } from '~/platform/json-rows.server'
import { StorageError } from '~/platform/storage'
import type { ImportRun } from './import'
import { ImportError } from './import-error'
import type { ImportServices } from './import-source.server'

/** Rows of one manifest. */
export const MOST_ROWS = 1_000_000
/** Rows by which its columns are known and shown: those of JSON differ from object to object. */
const SAMPLE_ROWS = 50

/** A column of a manifest with the first text in it. */
export interface ManifestColumn {
  column: string
  sample: string
}

type ManifestOf = Pick<ImportRun, 'manifestId' | 'manifestName' | 'isLocal'>

/** Yields the rows of the manifest of a run. Throws TableError, ImportError `manifest_gone`, `too_many_files`. */
export async function* manifestRows(services: ImportServices, run: ManifestOf): AsyncGenerator<TableRow> {
  const name = run.manifestId ?? ''
  const head = await headOf(services, run)
  // A JSON text begins with a bracket or a brace; a table that does has a header of that kind.
  const isJson = /\.(json|ndjson|jsonl)$/i.test(run.manifestName ?? '') || /^\s*(\[\s*\{|\{\s*")/.test(head.toString())
  const body = run.isLocal ? createReadStream(name) : await services.staging.read(name).catch(gone)
  let rows = 0
  for await (const row of isJson ? jsonRows(body) : csvRows(body, head)) {
    if (rows++ >= MOST_ROWS) throw new ImportError('too_many_files')
    yield row
  }
}

/** Returns the columns of a manifest; throws like `manifestRows`. */
export async function manifestColumns(services: ImportServices, run: ManifestOf): Promise<ManifestColumn[]> {
  const columns = new Map<string, string>()
  let rows = 0
  for await (const { cells } of manifestRows(services, run)) {
    for (const [column, cell] of Object.entries(cells))
      if (!columns.get(column)) columns.set(column, cell.trim().slice(0, 120))
    if (++rows >= SAMPLE_ROWS) break
  }
  return [...columns].map(([column, sample]) => ({ column, sample }))
}

async function headOf({ staging }: ImportServices, { manifestId, isLocal }: ManifestOf): Promise<Buffer> {
  return (isLocal ? textHead(manifestId ?? '') : staging.withLocalFile(manifestId ?? '', textHead)).catch(gone)
}

function gone(error: unknown): never {
  if (isAbsent(error) || (error instanceof StorageError && error.code === 'missing'))
    throw new ImportError('manifest_gone', { cause: error })
  throw error
}
