import { findPictureSearch } from '~/domain/search/picture-search.queries.server'
import { DomainError } from '~/platform/errors'
import { bytesFor } from './byte-route.server'
import { requireRole } from './context.server'

/** A byte route of a picture that the person searches by; of those of others, and of forgotten ones, there is none. */
export const searchedPictureBytes = () =>
  bytesFor(async (context) => {
    requireRole(context, 'viewer')
    const { db, viewer, params, request } = context
    const found = await findPictureSearch({ db, viewer }, params.search ?? '')
    if (!found?.picture) throw new DomainError('rendition.unknown')
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(found.picture), {
      headers: {
        ...{ 'content-type': 'image/webp', 'content-length': String(found.picture.length) },
        ...{ 'cache-control': 'private, no-store', 'content-security-policy': "sandbox; default-src 'none'" },
      },
    })
  })
