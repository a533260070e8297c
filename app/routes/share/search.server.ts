import { nothingFound } from '~/domain/search/nothing-found.queries.server'
import { parseQuery } from '~/domain/search/query/parse'
import { LONGEST_QUERY } from '~/domain/search/query/query'
import { writeQuery } from '~/domain/search/query/write'
import { searchWithin } from '~/domain/search/search-within.queries.server'
import type { Context } from '~/http/context.server'
import { askedPage } from '~/routes/portal/pages'
import { urls } from '~/urls'
import { offeredFacets } from '../search/offered-facets.server'
import { type EnteredShare, enterShare } from './enter-share.server'
import { filesOf, senderOf, termsOf } from './landing.server'

/** Returns what is found in a share, or the share's own state if it is closed or locked. */
export async function foundInShare(context: Context) {
  const entrance = await enterShare(context)
  return entrance.state === 'entered' ? found(context, entrance) : entrance
}

async function found(context: Context, { share, token, viewer, branding }: EnteredShare) {
  const { services, url, locale } = context
  const q = (url.searchParams.get('q') ?? '').slice(0, LONGEST_QUERY)
  const result = await services.cachedContent(viewer, `search ${askedPage(url)} ${locale} ${q}`, async (now) => {
    const query = parseQuery(q)
    const hits = await searchWithin({ db: context.db, viewer, now }, query, locale)
    const searched = hits.didYouMean ?? query
    const base = urls.share.search(token, { q: writeQuery(searched) })
    return {
      q: writeQuery(searched),
      isCorrected: hits.didYouMean !== undefined,
      help: hits.total.count === 0 ? await nothingFound({ db: context.db, viewer, now }, query) : undefined,
      facets: await offeredFacets({ db: context.db, viewer }, { ...hits, query: searched, locale }),
      ...(await filesOf({ ...context, now }, { share, token, viewer, found: hits.hits, base })),
    }
  })
  return {
    ...{ state: 'found' as const, status: 200, locale, branding, token, typed: q },
    share: { ...senderOf(share), ...termsOf(share, token) },
    ...result,
  }
}

export type FoundInShare = Extract<Awaited<ReturnType<typeof foundInShare>>, { state: 'found' }>
