import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import { DEEPEST, type Folder } from '~/domain/folders/folder'
import { wayTo } from '~/domain/folders/folders.queries.server'

/** A folder with the number of assets in it and below it that the viewer sees. */
export interface CountedFolder {
  id: string
  name: string
  count: number
}

/** Folders shown below one, of the many thousand that an import may make. */
const MOST_SHOWN = 200

/** Returns the folders from the top down to the open one, and those right below it; at the top without an open one. */
export async function foldersInLibrary(
  { db, viewer, now }: ViewScope,
  open: string | undefined,
): Promise<{ way: Folder[]; children: CountedFolder[] }> {
  const way = await wayTo(db, open)
  const parentId = way.at(-1)?.id ?? null
  const { rows } = await sql<CountedFolder>`with recursive down as (
      select * from (select id as root, id, 1 as step from folder
        where parent_id is not distinct from ${parentId}::uuid order by lower(name), name limit ${MOST_SHOWN}) as shown
      union all select down.root, f.id, down.step + 1 from folder f join down on f.parent_id = down.id
        where down.step <= ${DEEPEST}),
    counted as (select down.root, count(asset.id)::int as count
      from down left join asset on asset.folder_id = down.id and ${visibleTo(viewer, now)} group by down.root)
    select folder.id, folder.name, counted.count from counted join folder on folder.id = counted.root
    order by lower(folder.name), folder.name`.execute(db)
  return { way, children: rows }
}
