import { assetsBehind } from '~/domain/shares/find-share.server'
import { sendKit } from '~/http/bytes.server'
import { shareBytes } from '~/http/visit-bytes.server'
import { DomainError } from '~/platform/errors'

export const loader = shareBytes(async (context, { share, viewer, actor }, reload) => {
  if (!share.zipAllowed) throw new DomainError('access.refused', { reason: 'rendition' })
  const ids = await assetsBehind(context.db, share)
  return sendKit(context, viewer, actor, ids, share.title, reload)
})
