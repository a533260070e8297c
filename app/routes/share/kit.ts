import type { Share } from '~/domain/shares/share'
import { assetIdsOfShare, findShareByToken } from '~/domain/shares/shares.queries.server'
import { sendKit } from '~/http/kit.server'
import { shareBytes } from '~/http/visit-bytes.server'
import { DomainError } from '~/platform/errors'

export const loader = shareBytes(async (context, { share, token, viewer, actor }, reload) => {
  requireZip(share)
  return sendKit(context, {
    ...{ viewer, actor },
    source: async () => ({ source: 'share', title: share.title, ids: () => assetIdsOfShare(context.db, share) }),
    reload: async (db, now) => {
      requireZip(await findShareByToken(db, token))
      return reload(db, now)
    },
  })
})

function requireZip(share: Share): void {
  if (!share.zipAllowed) throw new DomainError('access.refused', { reason: 'rendition' })
}
