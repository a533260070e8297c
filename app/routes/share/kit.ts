import { accessRefused } from '~/domain/access/disclosure'
import type { Share } from '~/domain/shares/share'
import { assetIdsOfShare, findShareByToken } from '~/domain/shares/shares.queries.server'
import { shareBytes } from '~/http/byte-route.server'
import { sendKit } from '~/http/download.server'

export const loader = shareBytes(async (context, holder) => {
  const { share, token } = holder
  requireZip(share)
  const viewerNow = async () => {
    requireZip(await findShareByToken(context.db, token))
    return holder.viewerNow()
  }
  const source = { source: 'share', title: share.title, ids: () => assetIdsOfShare(context.db, share) }
  return sendKit(context, { ...holder, viewerNow }, async () => source)
})

function requireZip(share: Share): void {
  if (!share.zipAllowed) throw accessRefused('rendition')
}
