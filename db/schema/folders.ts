import type { Generated } from 'kysely'

/** A folder of the tree in which assets have their home. */
export interface FolderTable {
  id: string
  /** Null for folders at the top. */
  parentId: string | null
  name: string
  createdAt: Generated<Date>
  createdBy: string | null
}
