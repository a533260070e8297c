import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** How far a portal or link lets a visitor go; each tier includes the ones before it. */
export type RenditionTier = 'preview' | 'web' | 'original'

export interface CollectionTable {
  id: string
  slug: string
  coverAssetId: string | null
  sourceLocale: Generated<string>
  createdAt: Generated<Date>
  createdBy: string | null
  changedAt: Generated<Date>
  deletedAt: Generated<Date | null>
  deletedBy: Generated<string | null>
}

export interface CollectionTextTable {
  collectionId: string
  field: 'title' | 'introduction'
  locale: string
  value: string
}

export interface CollectionAssetTable {
  collectionId: string
  assetId: string
  position: number
  addedAt: Generated<Date>
}

/** Assets that a person carries from one page to another. */
export interface SelectionTable {
  id: string
  personId: string
  assetIds: string[]
  createdAt: Generated<Date>
}

export interface PortalTable {
  id: string
  slug: string
  sourceLocale: Generated<string>
  locales: Generated<string[]>
  theme: JSONColumnType<Record<string, unknown>, string, string>
  themeCss: string
  themeHash: string
  logoAssetId: string | null
  logoDarkAssetId: string | null
  heroAssetId: string | null
  allows: Generated<RenditionTier>
  contactName: string | null
  contactEmail: string | null
  contactPhone: string | null
  publishedAt: Date | null
  createdAt: Generated<Date>
  createdBy: string | null
  changedAt: Generated<Date>
  deletedAt: Generated<Date | null>
  deletedBy: Generated<string | null>
  includesOriginalOnly: Generated<boolean>
  keepsMetadata: Generated<boolean>
}

export interface PortalTextTable {
  portalId: string
  field: 'name' | 'headline' | 'introduction' | 'guidelines'
  locale: string
  value: string
}

export interface PortalCollectionTable {
  portalId: string
  collectionId: string
  position: number
}

export interface ShareTable {
  id: string
  tokenHash: string
  title: string
  message: string | null
  portalId: string | null
  collectionId: string | null
  locale: Generated<string>
  opensAt: Date | null
  expiresAt: Date | null
  zone: Generated<string>
  neverReason: string | null
  passwordHash: string | null
  passwordVersion: Generated<number>
  allows: Generated<RenditionTier>
  zipAllowed: Generated<boolean>
  createdAt: Generated<Date>
  createdBy: string
  revokedAt: Date | null
  revokedBy: string | null
  tokenSealed: Generated<string | null>
  deletedAt: Generated<Date | null>
  deletedBy: Generated<string | null>
  includesOriginalOnly: Generated<boolean>
  keepsMetadata: Generated<boolean>
}

export interface ShareAssetTable {
  shareId: string
  assetId: string
  position: number
}

export interface DownloadTable {
  id: ColumnType<number, never, never>
  at: Generated<Date>
  personId: string | null
  portalId: string | null
  shareId: string | null
  assetId: string | null
  versionId: string | null
  rendition: string
  fileCount: Generated<number>
  byteSize: number
  packageEtag: string | null
}

/** An object of the store whose rows are gone and whose bytes go next. */
export interface ObjectDeletionTable {
  objectKey: string
  askedAt: Generated<Date>
}

/** Where a printed address of a portal leads that has another slug now. */
export interface PortalOldSlugTable {
  slug: string
  portalId: string
  retiredAt: Generated<Date>
}

export interface CollectionOldSlugTable {
  slug: string
  collectionId: string
  retiredAt: Generated<Date>
}

/** Written by triggers alone: one row for each portal or link whose content a statement changed. */
export interface ContentChangeTable {
  id: ColumnType<number, never, never>
  scopeId: string
}

/** What the job that clears the log of changes has folded: number and exclusive or of the hashes of a scope's rows. */
export interface ContentChangeSumTable {
  scopeId: string
  changes: number
  hash: string
}

export interface KitPlanTable {
  scopeId: string
  /** Entity tag of the ZIP without its quotes. */
  hash: string
  /** Digest of what was asked for. */
  requestKey: string
  /** How to ask for this kit again: query of its address without the plan. */
  query: string
  contentVersion: string
  fileName: string
  facts: JSONColumnType<Record<string, unknown>, string, string>
  madeAt: Generated<Date>
  askedAt: Generated<Date>
}

export interface KitPlanPartTable {
  scopeId: string
  hash: string
  part: number
  files: JSONColumnType<Record<string, unknown>[], string, never>
}
