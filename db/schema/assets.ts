import type { ColumnType, Generated, JSONColumnType } from 'kysely'

export type VersionState = 'draft' | 'in_review' | 'approved' | 'changes_asked'
export type RenditionState = 'waiting' | 'made' | 'impossible' | 'failed'
export type UploadState = 'receiving' | 'inspecting' | 'duplicate' | 'done' | 'refused' | 'failed' | 'cancelled'

export interface StoredObjectTable {
  sha256: string
  byteSize: number
  crc32: number
  mediaType: string
  createdAt: Generated<Date>
}

/** One run of the scrub. */
export interface ScrubTable {
  id: ColumnType<number, never, never>
  startedAt: ColumnType<Date, never, never>
  endedAt: Date | null
  phase: ColumnType<'referred' | 'stored', never, 'referred' | 'stored'>
  cursor: ColumnType<string, never, string>
  objects: ColumnType<number, never, number>
  bytes: ColumnType<number, never, number>
  /** Why it waits for its store; null while it does not. */
  outage: ColumnType<'denied' | 'no_bucket' | 'no_answer' | null, never, 'denied' | 'no_bucket' | 'no_answer' | null>
}

/** A stored object that is missing, damaged or archived, or that no row refers to. */
export interface ObjectFindingTable {
  objectKey: string
  problem: 'missing' | 'damaged' | 'archived' | 'orphaned'
  byteSize: number
  foundAt: ColumnType<Date, never, Date>
  seenAt: ColumnType<Date, never, Date>
}

export interface AssetTable {
  id: string
  kind: string
  sourceLocale: Generated<string>
  sourcePath: string | null
  currentVersionId: string
  approvedVersionId: string | null
  createdAt: Generated<Date>
  createdBy: string | null
  deletedAt: Generated<Date | null>
  deletedBy: Generated<string | null>
  /** Its home; null when it has none. */
  folderId: Generated<string | null>
}

export interface AssetVersionTable {
  id: string
  assetId: string
  number: number
  sha256: string
  fileName: string
  extension: string
  mediaType: string
  kind: string
  width: number | null
  height: number | null
  pageCount: number | null
  colourSpace: string | null
  unpreviewableReason: string | null
  thumbhash: string | null
  needsDarkBackdrop: Generated<boolean>
  /** What draws most attention in its picture, in fractions of the sides; null until it is made. */
  attentionX: Generated<number | null>
  attentionY: Generated<number | null>
  hasLocation: Generated<boolean>
  extracted: JSONColumnType<Record<string, unknown>, string | undefined, string>
  state: Generated<VersionState>
  createdAt: Generated<Date>
  createdBy: string | null
  note: Generated<string | null>
  /** Number of the version of the same asset whose bytes it has. */
  restoredFrom: Generated<number | null>
}

/** A name and path under which the bytes of an asset were uploaded. */
export interface AssetSourceTable {
  id: ColumnType<number, never, never>
  assetId: string
  fileName: string
  path: string | null
  arrivedAt: Generated<Date>
  arrivedBy: string | null
}

/** Captions of a film in one language. */
export interface AssetCaptionTable {
  assetId: string
  /** BCP 47 tag. */
  locale: string
  vtt: string
  cueCount: number
  /** When they were set or replaced. */
  createdAt: ColumnType<Date, never, Date>
  createdBy: string | null
}

export interface AssetRightsTable {
  assetId: string
  embargoUntil: Date | null
  embargoZone: string | null
  expiresAt: Date | null
  expiresZone: string | null
}

export interface RenditionTable {
  versionId: string
  preset: string
  state: RenditionState
  reason: string | null
  objectKey: string | null
  sha256: string | null
  crc32: number | null
  byteSize: number | null
  mediaType: string | null
  width: number | null
  height: number | null
  madeAt: Date | null
  recipe: string | null
}

export interface ReviewStepTable {
  id: ColumnType<number, never, never>
  versionId: string
  fromState: string
  toState: string
  note: string | null
  at: Generated<Date>
  byPerson: string | null
}

export interface UploadTable {
  id: string
  personId: string
  fileName: string
  relativePath: string | null
  byteSize: number
  targetAssetId: string | null
  state: Generated<UploadState>
  reason: string | null
  facts: JSONColumnType<Record<string, unknown>, string | undefined, string>
  assetId: string | null
  dismissedAt: Date | null
  createdAt: Generated<Date>
  changedAt: Generated<Date>
}

/** What differs between two versions of an asset; `olderId` has the lower number. */
export interface VersionComparisonTable {
  olderId: string
  newerId: string
  state: 'waiting' | 'made' | 'failed'
  /** How it was made; compared anew when it differs. */
  recipe: string
  result: JSONColumnType<Record<string, unknown>, string | null, string | null> | null
  /** The picture of changed pixels, if there are any. */
  objectKey: string | null
  sha256: string | null
  byteSize: number | null
  askedAt: Generated<Date>
  madeAt: Date | null
}

/** A converter as worker processes found it when they started. */
export interface ConverterTable {
  name: string
  isPresent: boolean
  version: string | null
  /** How conversions are kept from the machine: `bubblewrap` or `limits`. */
  isolation: string
  seenAt: Generated<Date>
}

/** Why a version that broke the rules of its folder is held; over once it was released. */
export interface VersionHoldTable {
  versionId: string
  reasons: JSONColumnType<Record<string, unknown>[], string, string>
  heldAt: Generated<Date>
  releasedAt: Generated<Date | null>
  releasedBy: Generated<string | null>
}

/** Every tag that a file holds, by its bytes. */
export interface FileTagsTable {
  sha256: string
  tags: JSONColumnType<Record<string, unknown>[], string, string>
  /** Tags that were left out because they are binary or exceed the limits. */
  omitted: number
  /** How they were read; read again when it differs. */
  recipe: string
  readAt: Generated<Date>
  /** What the file says in the built-in fields; null where it was read before that was kept. */
  said: JSONColumnType<object[], string | null, string | null> | null
}

/** Where the file of a version says something else than its asset. */
export interface FileDifferenceTable {
  versionId: string
  fieldId: number
  locale: string
  said: JSONColumnType<object[], string, never>
  state: 'open' | 'taken' | 'kept' | 'newer'
  decidedAt: Date | null
  decidedBy: string | null
}
