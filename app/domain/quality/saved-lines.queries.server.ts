import { sql } from 'kysely'
import type { Person } from '~/domain/identity/person'
import type { Content } from '~/domain/metadata/value'
import type { Db } from '~/platform/db.server'

/** One change of a value that was saved. */
export interface SavedLine {
  assetId: string
  fieldId: number
  locale: string
  before: Content[]
  after: Content[]
}

/**
 * Returns what a person saved at once, by what `saveDescriptions` returned for it: all changes of one save were made at one time. None for
 * what is no such text, or somebody else's.
 */
export async function savedLines(db: Db, by: Pick<Person, 'id'>, undo: string | undefined): Promise<SavedLine[]> {
  const [, first, last] = /^(\d{1,15})-(\d{1,15})$/.exec(undo ?? '') ?? []
  if (!first || !last) return []
  const { rows } =
    await sql<SavedLine>`select c.asset_id, c.field_id, c.locale, c.before, c.after from metadata_change c
    join metadata_change begun on begun.id = ${first}::bigint and begun.at = c.at
    join asset on asset.id = c.asset_id and asset.deleted_at is null
    where c.id between ${first}::bigint and ${last}::bigint and c.actor_id = ${by.id} and c.edit_id is null
    order by c.id limit 1000`.execute(db)
  return rows
}
