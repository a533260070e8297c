import { deliverVersion } from '~/domain/access/delivery.server'
import { bytesFor } from '~/http/byte-route.server'
import { renditionOf, send } from '~/http/bytes.server'
import { requireRole } from '~/http/context.server'

export const loader = bytesFor(async (context) => {
  requireRole(context, 'viewer')
  const { db, viewer, params, now } = context
  const rendition = renditionOf(params.preset, ['thumb', 'preview'])
  const file = await deliverVersion(db, viewer, params.version ?? '', rendition, now)
  return send(context, file, 'inline', async () => true)
})
