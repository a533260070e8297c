import { type RawBuilder, sql } from 'kysely'
import { mayRestoreAll } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { textFor } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'
import { BIN_DAYS, type BinKind } from './bin'

/** One thing in the bin. */
export interface BinItem {
  kind: BinKind
  id: string
  name: string
  deletedAt: Date
  deletedByName: string | null
  /** Days until it is deleted permanently, rounded up: 1 on its last day, 0 when its time is over. */
  daysLeft: number
}

export const BIN_PAGE = 100

/**
 * Returns one page of the bin, latest deletion first, and one item more when there is a next page. Managers get all items,
 * others those that they deleted.
 */
export async function listBin(db: Db, by: Person, locale: string, page = 1): Promise<BinItem[]> {
  const mine = mayRestoreAll(by) ? sql`true` : sql`item.deleted_by = ${by.id}`
  const { rows } = await sql<BinItem>`
    select item.kind, item.id, item.name, item.deleted_at as "deletedAt", person.name as "deletedByName",
      greatest(0, ceil(extract(epoch from item.deleted_at + make_interval(days => ${BIN_DAYS}) - now()) / 86400))::int as "daysLeft"
    from (${items(locale)}) item left join person on person.id = item.deleted_by
    where ${mine}
    order by item.deleted_at desc, item.id desc
    limit ${BIN_PAGE + 1} offset ${(page - 1) * BIN_PAGE}`.execute(db)
  return rows
}

/** SQL for all items, each named in the reader's language, else in its source language, else in any. */
function items(locale: string): RawBuilder<unknown> {
  const text = (table: string, own: string, field: string) => sql`(select t.value from ${sql.table(table)} t
    where t.${sql.ref(`${own}_id`)} = ${sql.ref(`${own}.id`)} and t.field = ${field}
    order by t.locale = ${locale} desc, t.locale = ${sql.ref(`${own}.source_locale`)} desc, t.locale limit 1)`
  return sql`
    select 'asset' as kind, asset.id, coalesce(${textFor('title', sql`${locale}`)},
      (select v.file_name from asset_version v where v.id = asset.current_version_id)) as name, deleted_at, deleted_by
    from asset where deleted_at is not null
    union all select 'collection', collection.id, coalesce(${text('collection_text', 'collection', 'title')}, slug), deleted_at, deleted_by
    from collection where deleted_at is not null
    union all select 'portal', portal.id, coalesce(${text('portal_text', 'portal', 'name')}, slug), deleted_at, deleted_by
    from portal where deleted_at is not null
    union all select 'share', share.id, title, deleted_at, deleted_by from share where deleted_at is not null`
}
