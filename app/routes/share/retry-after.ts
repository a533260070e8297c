import type { HeadersFunction } from '@remix-run/node'

/** Lets a page say when to come again: the framework passes on no header of a loader or action but cookies. */
export const headers: HeadersFunction = ({ loaderHeaders, actionHeaders }): HeadersInit => {
  const seconds = actionHeaders.get('retry-after') ?? loaderHeaders.get('retry-after')
  return seconds ? { 'retry-after': seconds } : {}
}
