import { TIERS } from '~/domain/access/tiers'
import { bytesFor } from '~/http/byte-route.server'
import { portionOf } from '~/http/bytes.server'
import { requireRole } from '~/http/context.server'
import { sendVersion } from '~/http/staff-bytes.server'

export const loader = bytesFor(async (context) => {
  requireRole(context, 'viewer')
  const { services, viewer, actor, params, request } = context
  const { file, response } = await sendVersion(context, params.rendition, TIERS, 'attachment')
  const portion = portionOf(request, response)
  if (portion) await services.downloads.recordFile(viewer, actor, file, portion)
  return response
})
