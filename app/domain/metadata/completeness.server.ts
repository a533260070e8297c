import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { ANY, type Need, SOURCE } from './completeness'
import { isRequiredByTemplate } from './required-by-template.server'

/** SQL on `asset`: whether it should say something and does not; the same as `isMissing`. */
export function lacks({ kinds, fieldIds, locale, isTranslation, isOfTemplate }: Need): RawBuilder<SqlBool> {
  const ids = sql.join(fieldIds.map((id) => sql.lit(id)))
  const said = sql`select 1 from metadata_value v where v.asset_id = asset.id and v.field_id in (${ids})`
  const parts = [sql<SqlBool>`not exists (${said} and ${inLocale(locale)})`]
  if (isTranslation) parts.unshift(sql`exists (${said})`)
  if (isOfTemplate)
    parts.unshift(
      sql`(${sql.join(
        fieldIds.map((id) => isRequiredByTemplate(sql.ref('asset.id'), sql.lit(id))),
        sql` or `,
      )})`,
    )
  if (kinds) parts.unshift(sql`asset.kind in (${sql.join(kinds)})`)
  return sql`(${sql.join(parts, sql` and `)})`
}

function inLocale(locale: Need['locale']): RawBuilder<SqlBool> {
  if (locale === ANY) return sql`true`
  if (locale === SOURCE) return sql`v.locale = asset.source_locale`
  return sql`(v.locale = ${locale} and v.status <> 'draft')`
}

/** SQL on `asset`: whether any of the needs is not met; false without needs. */
export const lacksAny = (needs: readonly Need[]): RawBuilder<SqlBool> =>
  needs.length === 0 ? sql`false` : sql`(${sql.join(needs.map(lacks), sql` or `)})`
