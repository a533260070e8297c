import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { deliveredVersion } from '~/domain/access/pinned-version.server'
import { visibleIn } from '~/domain/access/visible-to.server'
import { shownVersion } from '~/domain/delivery/staff-assets.queries.server'
import type { Db } from '~/platform/db.server'
import { audienceOf, hasSmallAudience } from './audience.queries.server'
import { conditionsOf, readsPublic } from './conditions.queries.server'
import type { LibraryFilter } from './library-filter'
import { matches } from './matches.queries.server'
import { PLAN_LIMITS } from './plan-limits'
import type { Query } from './query/query'
import type { Sort } from './sort'

/** A search that was planned: SQL for its hits, and how it is run. */
export interface Plan {
  /** SQL for a table that is made first, of documents or of where they are; see `withTables`. */
  table: RawBuilder<unknown> | undefined
  /** SQL after `from`, with `asset`, `version` and `document` in scope, whose columns are null for assets without one. */
  hits: RawBuilder<unknown>
  /** A tsquery, as SQL; undefined when there are no words to be ranked by. */
  lexemes: RawBuilder<unknown> | undefined
  /** Whether the index of the newest is read instead of that of words. */
  isNewestFirst: boolean
  /** SQL of a hit's id, and of when its asset was made: of the table that the newest are read of. */
  id: RawBuilder<unknown>
  created: RawBuilder<unknown>
  /** SQL after `from` for assets of which nothing is asked; only those that the viewer sees, if that is asked. */
  open: (isVisible: boolean) => RawBuilder<unknown>
}

/** Plans a search for a viewer. The plan decides how fast hits are found, never which. */
export async function planSearch(
  scope: ViewScope,
  { query, filter, sort }: { query: Query; filter: LibraryFilter; sort: Sort },
): Promise<Plan> {
  const { viewer, now } = scope
  const { lexemes, frequency, others, needsDocument } = await conditionsOf(scope, query)
  const asked = lexemes === undefined ? undefined : sql`${lexemes}::tsquery`
  const isOfFew = await hasSmallAudience(scope, frequency)
  const isCommon = frequency >= PLAN_LIMITS.commonWord
  const isNewestFirst = asked !== undefined && isCommon && !isOfFew && sort !== 'used' && sort !== 'expiring'
  const isVisible = visibleIn(viewer, now, { probes: !isOfFew })
  const narrowed = sql.join([matches(filter, viewer, now), ...others], sql` and `)
  const anyAsset = sql`asset ${versionOf(viewer)} left join search_document document on ${ofAsset(viewer)}`
  const planned = {
    ...{ table: undefined, lexemes: asked, isNewestFirst },
    open: (seen: boolean) => sql`${anyAsset} where ${seen ? isVisible : sql`true`}`,
  }
  if (!needsDocument)
    return {
      ...planned,
      hits: sql`${anyAsset} where ${isVisible} and ${narrowed}`,
      id: sql`asset.id`,
      created: sql`asset.created_at`,
    }
  // What was found is looked up one by one: PostgreSQL would read all assets and versions for some hundreds.
  const joined = asked === undefined && !isOfFew ? plainly : lookedUp
  // As one value, of which PostgreSQL expects that it is true for one of two. Of each condition by itself it expects so, too, and of
  // all that nearly none holds: then it reads all that matches, and all rights for each.
  const hits = isPublic(viewer)
    ? sql`${joined('asset', sql`document.asset_id`)} ${joined('version', sql`document.version_id`)}
        where coalesce(document.version_id = ${versionId(viewer)} and ${isVisible}, false) and ${narrowed}`
    : sql`${joined('asset', sql`document.asset_id`)} ${joined('version', versionId(viewer))} where ${isVisible} and ${narrowed}`
  const ofDocument = { id: sql`document.asset_id`, created: sql`document.created_at` }
  const audience = isOfFew ? audienceOf(viewer) : undefined
  // Of few assets the documents are looked up one by one.
  if (audience)
    return {
      ...{ ...planned, ...ofDocument, hits: sql`document ${hits}` },
      table: sql`document as materialized (select found.* from ${audience} as contained
        cross join lateral (select d.* from search_document d where d.asset_id = contained.asset_id and d.is_public
          and ${asked === undefined ? sql`true` : sql`d.lexemes @@ ${asked}`} offset 0) as found)`,
    }
  const documents = sql`(select * from search_document where ${rowsOf(viewer)}`
  if (asked === undefined) return { ...planned, ...ofDocument, hits: sql`${documents}) as document ${hits}` }
  if (isNewestFirst)
    return { ...planned, ...ofDocument, hits: sql`${documents} and lexemes @@ ${asked}) as document ${hits}` }
  // Only where the documents are, the newest first: rights are asked, and documents read, of as many as are needed.
  return {
    ...{ ...planned, id: sql`found.asset_id`, created: sql`found.created_at` },
    table: sql`found as materialized (select asset_id, version_id, created_at from search_document
      where ${rowsOf(viewer)} and lexemes @@ ${asked} order by created_at desc, asset_id desc)`,
    hits: sql`found cross join lateral (select * from search_document d where d.asset_id = found.asset_id
      and d.version_id = found.version_id and ${rowsOf(viewer)} offset 0) as document ${hits}`,
  }
}

