import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** When a template applies without being chosen: never, in some folders and below them, or wherever files arrive. */
export const APPLIES = ['chosen', 'folders', 'everywhere'] as const
export type Applies = (typeof APPLIES)[number]

/** What becomes of what a file says: only where it says nothing there is a value, values are added, or they are put in its place. */
export const TEMPLATE_MODES = ['fill', 'add', 'replace'] as const
export type TemplateMode = (typeof TEMPLATE_MODES)[number]

export interface MetadataTemplateTable {
  id: string
  name: string
  /** Kinds of assets that it is for; null for all. */
  kinds: string[] | null
  applies: Applies
  createdAt: Generated<Date>
  createdBy: string | null
  retiredAt: Generated<Date | null>
}

export interface MetadataTemplateFieldTable {
  templateId: string
  fieldId: number
  /** Whether assets with the template need it before approval. */
  isRequired: boolean
  mode: TemplateMode
  /** Lists of contents, each with its language. */
  texts: JSONColumnType<object[], string, string>
}

export interface MetadataTemplateFolderTable {
  folderId: string
  templateId: string
}

/** A template that was applied to an asset; of several, the last counts. */
export interface AssetTemplateTable {
  id: ColumnType<number, never, never>
  assetId: string
  templateId: string
  /** The change of many assets by which it was applied. */
  editId: string | null
  appliedAt: ColumnType<Date, never, never>
}
