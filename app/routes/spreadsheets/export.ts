import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { record } from '~/domain/audit/audit-log.commands.server'
import { mayEditAssets } from '~/domain/identity/permissions'
import { exportRows } from '~/domain/spreadsheets/export-rows.queries.server'
import { bytesFor } from '~/http/byte-route.server'
import { type Context, requireRole, staffNow } from '~/http/context.server'
import { contentDisposition } from '~/http/disposition'
import { csvLines } from '~/platform/csv'
import { inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { xlsxOf } from '~/platform/spreadsheets/xlsx.server'
import { libraryFilter } from '../library/library-filter.server'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Sends the assets that match a filter with all their fields as CSV or XLSX; the export is recorded as an audit event. */
export const loader = bytesFor(async (context) => {
  requireRole(context, 'editor')
  const { db, viewer, actor, now, url, request, shell, locale } = context
  const isXlsx = url.pathname.endsWith('.xlsx')
  const filter = libraryFilter(url)
  const format = isXlsx ? 'xlsx' : 'csv'
  if (request.method === 'GET')
    await inTransaction(db, (trx) => record(trx, actor, 'library.exported', undefined, { format, ...filter }))
  const name = `vitrine-library-${now.toISOString().slice(0, 10)}.${format}`
  const headers = {
    'content-type': isXlsx ? XLSX : 'text/csv; charset=utf-8',
    'content-disposition': contentDisposition('attachment', name),
    'cache-control': 'private, no-store',
  }
  const rows = () => whileEditor(context, exportRows({ db, viewer, now }, filter, locale))
  const body = () => (isXlsx ? xlsxOf(rows(), 'Vitrine') : Readable.from(csvOf(rows())))
  return shell.sendWith(new Response(null, { headers }), (to, signal) => pipeline(body(), to, { signal }))
})

const AT_ONCE = 100

async function* csvOf(rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  let part: string[][] = []
  let first = true
  for await (const row of rows) {
    part.push(row)
    if (part.length < AT_ONCE) continue
    yield csvLines(part, { first })
    part = []
    first = false
  }
  if (part.length > 0) yield csvLines(part, { first })
}

const ASK_EVERY = 300

/** Yields the rows; throws, which resets the connection, once the person may no longer edit. */
async function* whileEditor(context: Context, rows: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  let count = 0
  for await (const row of rows) {
    if (count++ % ASK_EVERY === 0) {
      const viewer = await staffNow(context)
      if (viewer.kind !== 'staff' || !mayEditAssets({ id: viewer.personId, role: viewer.role }))
        throw new DomainError('role.required', { role: 'editor' })
    }
    yield row
  }
}
