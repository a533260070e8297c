import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { isId } from '~/platform/ids.server'

export const LIBRARY_STATES = ['draft', 'in_review', 'changes_asked', 'approved', 'embargo', 'expired'] as const
export type LibraryState = (typeof LIBRARY_STATES)[number]

export interface LibraryFilter {
  /** Words to find in titles, keywords, credits, file names and folders; every one must be there. */
  q?: string
  state?: LibraryState
  kind?: string
  /** Only assets whose pictures could not be made. */
  problem?: boolean
  /** Only assets that are shown as a picture, or will be once it is made. */
  picture?: boolean
  /** Id of a stored selection of the viewer: only what it holds. */
  selection?: string
  /** Only assets that are not in this collection. */
  outside?: string
}

/** Whether a picture of the current version failed, as SQL. */
export const problem = sql<SqlBool>`exists (select 1 from rendition r
  where r.version_id = asset.current_version_id and r.state = 'failed')`

/** A filter as a condition on a query that has `asset`, and `version` as the one the viewer is shown, in scope. */
export function matches(filter: LibraryFilter, viewer: Viewer, now: Date): RawBuilder<SqlBool> {
  const texts = (filter.q ?? '').normalize('NFC').split(/\s+/).filter(Boolean).slice(0, 10)
  const parts = texts.map((word) => says(word, viewer))
  if (filter.kind) parts.push(sql`version.kind = ${filter.kind}`)
  if (filter.problem) parts.push(problem)
  if (filter.picture) parts.push(sql`version.unpreviewable_reason is null`)
  if (filter.state) parts.push(stateIs(filter.state, now))
  if (filter.selection) parts.push(selected(filter.selection, viewer))
  if (filter.outside)
    parts.push(sql`not exists (select 1 from collection_asset ca
      where ca.collection_id = ${filter.outside} and ca.asset_id = asset.id)`)
  return sql`(${sql.join([sql`true`, ...parts], sql` and `)})`
}

/** Names under which unapproved versions arrived are found by those alone who may see such versions. */
function says(word: string, viewer: Viewer): RawBuilder<SqlBool> {
  const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  const sources = curates(viewer)
    ? sql`or exists (select 1 from asset_source s where s.asset_id = asset.id
        and (s.file_name ilike ${like} or s.path ilike ${like}))`
    : sql``
  return sql`(version.file_name ilike ${like} or asset.source_path ilike ${like}
    or exists (select 1 from unnest(asset.keywords) k where k ilike ${like})
    or exists (select 1 from asset_text t where t.asset_id = asset.id and t.field in ('title', 'description')
      and t.value ilike ${like})
    or exists (select 1 from asset_rights r where r.asset_id = asset.id and (r.creator ilike ${like}
      or r.credit_line ilike ${like} or r.copyright_notice ilike ${like})) ${sources})`
}

const selected = (selection: string, viewer: Viewer): RawBuilder<SqlBool> =>
  viewer.kind === 'staff' && isId(selection)
    ? sql`asset.id in (select unnest(s.asset_ids) from selection s
        where s.id = ${selection} and s.person_id = ${viewer.personId})`
    : sql`false`

function stateIs(state: LibraryState, now: Date): RawBuilder<SqlBool> {
  const rights = (condition: RawBuilder<SqlBool>) =>
    sql<SqlBool>`exists (select 1 from asset_rights r where r.asset_id = asset.id and ${condition})`
  if (state === 'embargo')
    return sql`(asset.approved_version_id is not null and ${rights(sql`r.embargo_until > ${now}`)})`
  if (state === 'expired')
    return sql`(asset.approved_version_id is not null and ${rights(sql`r.expires_at <= ${now}`)})`
  return sql`version.state = ${state}`
}
