import { redirect } from '@remix-run/node'
import type { Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { keptFor } from '~/domain/duplicates/merges.queries.server'
import { DomainError } from '~/platform/errors'
import type { Context } from './context.server'

/**
 * Returns the redirect from the address of an asset that was merged to the same address of the one that was kept; undefined when
 * there is none, or when this viewer may not see the kept asset, whose existence the redirect would tell.
 */
export async function redirectToKept({ db, params, url, now }: Context, viewer: Viewer): Promise<Response | undefined> {
  const asked = params.asset
  const kept = await keptFor(db, asked)
  if (!asked || !kept) return undefined
  const decisionOn = await authorize(db, viewer, [kept], now)
  if (!decisionOn('see', kept)?.allowed) return undefined
  const pathname = url.pathname.replace(/\.data$/, '').replace(`/${asked}`, `/${kept}`)
  const query = new URLSearchParams(url.search)
  // Of the merged asset's version, and of Remix's data requests.
  for (const name of ['v', '_routes']) query.delete(name)
  return redirect(query.size > 0 ? `${pathname}?${query}` : pathname, { headers: { 'cache-control': 'no-store' } })
}

/** Runs `work`, and where it finds no such asset throws the redirect to the one that was kept instead, if there is one. */
export async function orRedirectToKept<T>(context: Context, viewer: Viewer, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const isMissing = error instanceof DomainError && ['asset.unknown', 'access.refused'].includes(error.code)
    const moved = isMissing ? await redirectToKept(context, viewer) : undefined
    throw moved ?? error
  }
}
