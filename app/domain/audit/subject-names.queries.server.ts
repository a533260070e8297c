import { type RawBuilder, sql } from 'kysely'

const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'

/** Returns SQL for the current name of a subject; null when it no longer exists. `kind` and `id` are SQL of type text. */
export function currentName(kind: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<string | null> {
  const uuid = sql`substring(${id}::text from ${sql.lit(UUID)})::uuid`
  return sql<string | null>`(case ${kind}::text
    when 'asset' then (select coalesce(
        (select t.value from asset_text t where t.asset_id = a.id and t.field = 'title'
          order by t.locale = a.source_locale desc, t.locale limit 1), v.file_name)
      from asset a join asset_version v on v.id = a.current_version_id where a.id = ${uuid})
    when 'collection' then (select coalesce(
        (select t.value from collection_text t where t.collection_id = c.id and t.field = 'title'
          order by t.locale = c.source_locale desc, t.locale limit 1), c.slug)
      from collection c where c.id = ${uuid})
    when 'portal' then (select coalesce(
        (select t.value from portal_text t where t.portal_id = p.id and t.field = 'name'
          order by t.locale = p.source_locale desc, t.locale limit 1), p.slug)
      from portal p where p.id = ${uuid})
    when 'share' then (select s.title from share s where s.id = ${uuid})
    when 'person' then (select p.name from person p where p.id = ${uuid})
    when 'upload' then (select u.file_name from upload u where u.id = ${id}::text)
    end)`
}
