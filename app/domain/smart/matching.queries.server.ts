import { type RawBuilder, sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import type { Rule, RuleSort } from '~/domain/collections/smart-collection'
import { conditionsOf } from '~/domain/search/conditions.queries.server'
import { parseQuery } from '~/domain/search/query/parse'
import { dbNow, type Tx } from '~/platform/db.server'
import { refusedTerm } from './rule'

/** Nobody's documents are those of outsiders. */
const OUTSIDER = { kind: 'nobody' } as const

/**
 * Returns SQL for what belongs to a smart collection by its rule, as a table of `asset_id` and `sort_key`; of `only`, no others.
 * It is found by the documents for outsiders of the version that the collection delivers, whoever sees it: what an unapproved
 * version or a draft says moves nothing into it. Embargo, expiry and holds are no part of it, since every request asks for them.
 */
export async function matchingAssets(
  trx: Tx,
  collectionId: string,
  rule: Rule,
  only?: readonly string[],
): Promise<RawBuilder<unknown>> {
  const scope: ViewScope = { db: trx, viewer: OUTSIDER, now: await dbNow(trx) }
  const query = parseQuery(rule.query)
  const { lexemes, others } = await conditionsOf(scope, query)
  // Stored by a release that allowed it.
  if (refusedTerm(query) !== undefined) others.push(sql`false`)
  const asked = lexemes === undefined ? undefined : sql`${lexemes}::tsquery`
  const matching = asked ? sql`d.lexemes @@ ${asked}` : sql`true`
  const documents = only
    ? sql`unnest(${only}::uuid[]) as changed(id) join search_document d on d.asset_id = changed.id and d.is_public`
    : sql`search_document d`
  const where = others.length > 0 ? sql.join(others, sql` and `) : sql`true`
  return sql`select asset.id as asset_id, ${sortKey(rule.sort, asked)} as sort_key
    from (select d.* from ${documents} where d.is_public and ${matching}) as document
    join asset on asset.id = document.asset_id
    left join collection_asset item on item.collection_id = ${collectionId} and item.asset_id = asset.id
    join asset_version version on version.id = coalesce(item.pinned_version_id, asset.approved_version_id)
      and version.id = document.version_id
    where ${where} and not exists (select 1 from collection_exclusion x
      where x.collection_id = ${collectionId} and x.asset_id = asset.id)`
}

/** Weights of stems, texts, names and keywords, and titles, as the search has them. */
const WEIGHTS = '{0.1,0.3,0.7,1.0}'

/** SQL for a text by which documents are sorted: numbers have as many digits each, the greatest as the smallest text. */
function sortKey(sort: RuleSort, asked: RawBuilder<unknown> | undefined): RawBuilder<string> {
  if (sort === 'name') return sql<string>`document.name`
  if (sort === 'relevance' && asked)
    return sql<string>`to_char(1 - ts_rank(${WEIGHTS}::float4[], document.lexemes, ${asked}, 1), 'FM0.0000000000')`
  return sql<string>`lpad((10000000000000000 - (extract(epoch from document.created_at) * 1000000)::bigint)::text, 17, '0')`
}
