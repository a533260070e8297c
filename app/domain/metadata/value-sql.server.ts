import { type RawBuilder, sql } from 'kysely'
import type { Localized } from '~/platform/language'
import { type BuiltInKey, type Credits, FIELD_ID, LAST_BUILT_IN, type TextField } from './built-in'
import type { FieldValue } from './shown-fields'

const idOf = (key: BuiltInKey) => sql.lit(FIELD_ID[key])

/** Returns SQL for a text of `asset` in every language, by BCP 47 tag; `{}` when it has none. */
export const localizedText = (key: TextField): RawBuilder<Localized> =>
  sql<Localized>`coalesce((select jsonb_object_agg(t.locale, t.text) from metadata_value t
    where t.asset_id = asset.id and t.field_id = ${idOf(key)}), '{}')`

/**
 * Returns SQL for a text of `asset` in every language, as outsiders may read it: what was approved, without drafts of
 * translations.
 */
export const publicText = (key: TextField): RawBuilder<Localized> =>
  sql<Localized>`coalesce((select jsonb_object_agg(t.locale, t.text) from metadata_public_value t
    where t.asset_id = asset.id and t.field_id = ${idOf(key)} and t.status <> 'draft'), '{}')`

/** Returns SQL for a text of `asset` in its source language, or else in the first there is; null when it has none. */
export const sourceText = (key: TextField): RawBuilder<string | null> =>
  sql<string | null>`(select t.text from metadata_value t where t.asset_id = asset.id and t.field_id = ${idOf(key)}
    order by t.locale = asset.source_locale desc, t.locale limit 1)`

/** Returns SQL for a text of `asset` in a language, or else in its source language, or else in the first there is. */
export const textFor = (key: TextField, locale: RawBuilder<string>): RawBuilder<string | null> =>
  sql<string | null>`(select t.text from metadata_value t where t.asset_id = asset.id and t.field_id = ${idOf(key)}
    order by t.locale = ${locale} desc, t.locale = asset.source_locale desc, t.locale limit 1)`

const keywordsIn = (table: 'metadata_value' | 'metadata_public_value') => sql<
  string[]
>`array(select k.text from ${sql.table(table)} k
  where k.asset_id = asset.id and k.field_id = ${idOf('keywords')} order by k.position)`

/** SQL for the keywords of `asset`, in order. */
export const keywordList = keywordsIn('metadata_value')

/** The same as outsiders may read them. */
export const publicKeywords = keywordsIn('metadata_public_value')

const credit = (key: BuiltInKey) => sql`max(c.text) filter (where c.field_id = ${idOf(key)})`

type IdColumn = 'asset.id' | 'version.assetId'

const creditsIn = (table: 'metadata_value' | 'metadata_public_value', assetId: IdColumn): RawBuilder<Credits> =>
  sql<Credits>`(select ${credit('creator')} as creator, ${credit('credit_line')} as credit_line,
    ${credit('copyright_notice')} as copyright_notice, ${credit('licence_name')} as licence_name,
    ${credit('licence_url')} as licence_url
    from ${sql.table(table)} c where c.asset_id = ${sql.ref(assetId)}
      and c.field_id between ${idOf('creator')} and ${idOf('licence_url')} and c.locale = '' and c.position = 0)`

/** Returns SQL for one row with the credits of an asset, for a lateral join; `assetId` is the column of its id. */
export const creditRow = (assetId: IdColumn): RawBuilder<Credits> => creditsIn('metadata_value', assetId)

/** The same as outsiders may read them, and as they are written into what is made of the file. */
export const publicCreditRow = (assetId: IdColumn): RawBuilder<Credits> => creditsIn('metadata_public_value', assetId)

/**
 * Returns SQL for the values of `asset` that outsiders may read of fields that are not built in, with their fields, in the order
 * of the schema; `kind` is that of the version that they get. Of a place without its position; of a link to an asset its id, of
 * which whoever reads it asks what the viewer sees.
 */
export const publicFields = (kind: 'version.kind' | 'asset.kind'): RawBuilder<FieldValue[]> =>
  sql<FieldValue[]>`coalesce((select jsonb_agg(jsonb_build_object(
      'key', f.key, 'type', f.type, 'labels', f.labels, 'locale', v.locale,
      'text', v.text, 'number', v.number, 'day', v.day, 'flag', v.flag, 'termId', v.term_id,
      'termLabels', (select t.labels from vocabulary_term t where t.id = v.term_id), 'otherId', v.other_id,
      'personName', (select coalesce(kept.name, p.name) from named_person p
        left join named_person kept on kept.id = p.merged_into where p.id = v.named_person_id),
      'country', v.place ->> 'country')
      order by g.position, g.id, f.position, f.id, v.position)
    from metadata_public_value v join metadata_field f on f.id = v.field_id join metadata_group g on g.id = f.group_id
    where v.asset_id = asset.id and v.field_id > ${sql.lit(LAST_BUILT_IN)} and v.status <> 'draft'
      and f.is_public and f.retired_at is null
      and (f.kinds is null or ${sql.ref(kind)} = any(f.kinds))), '[]')`
