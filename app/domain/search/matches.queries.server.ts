import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { FIELD_ID } from '~/domain/metadata/built-in'
import type { RelationKind } from '~/domain/relations/relation'
import { isId } from '~/platform/ids.server'

export const LIBRARY_STATES = ['draft', 'in_review', 'changes_asked', 'approved', 'embargo', 'expired'] as const
export type LibraryState = (typeof LIBRARY_STATES)[number]

export interface LibraryFilter {
  /** Words to find in titles, keywords, credits, file names and folders; all of them must match. */
  q?: string
  state?: LibraryState
  kind?: string
  /** Only assets with renditions that failed. */
  problem?: boolean
  /** Only assets that have a preview picture or will have one. */
  picture?: boolean
  /** Id of a stored selection of the viewer: only assets in it. */
  selection?: string
  /** Only assets that have a relation of this kind, in either direction; for those who may see all assets. */
  related?: RelationKind
  /** Only assets that are not in this collection. */
  outside?: string
  /** Only assets in this folder or below it; `none` for those in no folder. */
  folder?: string
}

/** SQL on `asset`: whether a rendition of the current version failed. */
export const problem = sql<SqlBool>`exists (select 1 from rendition r
  where r.version_id = asset.current_version_id and r.state = 'failed')`

/** Returns a filter as SQL for a query with `asset` in scope, and as `version` the one that the viewer sees. */
export function matches(filter: LibraryFilter, viewer: Viewer, now: Date): RawBuilder<SqlBool> {
  const texts = (filter.q ?? '').normalize('NFC').split(/\s+/).filter(Boolean).slice(0, 10)
  const parts = texts.map((word) => says(word, viewer))
  if (filter.kind) parts.push(sql`version.kind = ${filter.kind}`)
  if (filter.problem) parts.push(problem)
  if (filter.picture) parts.push(sql`version.unpreviewable_reason is null`)
  if (filter.state) parts.push(stateIs(filter.state, now))
  if (filter.selection) parts.push(selected(filter.selection, viewer))
  if (filter.related) parts.push(related(filter.related, viewer))
  if (filter.outside)
    parts.push(sql`not exists (select 1 from collection_asset ca
      where ca.collection_id = ${filter.outside} and ca.asset_id = asset.id)`)
  if (filter.folder) parts.push(inFolder(filter.folder))
  return sql`(${sql.join([sql`true`, ...parts], sql` and `)})`
}

const SEARCHED = [
  ...[FIELD_ID.title, FIELD_ID.description, FIELD_ID.keywords],
  ...[FIELD_ID.creator, FIELD_ID.credit_line, FIELD_ID.copyright_notice],
].map((id) => sql.lit(id))

/** The names under which other versions were uploaded are searched only for those who may see unapproved versions. */
function says(word: string, viewer: Viewer): RawBuilder<SqlBool> {
  const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  const sources = curates(viewer)
    ? sql`or exists (select 1 from asset_source s where s.asset_id = asset.id
        and (s.file_name ilike ${like} or s.path ilike ${like}))`
    : sql``
  return sql`(version.file_name ilike ${like} or asset.source_path ilike ${like}
    or exists (select 1 from metadata_value t where t.asset_id = asset.id and t.field_id in (${sql.join(SEARCHED)})
      and t.text ilike ${like}) ${sources})`
}

const inFolder = (folder: string): RawBuilder<SqlBool> => {
  if (folder === 'none') return sql`asset.folder_id is null`
  if (!isId(folder)) return sql`false`
  return sql`asset.folder_id in (with recursive down as (
    select id from folder where id = ${folder}
    union select f.id from folder f join down on f.parent_id = down.id) select id from down)`
}

const selected = (selection: string, viewer: Viewer): RawBuilder<SqlBool> =>
  viewer.kind === 'staff' && isId(selection)
    ? sql`asset.id in (select unnest(s.asset_ids) from selection s
        where s.id = ${selection} and s.person_id = ${viewer.personId})`
    : sql`false`

/** Assets in the bin count as no relation. */
const related = (kind: RelationKind, viewer: Viewer): RawBuilder<SqlBool> =>
  curates(viewer)
    ? sql`exists (select 1 from asset_relation r join asset other on other.deleted_at is null
        and other.id = case when r.from_id = asset.id then r.to_id else r.from_id end
        where r.kind = ${kind} and asset.id in (r.from_id, r.to_id))`
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
