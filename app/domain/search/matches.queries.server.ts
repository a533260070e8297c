import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import type { RelationKind } from '~/domain/relations/relation'
import { isId } from '~/platform/ids.server'
import { stateIs } from './field-conditions.server'
import type { LibraryFilter } from './library-filter'

/** SQL on `asset`: whether a rendition of the current version failed. */
export const problem = sql<SqlBool>`exists (select 1 from rendition r
  where r.version_id = asset.current_version_id and r.state = 'failed')`

/** Returns a filter as SQL for a query with `asset` in scope, and as `version` the one that the viewer sees. */
export function matches(filter: LibraryFilter, viewer: Viewer, now: Date): RawBuilder<SqlBool> {
  const parts: RawBuilder<SqlBool>[] = []
  if (filter.kind) parts.push(sql`version.kind = ${filter.kind}`)
  if (filter.problem) parts.push(problem)
  if (filter.picture) parts.push(sql`version.unpreviewable_reason is null`)
  if (filter.state) parts.push(stateIs(filter.state, viewer, now))
  if (filter.selection) parts.push(selected(filter.selection, viewer))
  if (filter.related) parts.push(related(filter.related, viewer))
  if (filter.outside)
    parts.push(sql`not exists (select 1 from collection_asset ca
      where ca.collection_id = ${filter.outside} and ca.asset_id = asset.id)`)
  if (filter.folder) parts.push(inFolder(filter.folder))
  return sql`(${sql.join([sql`true`, ...parts], sql` and `)})`
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
