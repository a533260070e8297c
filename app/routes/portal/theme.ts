import { themeStylesheet } from '~/domain/portals/portals.queries.server'
import { bytesFor } from '~/http/byte-route.server'
import { DomainError } from '~/platform/errors'

/**
 * Serves a portal's stylesheet. Its URL contains its hash, so it is cached without expiry. Public, as it holds only
 * colours.
 */
export const loader = bytesFor(async ({ db, params }) => {
  const hash = /^([0-9a-z]+)\.css$/i.exec(params.file ?? '')?.[1]
  const css = hash && params.portal ? await themeStylesheet(db, params.portal, hash) : undefined
  if (css === undefined) throw new DomainError('page.unknown')
  return new Response(css, {
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
  })
})
