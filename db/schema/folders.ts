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

/** What files must be like to arrive in a folder. */
export interface FolderRuleTable {
  folderId: string
  kinds: string[]
  extensions: string[]
  leastSide: number | null
  profile: string | null
  namePattern: string | null
  isScanned: boolean
  changedAt: Generated<Date>
  changedBy: string | null
}
