import path from 'node:path'
import type { ImportRun } from '~/domain/imports/import'
import { proposeFields } from '~/domain/imports/import-fields'
import { reasonOf } from '~/domain/imports/import-reason'
import type { ImportServices } from '~/domain/imports/import-source.server'
import { manifestColumns } from '~/domain/imports/manifest.server'
import type { Services } from '~/http/services.server'
import type { MappedColumn } from './column-map'

/** What an import works with, in a web process. */
export const importServices = ({ db, storage, staging, env }: Services): ImportServices => ({
  ...{ db, storage, staging, env, tempDir: path.join(env.dataDir, 'tmp') },
})

/**
 * Returns the columns of a run's manifest with the fields that they fill, chosen earlier or proposed by their headers; or why
 * the manifest cannot be read, with its line. No columns without a manifest.
 */
export async function columnsOf(
  services: ImportServices,
  run: ImportRun,
  locale: string,
): Promise<{ columns: MappedColumn[]; reason?: string; line?: number }> {
  if (!run.manifestId) return { columns: [] }
  try {
    const found = await manifestColumns(services, run)
    const names = found.map(({ column }) => column)
    const chosen = new Map(run.columns.map(({ column, field }) => [column, field]))
    const fields = run.columns.length
      ? names.map((column) => ({ column, field: chosen.get(column) ?? '' }))
      : proposeFields(names, locale)
    return { columns: found.map((each, index) => ({ ...each, field: fields[index]?.field ?? '' })) }
  } catch (error) {
    const known = reasonOf(error)
    if (!known) throw error
    return { columns: [], reason: known.reason, line: Number(known.facts.line) || undefined }
  }
}
