import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { importCsv } from '~/domain/imports/import-csv.server'
import { findImport } from '~/domain/imports/imports.queries.server'
import { bytesFor } from '~/http/byte-route.server'
import { requireRole } from '~/http/context.server'
import { contentDisposition } from '~/http/disposition'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { importReason } from './import-report'

/** Sends the report of an import as CSV, each item with its result in words. Throws unless the person is a manager. */
export const loader = bytesFor(async (context) => {
  requireRole(context, 'manager')
  const { db, params, locale, shell } = context
  const run = await findImport(db, params.import)
  if (!run) throw new DomainError('import.unknown')
  const t = fixedT(locale, 'imports')
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': contentDisposition('attachment', `import-${run.createdAt.toISOString().slice(0, 10)}.csv`),
    'cache-control': 'private, no-store',
  }
  const texts = {
    outcome: (outcome: string) => t(`outcome.${outcome}`),
    reason: (item: Parameters<typeof importReason>[0]) => importReason(item, t as never),
  }
  const csv = () => Readable.from(importCsv(db, run.id, texts))
  return shell.sendWith(new Response(null, { headers }), (to, signal) => pipeline(csv(), to, { signal }))
})
