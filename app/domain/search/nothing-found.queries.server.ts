import type { ViewScope } from '~/domain/access/access'
import { foundNear, isFound, wordOf } from './did-you-mean.queries.server'
import { countHits, type Total } from './facets.queries.server'
import { planSearch, runPlan } from './hits.queries.server'
import { parseQuery } from './query/parse'
import type { Query } from './query/query'
import { withoutTerm, writeQuery } from './query/write'

/** What may help after a search that found nothing. */
export interface NothingFound {
  /** The query without one of its terms, with what it finds. */
  without: ({ term: string; q: string } & Total)[]
  /** Words like one that was typed, by which something is found, each in its place in the query. */
  near: { word: string; q: string }[]
}

/** Terms of which one may be left out; a longer query is a text. */
const MOST_TERMS = 6
const MOST_NEAR = 5

/** Returns which parts of a query stand in the way, and which words are near. All of it is of what the viewer sees. */
export async function nothingFound(scope: ViewScope, query: Query): Promise<NothingFound> {
  const { terms } = query
  if (terms.length > MOST_TERMS) return { without: [], near: [] }
  const without = await Promise.all(
    terms.map(async ({ raw }, position) => {
      const rest = withoutTerm(query, position)
      return { term: raw, q: writeQuery(rest), ...(rest.terms.length > 0 ? await totalOf(scope, rest) : NONE) }
    }),
  )
  return { without: without.filter(({ count }) => count > 0), near: await nearOf(scope, query) }
}

const NONE: Total = { count: 0, isMore: false }

async function totalOf(scope: ViewScope, query: Query): Promise<Total> {
  const plan = await planSearch(scope, { query, filter: {}, sort: 'newest' })
  return runPlan(scope.db, plan, (db) => countHits({ db }, plan))
}

async function nearOf(scope: ViewScope, { terms }: Query): Promise<NothingFound['near']> {
  const found = await Promise.all(
    terms.map(async (term, position) => {
      const typed = wordOf(term)
      // A word by which something is found was not mistyped.
      if (typed === undefined || (await isFound(scope, { terms: [term] }))) return []
      const near = await foundNear(scope, typed, MOST_NEAR)
      return near.map((word) => {
        const replaced = terms.flatMap((each, index) =>
          index === position ? parseQuery(each.raw.replace(typed, word)).terms : [each],
        )
        return { word, q: writeQuery({ terms: replaced }) }
      })
    }),
  )
  return found.flat().slice(0, MOST_NEAR)
}
