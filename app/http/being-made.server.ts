import { DomainError } from '~/platform/errors'
import type { Context } from './context.server'

/** Seconds after which a page without scripts looks again. */
const REFRESH_SECONDS = 2

/** The page that a person goes back to: that of the file when it says so, else the one above. */
export const backTo = ({ request, url }: Context): string | undefined => {
  const referrer = request.headers.get('referer') ?? ''
  const from = URL.canParse(referrer) ? new URL(referrer) : undefined
  return from && from.host === url.host && from.pathname !== url.pathname ? from.pathname : undefined
}

/** The page that looks again does not try again what fails meanwhile. */
export function beingMade(context: Context): DomainError {
  const query = new URLSearchParams(context.url.searchParams)
  query.delete('again')
  const refresh = { seconds: REFRESH_SECONDS, url: [context.url.pathname, query].filter(String).join('?') }
  return new DomainError('rendition.being_made', { refresh, back: backTo(context) })
}