const isPublic = readsPublic

// Written out, not as a parameter: the indexes of words are partial.
const rowsOf = (viewer: Viewer): RawBuilder<SqlBool> => (isPublic(viewer) ? sql`is_public` : sql`not is_public`)

const ofAsset = (viewer: Viewer): RawBuilder<SqlBool> =>
  isPublic(viewer)
    ? sql`document.asset_id = asset.id and document.is_public and document.version_id = version.id`
    : sql`document.asset_id = asset.id and not document.is_public`

const versionId = (viewer: Viewer): RawBuilder<unknown> =>
  viewer.kind === 'staff' ? sql.ref(shownVersion(viewer)) : deliveredVersion(viewer)

const TABLES = { asset: sql.table('asset'), version: sql.table('asset_version') }
type Joined = (name: keyof typeof TABLES, id: RawBuilder<unknown>) => RawBuilder<unknown>

const plainly: Joined = (name, id) => sql`join ${TABLES[name]} ${sql.ref(name)} on ${sql.ref(name)}.id = ${id}`

const versionOf = (viewer: Viewer): RawBuilder<unknown> => plainly('version', versionId(viewer))

/** A subquery with an offset is not joined in another way. */
const lookedUp: Joined = (name, id) =>
  sql`cross join lateral (select * from ${TABLES[name]} each where each.id = ${id} offset 0) as ${sql.ref(name)}`

/** SQL before `select` for the tables of a plan, and more that may be made of its hits. */
export function withTables({ table }: Plan, more?: RawBuilder<unknown>): RawBuilder<unknown> {
  const tables = [table, more].filter((each) => each !== undefined)
  return tables.length > 0 ? sql`with ${sql.join(tables)}` : sql``
}

/** What PostgreSQL would choose instead of the index of the newest. */
const OTHER_WAYS = ['enable_bitmapscan', 'enable_seqscan', 'enable_sort', 'enable_incremental_sort'].map((name) =>
  sql.lit(name),
)
const allow = (on: boolean) =>
  sql`select ${sql.join(OTHER_WAYS.map((name) => sql`set_config(${name}, ${on ? 'on' : 'off'}, true)`))}`

/** Runs statements of a plan: those that are to read the newest first without the ways that PostgreSQL would choose. */
export function runPlan<T>(db: Db, { isNewestFirst }: Plan, work: (db: Db) => Promise<T>): Promise<T> {
  if (!isNewestFirst) return work(db)
  const run = async (trx: Db) => {
    await allow(false).execute(trx)
    const result = await work(trx)
    await allow(true).execute(trx)
    return result
  }
  return db.isTransaction ? run(db) : db.transaction().execute(run)
}
