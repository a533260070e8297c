import { type RawBuilder, sql } from 'kysely'
import type { Localized } from './language'

/** Where the texts of rows stand: table `<owner>_text`, one row for each field and language. */
type Owner = 'brief' | 'collection' | 'portal'

/**
 * Returns SQL for a text of a row of `owner` in the language it was written in, or else in the first there is; null when it has
 * none. `owner` must be in scope under its own name.
 */
export const sourceText = (owner: Owner, field: string): RawBuilder<string | null> =>
  sql<string | null>`(select t.value from ${sql.table(`${owner}_text`)} t
    where ${sql.ref(`t.${owner}_id`)} = ${sql.ref(`${owner}.id`)} and t.field = ${field}
    order by t.locale = ${sql.ref(`${owner}.source_locale`)} desc, t.locale limit 1)`

/**
 * Returns SQL for a text of a row of `owner` in every language, by BCP 47 tag; `{}` when it has none. `owner` must be in
 * scope under its own name. With `statuses` only texts of these.
 */
export function localized(owner: Owner, field: string, statuses?: readonly string[]): RawBuilder<Localized> {
  const ofStatus = statuses ? sql` and t.status = any(${statuses}::text[])` : sql``
  return sql<Localized>`coalesce((select jsonb_object_agg(t.locale, t.value) from ${sql.table(`${owner}_text`)} t
    where ${sql.ref(`t.${owner}_id`)} = ${sql.ref(`${owner}.id`)} and t.field = ${field}${ofStatus}), '{}')`
}
