import { type RawBuilder, sql } from 'kysely'
import { sourceText } from '~/platform/localized.server'

const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'

/** Returns SQL for the current name of a subject; null when it no longer exists. `kind` and `id` are SQL of type text. */
export function currentName(kind: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<string | null> {
  const uuid = sql`substring(${id}::text from ${sql.lit(UUID)})::uuid`
  return sql<string | null>`(case ${kind}::text
    when 'asset' then (select coalesce(
        (select t.text from metadata_value t join metadata_field f on f.id = t.field_id and f.key = 'title'
          where t.asset_id = asset.id order by t.locale = asset.source_locale desc, t.locale limit 1), v.file_name)
      from asset join asset_version v on v.id = asset.current_version_id where asset.id = ${uuid})
    when 'collection' then (select coalesce(
        ${sourceText('collection', 'title')}, collection.slug)
      from collection where collection.id = ${uuid})
    when 'portal' then (select coalesce(
        ${sourceText('portal', 'name')}, portal.slug)
      from portal where portal.id = ${uuid})
    when 'share' then (select s.title from share s where s.id = ${uuid})
    when 'person' then (select p.name from person p where p.id = ${uuid})
    when 'folder' then (select f.name from folder f where f.id = ${uuid})
    when 'import' then (select r.source from import_run r where r.id = ${uuid})
    when 'upload' then (select u.file_name from upload u where u.id = ${id}::text)
    when 'preset' then (select coalesce(p.names->>'en', p.key) from download_preset p where p.key = ${id}::text)
    when 'field' then (select coalesce(f.labels->>'en', f.key) from metadata_field f where f.key = ${id}::text)
    when 'group' then (select coalesce(g.labels->>'en', g.key) from metadata_group g where g.key = ${id}::text)
    when 'named_person' then (select p.name from named_person p where p.id::text = ${id}::text)
    when 'template' then (select t.name from metadata_template t where t.id::text = ${id}::text)
    when 'review_template' then (select t.name from review_template t where t.id::text = ${id}::text)
    when 'vocabulary' then (select coalesce(v.labels->>'en', v.key) from vocabulary v where v.key = ${id}::text)
    end)`
}
