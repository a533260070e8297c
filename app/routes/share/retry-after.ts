import type { HeadersFunction } from '@remix-run/node'

/**
 * Returns the `Retry-After` header of a loader or action: of their headers, the framework passes on only cookies by
 * itself.
 */
export const headers: HeadersFunction = ({ loaderHeaders, actionHeaders }): HeadersInit => {
  const seconds = actionHeaders.get('retry-after') ?? loaderHeaders.get('retry-after')
  return seconds ? { 'retry-after': seconds } : {}
}
