import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** The perceptual hash of a version's picture. Triggers keep its parts in `picture_hash_band`. */
export interface PictureHashTable {
  versionId: string
  /** Signed 64-bit number as text; null for a picture with too little detail. */
  hash: ColumnType<never, string | null, string | null>
  /** How it was made; made anew when it differs. */
  recipe: string
  hashedAt: Generated<Date>
}

/** Two versions whose pictures look alike; `oneId` is the lower id. */
export interface NearDuplicateTable {
  oneId: string
  otherId: string
  /** Bits in which their hashes differ. */
  distance: number
  foundAt: Generated<Date>
}

/** Two assets of which a person said that they are not the same; `oneId` is the lower id. */
export interface NotDuplicateTable {
  oneId: string
  otherId: string
  saidAt: Generated<Date>
  saidBy: string | null
}

/** Where one asset took the place of another. */
export interface AssetSwapTable {
  id: string
  fromId: string
  toId: string
  places: JSONColumnType<Record<string, unknown>[], string, never>
  madeAt: Generated<Date>
  madeBy: string | null
  undoneAt: Generated<Date | null>
  undoneBy: Generated<string | null>
}

/** An asset that was merged into another. */
export interface AssetMergeTable {
  mergedId: string
  keptId: string
  swapId: string | null
  /** What it was called. */
  name: string
  /** Its review up to the merge, which stays when its rows are deleted. */
  history: JSONColumnType<Record<string, unknown>[], string, never>
  mergedAt: Generated<Date>
  mergedBy: string | null
}

/** What one asset is to another. */
export interface AssetRelationTable {
  fromId: string
  kind: 'variant_of' | 'part_of' | 'translation_of' | 'release_for' | 'replaces'
  toId: string
  createdAt: Generated<Date>
  createdBy: string | null
}
