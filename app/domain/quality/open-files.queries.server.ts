import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { MOST_SELECTED } from '~/domain/assets/asset-ids'
import { matchingIds } from '~/domain/search/library.queries.server'
import type { Db } from '~/platform/db.server'
import type { ApplyTo } from './description'

/** Returns which files of a stored selection are left: that the viewer sees, and that a search still finds. */
export async function openFiles(
  scope: ViewScope,
  { selection, q }: { selection: string; q?: string },
): Promise<Set<string>> {
  const { ids } = await matchingIds(scope, { selection, q, sort: 'newest' }, MOST_SELECTED)
  return new Set(ids)
}

/** Where the work through a list is. */
export interface Progress {
  /** Position in the list, from 1. */
  place: number
  total: number
  /** How many of the list are left. */
  left: number
  previous?: string
  /** The files that are described at once, from the one that is asked for. */
  step: string[]
  next?: string
}

/** Returns where the work through a list is at a file; undefined for a file that is not in it. `many` are described at once. */
export function progressAt(
  ids: readonly string[],
  open: ReadonlySet<string>,
  { id, many }: { id: string; many: number },
): Progress | undefined {
  const at = ids.indexOf(id)
  if (at < 0) return undefined
  const following = ids.slice(at + 1).filter((each) => open.has(each))
  const before = ids.slice(0, at)
  return {
    ...{ place: at + 1, total: ids.length, left: open.size, step: [id, ...following.slice(0, many - 1)] },
    previous:
      many > 1
        ? (before.filter((each) => open.has(each)).at(-many) ?? before.find((each) => open.has(each)))
        : before.at(-1),
    next: following[many - 1],
  }
}

/** Returns those of `ids` that are like a file: in its folder, or uploaded by the same person on the same day (UTC). */
export async function filesLike(db: Db, id: string, ids: readonly string[]): Promise<Record<ApplyTo, string[]>> {
  const { rows } = await sql<{ id: string; isOfFolder: boolean; isOfUpload: boolean }>`select other.id,
      coalesce(other.folder_id = asset.folder_id, false) as is_of_folder,
      coalesce(other.created_by = asset.created_by and (other.created_at at time zone 'UTC')::date
        = (asset.created_at at time zone 'UTC')::date, false) as is_of_upload
    from asset join asset other on other.id = any(${ids}::uuid[]) and other.id <> asset.id
    where asset.id = ${id}`.execute(db)
  const known = new Map(rows.map((row) => [row.id, row]))
  const others = ids.filter((each) => known.has(each))
  return {
    queue: others,
    folder: others.filter((each) => known.get(each)?.isOfFolder),
    upload: others.filter((each) => known.get(each)?.isOfUpload),
  }
}
