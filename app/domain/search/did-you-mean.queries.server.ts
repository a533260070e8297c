import { type RawBuilder, sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { planSearch, runPlan, withTables } from './hits.queries.server'
import { closest, differing } from './nearest-word'
import { isLikeCode, piecesOf } from './pieces'
import { parseQuery } from './query/parse'
import { EMPTY, type Query, type Term } from './query/query'

/** Shortest word that may be a mistyped one. */
const SHORTEST = 4
/** Words that are compared letter by letter, the most alike in threes of letters first. */
const MOST_COMPARED = 40

/**
 * Returns a query in which words that nothing is found by are replaced by the closest word of what the viewer sees; undefined when
 * there is nothing to replace.
 */
export async function didYouMean(scope: ViewScope, query: Query): Promise<Query | undefined> {
  const replaced = await Promise.all(query.terms.map((term) => replacement(scope, term)))
  if (!replaced.some(Boolean)) return undefined
  const terms = query.terms.flatMap((term, index) => {
    const word = replaced[index]
    return word === undefined ? [term] : parseQuery(term.raw.replace(wordOf(term) ?? '', word)).terms
  })
  return { terms }
}

/** The one word of a term that may be mistyped, as it was typed. */
export function wordOf(term: Term): string | undefined {
  if (term.type !== 'text' || term.isNot) return undefined
  const [piece, ...others] = piecesOf(term.text)
  return piece && others.length === 0 && piece.length >= SHORTEST && !isLikeCode(piece) ? term.text : undefined
}

async function replacement(scope: ViewScope, term: Term): Promise<string | undefined> {
  const [typed = ''] = piecesOf(wordOf(term) ?? '')
  if (!typed || (await isFound(scope, { terms: [term] }))) return undefined
  return closest(typed, await vocabularyNear(scope, typed))
}

/** Returns words like one that was typed by which the viewer finds something, the likest first. */
export async function foundNear(scope: ViewScope, typed: string, most: number): Promise<string[]> {
  const [piece = ''] = piecesOf(typed)
  const near = await vocabularyNear(scope, piece)
  return near
    .filter((word) => word !== piece)
    .map((word) => ({ word, distance: differing(piece, word) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ word }) => word)
}

/** Whether the viewer finds anything by a query. */
export async function isFound(scope: ViewScope, query: Query): Promise<boolean> {
  const plan = await planSearch(scope, { query, filter: {}, sort: 'newest' })
  return runPlan(scope.db, plan, async (db) => {
    const { rows } = await sql`${withTables(plan)} select 1 from ${plan.hits} limit 1`.execute(db)
    return rows.length > 0
  })
}

/**
 * Returns words like one that was typed which the viewer finds something by, the likest first. For those who see every asset,
 * of words that are alike the commoner first; for others only what they see counts, so words are tried one after the other.
 */
async function vocabularyNear(scope: ViewScope, typed: string): Promise<string[]> {
  const isForAll = curates(scope.viewer)
  const candidates = sql`(select word, frequency from search_word where word % unaccent(${typed}) and frequency > 0
    order by similarity(word, unaccent(${typed})) desc, ${isForAll ? sql`frequency desc,` : sql``} word) as alike`
  const where = isForAll ? sql`true` : await somethingHas(scope)
  const { rows } = await sql<{
    word: string
  }>`select word from ${candidates} where ${where} limit ${MOST_COMPARED}`.execute(scope.db)
  return rows.map(({ word }) => word)
}

/** SQL on `alike`: whether the viewer sees an asset that has the word. */
async function somethingHas(scope: ViewScope): Promise<RawBuilder<unknown>> {
  const { open } = await planSearch(scope, { query: EMPTY, filter: {}, sort: 'newest' })
  return sql`exists (select 1 from ${open(true)} and document.lexemes @@ ('''' || alike.word || '''')::tsquery)`
}
