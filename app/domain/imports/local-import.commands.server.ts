import path from 'node:path'
import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { newId } from '~/platform/ids.server'
import type { ImportKind } from './import'
import { proposeFields } from './import-fields'
import type { ImportServices } from './import-source.server'
import { manifestColumns } from './manifest.server'

/**
 * Makes a run of the command, which reads any folder or file of its machine, with the columns of its manifest mapped by their
 * headers; returns its id. The command plans and runs it itself. Throws what reading the manifest throws.
 */
export async function createLocalImport(
  services: ImportServices,
  by: Actor,
  input: { kind: ImportKind; location: string; manifest?: string; source?: string },
): Promise<string> {
  const { kind, location, manifest } = input
  const read = { manifestId: manifest ?? null, manifestName: manifest ? path.basename(manifest) : null }
  const columns = manifest ? await manifestColumns(services, { ...read, isLocal: true }) : []
  const mapped = proposeFields(
    columns.map(({ column }) => column),
    'en',
  )
  const id = newId()
  const name = (input.source || (kind === 's3' ? `s3:${location}` : location)).slice(-500)
  await stopEarlier(services, name)
  await services.db
    .insertInto('importRun')
    .values({
      ...{ id, kind, location, ...read, uploadId: null, folderId: null, isLocal: true, state: 'planning' },
      source: name,
      ...{ columns: JSON.stringify(mapped), facts: '{}', reason: null, personId: by.id ?? null },
      ...{ startedAt: null, endedAt: null },
    })
    .execute()
  return id
}

/** A command that was killed could not say that its run has ended; the next of its source does. */
async function stopEarlier({ db }: ImportServices, source: string): Promise<void> {
  await db
    .updateTable('importRun')
    .set({ state: 'stopped', endedAt: sql<Date>`now()` })
    .where('source', '=', source)
    .where('isLocal', '=', true)
    .where('state', 'in', ['planning', 'running'])
    .execute()
}
