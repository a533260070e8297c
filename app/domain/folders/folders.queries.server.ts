import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { DEEPEST, type Folder, type FolderPath, PATH_SEPARATOR } from './folder'

/** Folders that a list to choose from offers. */
const MOST_LISTED = 5000

/** Returns a folder with its path; undefined when there is none. */
export async function findFolder(db: Db, id: string | undefined | null): Promise<FolderPath | undefined> {
  const way = await wayTo(db, id)
  const last = way.at(-1)
  return last && { ...last, path: way.map((folder) => folder.name).join(PATH_SEPARATOR) }
}

/** Returns the folders from the top down to this one, itself included; empty when there is none of this id. */
export async function wayTo(db: Db, id: string | undefined | null): Promise<Folder[]> {
  if (!isId(id)) return []
  const { rows } = await sql<Folder>`with recursive up as (
      select id, parent_id, name, 1 as step from folder where id = ${id}
      union all select f.id, f.parent_id, f.name, up.step + 1 from folder f join up on f.id = up.parent_id
        where up.step <= ${DEEPEST})
    select id, parent_id as "parentId", name from up order by step desc`.execute(db)
  return rows
}

/** Returns all folders with their paths, in the order of the tree; at most 5,000. */
export async function listFolders(db: Db): Promise<FolderPath[]> {
  const { rows } = await sql<FolderPath>`with recursive down as (
      select id, parent_id, name, name as path, array[lower(name), name] as place from folder where parent_id is null
      union all select f.id, f.parent_id, f.name, down.path || ${PATH_SEPARATOR} || f.name,
        down.place || array[lower(f.name), f.name]
      from folder f join down on f.parent_id = down.id where cardinality(down.place) < ${DEEPEST * 2})
    select id, parent_id as "parentId", name, path from down order by place limit ${MOST_LISTED}`.execute(db)
  return rows
}

/** Returns whether `id` is `above` or lies anywhere below it. */
export async function isWithin(db: Db, id: string, above: string): Promise<boolean> {
  return (await wayTo(db, id)).some((folder) => folder.id === above)
}

/** Returns how many folders the longest way from `id` down has, itself included. */
export async function heightOf(db: Db, id: string): Promise<number> {
  const { rows } = await sql<{ height: number }>`with recursive down as (
      select id, 1 as step from folder where id = ${id}
      union all select f.id, down.step + 1 from folder f join down on f.parent_id = down.id
        where down.step <= ${DEEPEST})
    select coalesce(max(step), 0)::int as height from down`.execute(db)
  return rows[0]?.height ?? 0
}
