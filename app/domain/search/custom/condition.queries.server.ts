import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import type { Db } from '~/platform/db.server'
import { tokenIds } from '../expanded-pieces.queries.server'
import { tokenField } from '../query/fields'
import type { Range } from '../query/ranges'
import { contains, overlaps } from './buckets'
import type { CustomAsked, SearchedField } from './searched-field'
import { SEARCHED_TYPES } from './searched-types'

/**
 * Returns what is asked of a custom field as SQL on `asset`, `version` and `document`. Values are found by the tokens of
 * documents; ranges by the tokens of the parts of the scale that they touch, and then exactly.
 */
export async function customCondition(
  { db, viewer }: Pick<ViewScope, 'db' | 'viewer'>,
  asked: CustomAsked,
): Promise<RawBuilder<SqlBool>> {
  const { field } = asked
  if (asked.by === 'text') return valueWhere(field, viewer, sql`v.text ilike ${like(asked.text)}`)
  if (asked.by === 'range') return inRange(db, field, asked.range, (exact) => valueWhere(field, viewer, exact))
  const name = tokenField(field.key)
  const values = asked.values.map((value) => ({ field: name, value, isPrefix: asked.isPrefix }))
  return hasAny((await tokenIds(db, values)).flat())
}

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** SQL: whether the document has one of some tokens. */
export const hasAny = (ids: readonly number[]): RawBuilder<SqlBool> => {
  if (ids.length === 0) return sql`false`
  return ids.length === 1 ? sql`document.tokens @> ${ids}::int[]` : sql`document.tokens && ${ids}::int[]`
}

/** SQL: whether the asset has a value of the field of which a condition on `v` holds, as far as the viewer may read it. */
function valueWhere(field: SearchedField, viewer: ViewScope['viewer'], condition: RawBuilder<unknown>) {
  const isInside = curates(viewer)
  const hasField = field.kinds === null ? sql`` : sql`and version.kind = any(${field.kinds}::text[])`
  return sql<SqlBool>`exists (select 1 from ${sql.table(isInside ? 'metadata_value' : 'metadata_public_value')} v
    where v.asset_id = asset.id and v.field_id = ${sql.lit(field.id)} and ${condition}
      ${isInside ? sql`` : sql`and v.status <> 'draft'`} ${hasField})`
}

async function inRange(
  db: Db,
  field: SearchedField,
  range: Range,
  where: (exact: RawBuilder<unknown>) => RawBuilder<SqlBool>,
): Promise<RawBuilder<SqlBool>> {
  const { bucketOf } = SEARCHED_TYPES[field.type]
  if (!bucketOf) return sql`false`
  const { rows } = await sql<{ id: number; value: string }>`select id, value from search_token
    where field = ${tokenField(field.key)}`.execute(db)
  const touched = rows
    .map(({ id, value }) => ({ id, bucket: bucketOf(value) }))
    .filter(({ bucket }) => overlaps(range, bucket))
  const tokens = hasAny(touched.map(({ id }) => id))
  if (touched.every(({ bucket }) => contains(range, bucket))) return tokens
  return sql`(${tokens} and ${where(within(field, range))})`
}

/** SQL on `v`: whether its value is in the range. */
function within({ type }: SearchedField, { from, to }: Range): RawBuilder<unknown> {
  const isDate = type === 'date'
  const column = isDate ? sql`v.day` : sql`v.number`
  const end = (value: number) =>
    isDate ? sql`${new Date(value).toISOString().slice(0, 10)}::date` : sql`${value}::float8`
  const parts = [sql`true`]
  if (from !== undefined) parts.push(sql`${column} >= ${end(from)}`)
  if (to !== undefined) parts.push(sql`${column} < ${end(to)}`)
  return sql.join(parts, sql` and `)
}
