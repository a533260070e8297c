import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { officeToPdf } from './pages.server'
import { hasPages } from './readable-documents'

/** Returns the task for a document's pages as PDF, which it may be itself. Throws ConvertError, `empty` where no program lays them out. */
export async function asPdf(task: ConversionTask): Promise<ConversionTask> {
  const { extension, kind } = task.sniffed
  if (!hasPages(extension)) throw new ConvertError('empty')
  if (kind === 'pdf') return task
  const sniffed = { kind: 'pdf', mediaType: 'application/pdf', extension: 'pdf' } as const
  return { ...task, sniffed, localPath: await officeToPdf(task) }
}
