import { deliverVersion } from '~/domain/access/delivery.server'
import { bytesFor } from '~/http/byte-route.server'
import { renditionOf, send } from '~/http/bytes.server'
import { requireRole, staffNow } from '~/http/context.server'
import { dbNow } from '~/platform/db.server'
import { PAGE_PRESETS } from '~/platform/images/presets'

export const loader = bytesFor(async (context) => {
  requireRole(context, 'viewer')
  const { db, viewer, params, now } = context
  const rendition = renditionOf(params.preset, PAGE_PRESETS)
  const version = params.version ?? ''
  const file = await deliverVersion(db, viewer, version, rendition, now)
  const stillMay = async () =>
    !!(await deliverVersion(db, await staffNow(context), version, rendition, await dbNow(db)))
  return send(context, file, 'inline', stillMay)
})
