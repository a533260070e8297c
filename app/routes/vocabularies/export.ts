import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { record } from '~/domain/audit/audit-log.commands.server'
import { findVocabulary } from '~/domain/metadata/vocabularies.queries.server'
import { exportTerms } from '~/domain/vocabularies/export-terms.queries.server'
import { EXPORT_FORMATS, type ExportFormat } from '~/domain/vocabularies/vocabulary-import'
import { bytesFor } from '~/http/byte-route.server'
import { requireRole } from '~/http/context.server'
import { contentDisposition } from '~/http/disposition'
import { inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'

/** Sends the terms of a vocabulary as a file; the export is recorded as an audit event. */
export const loader = bytesFor(async (context) => {
  requireRole(context, 'manager')
  const { db, actor, now, params, request, shell, url } = context
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  const format = /\.([a-z]+)$/.exec(url.pathname)?.[1] ?? ''
  if (!vocabulary || !isFormat(format)) throw new DomainError('metadata.unknown')
  if (request.method === 'GET')
    await inTransaction(db, (trx) =>
      record(trx, actor, 'metadata.vocabulary_exported', { kind: 'vocabulary', id: vocabulary.key }, { format }),
    )
  const headers = {
    'content-type': EXPORT_FORMATS[format],
    'content-disposition': contentDisposition(
      'attachment',
      `${vocabulary.key}-${now.toISOString().slice(0, 10)}.${format}`,
    ),
    'cache-control': 'private, no-store',
  }
  const body = () => Readable.from(exportTerms(db, vocabulary, format))
  return shell.sendWith(new Response(null, { headers }), (to, signal) => pipeline(body(), to, { signal }))
})

const isFormat = (format: string): format is ExportFormat => Object.hasOwn(EXPORT_FORMATS, format)
