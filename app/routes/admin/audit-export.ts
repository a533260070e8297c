import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { auditCsv } from '~/domain/audit/audit-csv'
import { record } from '~/domain/audit/audit-log.commands.server'
import { type AuditLine, auditBatches } from '~/domain/audit/audit-log.queries.server'
import { mayReadAuditLog } from '~/domain/identity/permissions'
import { bytesFor } from '~/http/byte-route.server'
import { type Context, requireRole, staffNow } from '~/http/context.server'
import { contentDisposition } from '~/http/disposition'
import { inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { auditFilterOf } from './audit-filter.server'

/**
 * Sends the audit log as CSV, filtered like its page. The export itself is recorded as an audit event. Throws unless
 * the person is an administrator.
 */
export const loader = bytesFor(async (context) => {
  requireRole(context, 'admin')
  const { db, actor, now, url, request, shell } = context
  const { before, ...filter } = auditFilterOf(url)
  if (request.method === 'GET')
    await inTransaction(db, (trx) => record(trx, actor, 'audit.exported', undefined, filter))
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': contentDisposition('attachment', `vitrine-audit-${now.toISOString().slice(0, 10)}.csv`),
    'cache-control': 'private, no-store',
  }
  const csv = () => Readable.from(auditCsv(whileAdmin(context, auditBatches(db, filter))))
  return shell.sendWith(new Response(null, { headers }), (to, signal) => pipeline(csv(), to, { signal }))
})

/** Yields the batches; throws, which resets the connection, once the person is no longer an administrator. */
async function* whileAdmin(context: Context, batches: AsyncIterable<AuditLine[]>): AsyncGenerator<AuditLine[]> {
  for await (const batch of batches) {
    const viewer = await staffNow(context)
    if (viewer.kind !== 'staff' || !mayReadAuditLog({ id: viewer.personId, role: viewer.role }))
      throw new DomainError('role.required', { role: 'admin' })
    yield batch
  }
}
