import { sql } from 'kysely'
import type { ValueStatus } from '#db/schema/metadata'
import type { Db } from '~/platform/db.server'
import type { Content, MetadataValue, PlaceDetails } from './value'

/** Which values are read. */
export interface WhichValues {
  /** Only of these fields. */
  fields?: readonly number[]
  /** Only what outsiders may read: of public fields what was approved, without drafts of translations. */
  isPublic?: boolean
}

interface Row {
  assetId: string
  fieldId: number
  locale: string
  position: number
  status: ValueStatus
  text: string | null
  number: number | null
  day: string | null
  flag: boolean | null
  termId: number | null
  otherId: string | null
  namedPersonId: number | null
  place: PlaceDetails | null
}

/**
 * Returns the values of assets, by field, language and position; an asset without values has an empty list. Checks no
 * permission: call it only with ids that the viewer may see. One statement.
 */
export async function valuesOf(
  db: Db,
  assetIds: readonly string[],
  { fields, isPublic }: WhichValues = {},
): Promise<Map<string, MetadataValue[]>> {
  const values = new Map<string, MetadataValue[]>(assetIds.map((id) => [id, []]))
  if (assetIds.length === 0) return values
  const ofFields = fields ? sql`and v.field_id = any(${fields}::smallint[])` : sql``
  const ofPublic = isPublic
    ? sql`and v.status <> 'draft' and exists (select 1 from metadata_field f
        where f.id = v.field_id and f.is_public and f.retired_at is null)`
    : sql``
  const { rows } = await sql<Row>`select v.asset_id, v.field_id, v.locale, v.position, v.status,
      v.text, v.number, v.day::text as day, v.flag, v.term_id, v.other_id, v.named_person_id, v.place
    from ${sql.table(isPublic ? 'metadata_public_value' : 'metadata_value')} v where v.asset_id = any(${assetIds}::uuid[]) ${ofFields} ${ofPublic}
    order by v.asset_id, v.field_id, v.locale, v.position`.execute(db)
  for (const { assetId, fieldId, locale, position, status, ...columns } of rows)
    values.get(assetId)?.push({ fieldId, locale, position, status, ...contentOf(columns) })
  return values
}

/** Returns the content of a row: what is not null. */
export const contentOf = (columns: { [Name in keyof Content]-?: Content[Name] | null }): Content =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null))
