import { accessRefused } from '~/domain/access/disclosure'
import { parseQuery } from '~/domain/search/query/parse'
import { writeQuery } from '~/domain/search/query/write'
import { searchWithin } from '~/domain/search/search-within.queries.server'
import type { Share } from '~/domain/shares/share'
import { assetIdsOfShare, findShareByToken } from '~/domain/shares/shares.queries.server'
import { shareBytes } from '~/http/byte-route.server'
import type { Context } from '~/http/context.server'
import { sendKit } from '~/http/download.server'
import type { ShareVisit } from '~/http/visitors.server'

export const loader = shareBytes(async (context, holder) => {
  const { share, token } = holder
  requireZip(share)
  const viewerNow = async () => {
    requireZip(await findShareByToken(context.db, token))
    return holder.viewerNow()
  }
  const source = { title: share.title, ...kitSource(context, holder) }
  return sendKit(context, { ...holder, viewerNow }, async () => source)
})

/** All files of the share, of which some may be chosen; or what a search of it finds. */
function kitSource({ db, url, now }: Context, { share, viewer }: ShareVisit) {
  const q = url.searchParams.get('q')?.trim()
  if (!q || url.searchParams.has('asset')) return { source: 'share', ids: () => assetIdsOfShare(db, share) }
  const query = parseQuery(q)
  const ids = async () => (await searchWithin({ db, viewer, now }, query)).hits
  return { source: `share search ${writeQuery(query)}`, ids }
}

function requireZip(share: Share): void {
  if (!share.zipAllowed) throw accessRefused('rendition')
}
