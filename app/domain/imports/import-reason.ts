import { TableError } from '~/platform/csv-rows.server'
import { ArchiveError } from '~/platform/files/archive-listing'
import { StorageError } from '~/platform/storage'
import { ImportError } from './import-error'

/** Why an import ended, with the line if that is known. */
export interface ImportReason {
  reason: string
  facts: Record<string, unknown>
}

/** Returns why a source or manifest cannot be read, when trying again at once would not help; undefined for other errors. */
export function reasonOf(error: unknown): ImportReason | undefined {
  if (error instanceof ImportError) return { reason: error.code, facts: {} }
  if (error instanceof TableError) return { reason: error.code, facts: error.line ? { line: error.line } : {} }
  if (error instanceof ArchiveError) return { reason: 'source_unreadable', facts: {} }
  return error instanceof StorageError && error.outage !== 'no_answer' ? outageOf(error) : undefined
}

/** Returns why an import is given up after the last attempt; undefined for errors of our own. */
export const lastReasonOf = (error: unknown): ImportReason | undefined =>
  reasonOf(error) ?? (error instanceof StorageError ? outageOf(error) : undefined)

const outageOf = ({ outage }: StorageError): ImportReason | undefined =>
  outage && { reason: `store_${outage}`, facts: {} }
