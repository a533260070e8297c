import { deliverVersion } from '~/domain/access/delivery.server'
import { takeDownload } from '~/domain/packages/downloads.server'
import { bytesFor } from '~/http/byte-route.server'
import { portionOf, renditionOf, send } from '~/http/bytes.server'
import { requireRole, staffNow } from '~/http/context.server'
import { dbNow } from '~/platform/db.server'

export const loader = bytesFor(async (context) => {
  requireRole(context, 'viewer')
  const { db, viewer, actor, params, now, request } = context
  const rendition = renditionOf(params.rendition, ['preview', 'web', 'original'])
  const version = params.version ?? ''
  const file = await deliverVersion(db, viewer, version, rendition, now)
  const stillMay = async () =>
    !!(await deliverVersion(db, await staffNow(context), version, rendition, await dbNow(db)))
  const response = send(context, file, 'attachment', stillMay)
  const portion = portionOf(request, response)
  if (portion) await takeDownload(db, viewer, actor, file, portion)
  return response
})
