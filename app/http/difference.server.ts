import { findComparisonPicture } from '~/domain/comparisons/comparisons.queries.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { objectBytes, sendBody } from './body.server'
import { bytesFor } from './byte-route.server'
import { requireRole, staffNow } from './context.server'

/**
 * A byte route of the picture of pixels that differ between two versions, `:older` and `:newer`, for editors, who alone see
 * versions that are not approved. Throws `rendition.unknown` when there is none.
 */
export const differenceBytes = () =>
  bytesFor(async (context) => {
    requireRole(context, 'editor')
    const { db, services, params, sessionId } = context
    const pair = { olderId: params.older ?? '', newerId: params.newer ?? '' }
    const find = () => (isId(pair.olderId) && isId(pair.newerId) ? findComparisonPicture(db, pair) : undefined)
    const picture = await find()
    if (!picture) throw new DomainError('rendition.unknown')
    return sendBody(context, {
      ...objectBytes(services.storage, picture),
      ...{ fileName: 'difference.png', disposition: 'inline' },
      watched: {
        key: `session ${sessionId} ${picture.objectKey}`,
        isRight: async () => {
          const viewer = await staffNow(context)
          return viewer.kind === 'staff' && (await find()) !== undefined
        },
      },
    })
  })
