import { z } from 'zod'
import type { ImportItemState, ImportKind, ImportState } from '#db/schema/imports'
import { FolderChoice } from '~/domain/folders/folder'

export type { ImportItemState, ImportKind, ImportPlan, ImportState } from '#db/schema/imports'

/** Results of items, in the order in which a report counts them. */
export const OUTCOMES = ['created', 'new_version', 'updated', 'same', 'refused', 'skipped', 'waiting'] as const

const text = (max: number) => z.string().trim().max(max).optional()

/** What staff say to begin an import: where the files are, and the manifest that describes them, if there is one. */
export const NewImport = z.strictObject({
  kind: z.enum(['zip', 'folder', 's3', 'manifest']),
  uploadId: text(200),
  location: text(1000),
  manifestId: text(200),
  source: text(200),
  folderId: FolderChoice.default(null),
  keepsFolders: z.boolean().default(false),
})

const COLUMNS = 300

/** What staff do with an import. */
export const ImportAct = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('plan'),
    /** For each column of the manifest, in its order, the field that it fills; empty to leave it out. */
    fields: z.array(z.string().max(40).default('')).max(COLUMNS).default([]),
  }),
  z.strictObject({ intent: z.literal('run') }),
  z.strictObject({ intent: z.literal('stop') }),
  z.strictObject({ intent: z.literal('retry') }),
])

/** A column of a manifest and the field that it fills. */
export interface ColumnField {
  column: string
  field: string
}

export interface ImportRun {
  id: string
  kind: ImportKind
  source: string
  location: string | null
  uploadId: string | null
  manifestId: string | null
  manifestName: string | null
  columns: ColumnField[]
  folderId: string | null
  keepsFolders: boolean
  isLocal: boolean
  plans: number
  state: ImportState
  reason: string | null
  facts: Record<string, unknown>
  leftOut: number
  personId: string | null
  personName: string | null
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
}

/** How many items of a run there are for each outcome. */
export type ImportCounts = Record<ImportItemState, number>

export interface ImportItem {
  id: number
  externalId: string
  path: string | null
  rowNumber: number | null
  /** What has become of it, or what the dry run expects until its run has begun. */
  outcome: ImportItemState
  reason: string | null
  facts: Record<string, unknown>
  assetId: string | null
}

/** Whether work is under way, so that the page looks again. */
export const isMoving = (state: ImportState): boolean => state === 'planning' || state === 'running'

/** Files that systems leave in folders and archives, which nobody means to import. */
export const isLeftBehind = (path: string): boolean =>
  /(^|\/)(__MACOSX\/.*|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini|\.Spotlight-V100\/.*|\.Trashes\/.*)$/i.test(path)

/** Returns why a file of this size, if it is known, is not imported. */
export function refusalBySize(byteSize: number | null, most: number): 'empty' | 'too_large' | undefined {
  if (byteSize === 0) return 'empty'
  return byteSize !== null && byteSize > most ? 'too_large' : undefined
}
