import type { ColumnType, Generated, JSONColumnType } from 'kysely'

export type ImportKind = 'zip' | 'folder' | 's3' | 'manifest'
export type ImportState = 'draft' | 'planning' | 'planned' | 'running' | 'stopped' | 'done' | 'failed'
export type ImportPlan = 'created' | 'new_version' | 'updated' | 'same'
export type ImportItemState = ImportPlan | 'waiting' | 'refused' | 'skipped'

type Json<T> = JSONColumnType<T & object, string | undefined, string>

export interface ImportRunTable {
  id: string
  kind: ImportKind
  /** Whose external ids these are: the same id of the same source is the same asset. */
  source: string
  /** Folder or prefix; for a run of the command also a file. */
  location: string | null
  /** Upload of the ZIP. */
  uploadId: string | null
  /** Upload of the manifest; for a run of the command its path. */
  manifestId: string | null
  manifestName: string | null
  columns: Json<{ column: string; field: string }[]>
  /** The folder below which the folders of the source are made. */
  folderId: string | null
  keepsFolders: Generated<boolean>
  /** Run by the command, which may read folders that the worker may not. */
  isLocal: Generated<boolean>
  /** How often it was planned: a plan that was stopped must not end the next one. */
  plans: Generated<number>
  state: Generated<ImportState>
  reason: string | null
  facts: Json<Record<string, unknown>>
  /** Files that systems leave behind, which are not in the report. */
  leftOut: Generated<number>
  personId: string | null
  createdAt: Generated<Date>
  startedAt: Date | null
  endedAt: Date | null
}

export interface ImportItemTable {
  id: ColumnType<number, never, never>
  runId: string
  position: number
  externalId: string
  /** Null for a row that changes texts alone. */
  path: string | null
  baseName: ColumnType<string | null, never, never>
  /** The row of the manifest. */
  rowNumber: number | null
  byteSize: number | null
  locator: Json<Record<string, unknown>>
  fields: Json<Record<string, unknown>>
  /** What the dry run expects. */
  plan: ImportPlan | null
  state: Generated<ImportItemState>
  reason: string | null
  facts: Json<Record<string, unknown>>
  assetId: string | null
  collectedAt: Date | null
  settledAt: Date | null
}

/** Which asset an external id of a source has become. */
export interface ImportedAssetTable {
  source: string
  externalId: string
  assetId: string
  importedAt: Generated<Date>
}
