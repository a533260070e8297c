import { DomainError } from '~/platform/errors'
import { ImportError } from './import-error'
import { lastReasonOf } from './import-reason'
import { type ImportPlace, type ImportServices, withSource } from './import-source.server'

/** Milliseconds for which a person waits to hear whether a store answers. */
const PATIENCE_MS = 10_000

/**
 * Looks whether there is a file at the place that a person named, before an import of it is made. Throws
 * `import.not_configured`, and `import.place_unreadable` with the reason.
 */
export async function checkPlace(
  services: ImportServices,
  { kind, location }: Pick<ImportPlace, 'kind'> & { location?: string },
): Promise<void> {
  if (kind !== 'folder' && kind !== 's3') return
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const place = { kind, location: location ?? '', uploadId: null, isLocal: false }
  try {
    await withSource({ ...services, signal }, place, async ({ files }) => {
      for await (const _ of files()) return
      throw new ImportError('source_empty')
    })
  } catch (error) {
    const reason = signal.aborted ? 'store_no_answer' : lastReasonOf(error)?.reason
    if (!reason) throw error
    if (reason === 'not_configured') throw new DomainError('import.not_configured')
    throw new DomainError('import.place_unreadable', { field: 'location', reason }, { cause: error })
  }
}
