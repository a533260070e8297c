import { themeStylesheet } from '~/domain/portals/portals.queries.server'
import { bytesFor } from '~/http/byte-route.server'
import { DomainError } from '~/platform/errors'

/** Named by its hash, so it may be kept for ever; it holds colours and nothing else. */
export const loader = bytesFor(async ({ db, params }) => {
  const hash = /^([0-9a-z]+)\.css$/i.exec(params.file ?? '')?.[1]
  const css = hash && params.portal ? await themeStylesheet(db, params.portal, hash) : undefined
  if (css === undefined) throw new DomainError('page.unknown')
  return new Response(css, {
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
  })
})
