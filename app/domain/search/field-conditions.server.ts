import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { escapeLike } from '~/platform/like'
import type { RightsState } from './query/fields'
import type { Term } from './query/query'

type FieldTerm = Extract<Term, { type: 'field' }>

/** Days before the end of a licence from which it counts as ending. */
const ENDING_DAYS = 30

/** Returns a term of a field that no document has, as SQL on `asset` and `version`. */
export function fieldCondition(term: FieldTerm, viewer: Viewer, now: Date): RawBuilder<SqlBool> {
  const { value } = term
  switch (term.field) {
    case 'state':
      return stateIs(value, viewer, now)
    case 'rights':
      return rightsAre(value as RightsState, now)
    case 'in':
      return isIn(value, viewer)
    case 'folder':
      return viewer.kind === 'staff' ? inFolderNamed(term) : sql`false`
    case 'file':
      return hasFileName(value, viewer)
    case 'credit':
      return hasCredit(value, viewer)
    default:
      return sql`false`
  }
}

const like = (value: string): string => `%${escapeLike(value)}%`

const CREDITS = [FIELD_ID.creator, FIELD_ID.credit_line, FIELD_ID.copyright_notice].map((id) => sql.lit(id))

const hasCredit = (value: string, viewer: Viewer): RawBuilder<SqlBool> =>
  sql`exists (select 1 from ${sql.table(curates(viewer) ? 'metadata_value' : 'metadata_public_value')} v where v.asset_id = asset.id and v.field_id in (${sql.join(CREDITS)})
    and v.text ilike ${like(value)})`

const hasRights = (condition: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`exists (select 1 from asset_rights r where r.asset_id = asset.id and ${condition})`

/** SQL on `asset` and `version`: the state of the version, or of the rights of an approved asset. What outsiders see is approved. */
export function stateIs(state: string, viewer: Viewer, now: Date): RawBuilder<SqlBool> {
  if (viewer.kind !== 'staff') return state === 'approved' ? sql`true` : sql`false`
  if (state === 'embargo')
    return sql`(asset.approved_version_id is not null and ${hasRights(sql`r.embargo_until > ${now}`)})`
  if (state === 'expired')
    return sql`(asset.approved_version_id is not null and ${hasRights(sql`r.expires_at <= ${now}`)})`
  return sql`version.state = ${state}`
}

const endsSoon = (now: Date) =>
  sql`(r.expires_at > ${now} and r.expires_at <= ${now}::timestamptz + make_interval(days => ${ENDING_DAYS}))`

/** SQL for the state of rights at a time; each asset has one. `r` is its row of `asset_rights`, of nulls when it has none. */
export const rightsStateAt = (
  now: Date,
): RawBuilder<RightsState> => sql<RightsState>`case when r.expires_at <= ${now} then 'expired'
  when r.embargo_until > ${now} then 'embargo' when ${endsSoon(now)} then 'ending' else 'clear' end`

const rightsAre = (state: RightsState, now: Date): RawBuilder<SqlBool> =>
  sql`(select ${rightsStateAt(now)} from (select 1) as one left join asset_rights r on r.asset_id = asset.id) = ${state}`

/** SQL on `collection`, aliased `c`: whether the viewer sees collections by name, and this one. */
export function seesCollection(viewer: Viewer): RawBuilder<SqlBool> {
  if (viewer.kind === 'staff') return sql`c.deleted_at is null`
  if (viewer.kind !== 'visitor') return sql`false`
  return sql`(c.deleted_at is null and exists (select 1 from portal_collection pc
    where pc.portal_id = ${viewer.portalId} and pc.collection_id = c.id))`
}

const isIn = (slug: string, viewer: Viewer): RawBuilder<SqlBool> =>
  sql`exists (select 1 from collection_asset ca join collection c on c.id = ca.collection_id
    where ca.asset_id = asset.id and c.slug = ${slug.toLowerCase()} and ${seesCollection(viewer)})`

const inFolderNamed = ({ value, isPrefix }: FieldTerm): RawBuilder<SqlBool> =>
  sql`asset.folder_id in (with recursive down as (
    select id from folder where ${isPrefix ? sql`starts_with(lower(name), lower(${value}))` : sql`lower(name) = lower(${value})`}
    union select f.id from folder f join down on f.parent_id = down.id) select id from down)`

/** Names of other uploads are those of unapproved files, too. */
const hasFileName = (value: string, viewer: Viewer): RawBuilder<SqlBool> =>
  curates(viewer)
    ? sql`(version.file_name ilike ${like(value)} or exists (select 1 from asset_source s
        where s.asset_id = asset.id and s.file_name ilike ${like(value)}))`
    : sql`version.file_name ilike ${like(value)}`
