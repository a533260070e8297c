import { deliverVersion } from '~/domain/access/delivery.server'
import { takeDownload } from '~/domain/packages/downloads.server'
import { bytesFor } from '~/http/byte-route.server'
import { portionOf, renditionOf, send } from '~/http/bytes.server'
import { requireRole } from '~/http/context.server'

export const loader = bytesFor(async (context) => {
  requireRole(context, 'viewer')
  const { db, viewer, actor, params, now, request } = context
  const rendition = renditionOf(params.rendition, ['preview', 'web', 'original'])
  const file = await deliverVersion(db, viewer, params.version ?? '', rendition, now)
  const response = send(context, file, 'attachment', async () => true)
  const portion = portionOf(request, response)
  if (portion) await takeDownload(db, viewer, actor, file, portion)
  return response
})
