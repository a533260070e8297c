import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { DEEPEST } from './folder'
import type { IngestRules } from './ingest-rules'

/** Rules with the folder that has them. */
export interface AppliedRules extends IngestRules {
  folderId: string
  folderName: string
}

/**
 * Returns the rules that apply to what arrives in a folder: its own, or those of the nearest folder above that has some;
 * undefined when there are none, or no folder.
 */
export async function rulesFor(db: Db, folderId: string | null | undefined): Promise<AppliedRules | undefined> {
  if (!isId(folderId)) return undefined
  const { rows } = await sql<AppliedRules>`with recursive up as (
      select id, parent_id, name, 1 as step from folder where id = ${folderId}
      union all select f.id, f.parent_id, f.name, up.step + 1 from folder f join up on f.id = up.parent_id
        where up.step <= ${DEEPEST})
    select up.id as "folderId", up.name as "folderName", r.kinds, r.extensions, r.least_side as "leastSide", r.profile,
      r.name_pattern as "namePattern", r.is_scanned as "isScanned"
    from up join folder_rule r on r.folder_id = up.id order by up.step limit 1`.execute(db)
  return rows[0]
}

/**
 * Returns the ids of the folders to which the rules that apply in a folder apply: itself, and those below down to folders with
 * rules of their own; empty when there is none of this id.
 */
export async function foldersRuledAs(db: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive down as (
      select id, 1 as step from folder where id = ${id}
      union all select f.id, down.step + 1 from folder f join down on f.parent_id = down.id
        where down.step <= ${DEEPEST} and not exists (select 1 from folder_rule r where r.folder_id = f.id))
    select id from down`.execute(db)
  return rows.map((row) => row.id)
}
