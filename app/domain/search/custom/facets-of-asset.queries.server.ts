import { sql } from 'kysely'
import { LAST_BUILT_IN } from '~/domain/metadata/built-in'
import { appliesTo, type FieldType } from '~/domain/metadata/field'
import type { MetadataValue } from '~/domain/metadata/value'
import type { Db } from '~/platform/db.server'
import type { Facet } from '../document'
import { tokenField } from '../query/fields'
import { SEARCHED_TYPES } from './searched-types'

interface CustomField {
  id: number
  key: string
  type: FieldType
  kinds: string[] | null
  isFacet: boolean
}

/** Returns all custom fields in use, by their ids. */
export async function customFields(db: Db): Promise<Map<number, CustomField>> {
  const fields = await db
    .selectFrom('metadataField')
    .where('id', '>', LAST_BUILT_IN)
    .where('retiredAt', 'is', null)
    .select(['id', 'key', 'type', 'kinds', 'isFacet'])
    .execute()
  return new Map(fields.map((field) => [field.id, field]))
}

/** Terms with all terms above them, by their ids; of a merged one those of the term that it became. */
type TermLines = Map<number, number[]>

/** Returns the lines of the terms that are among values. */
export async function termLines(db: Db, values: Map<string, MetadataValue[]>): Promise<TermLines> {
  const ids = [...new Set([...values.values()].flatMap((each) => each.flatMap(({ termId }) => termId ?? [])))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ start: number; line: number[] }>`with recursive up as (
      select t.id as start, coalesce(t.merged_into, t.id) as id from vocabulary_term t where t.id = any(${ids}::int[])
      union select up.start, t.parent_id from up join vocabulary_term t on t.id = up.id where t.parent_id is not null)
    select start, array_agg(id order by id) as line from up group by start`.execute(db)
  return new Map(rows.map(({ start, line }) => [start, line]))
}

/** Returns what an asset of a kind is found and counted by in custom fields. */
export function customFacets(
  kind: string,
  { fields, lines }: { fields: Map<number, CustomField>; lines: TermLines },
  values: readonly MetadataValue[],
): Facet[] {
  return values.flatMap((value) => {
    const field = fields.get(value.fieldId)
    if (!field || !appliesTo(field, kind)) return []
    const line = value.termId === undefined ? undefined : lines.get(value.termId)
    const contents = line ? line.map((termId) => ({ termId })) : [value]
    return contents
      .flatMap((content) => SEARCHED_TYPES[field.type].tokensOf(content, field.isFacet))
      .map((token) => ({ field: tokenField(field.key), value: token }))
  })
}
