import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** The best quality of file that a portal or share delivers; each tier includes those before it. */
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
  /** Null for what the search of a smart collection found: that comes after those that people placed, by `sortKey`. */
  position: number | null
  addedAt: Generated<Date>
  /** The version that is delivered instead of the approved one. */
  pinnedVersionId: Generated<string | null>
  pinnedAt: Generated<Date | null>
  sortKey: Generated<string | null>
}

/** The search that fills a collection. */
export interface SmartCollectionTable {
  collectionId: string
  query: string
  sort: 'relevance' | 'newest' | 'name'
  changedAt: Generated<Date>
  changedBy: string | null
  /** When the items were last found by the query as it is; null while a changed one waits for its job. */
  settledAt: Date | null
}

/** An asset that never belongs to a smart collection. */
export interface CollectionExclusionTable {
  collectionId: string
  assetId: string
  excludedAt: Generated<Date>
  excludedBy: string | null
}

/** An asset whose documents were made anew, so that it may enter or leave smart collections. */
export interface CollectionCandidateTable {
  id: Generated<number>
  assetId: string
}

/** What entered and left a smart collection at once. */
export interface CollectionItemChangeTable {
  id: Generated<number>
  collectionId: string
  at: Generated<Date>
  /** Whether its rule changed, its files did, or a person placed, left out or let in files. */
  cause: 'rule' | 'files' | 'hand'
  personId: string | null
  entered: number
  left: number
  /** Some of those that entered and left. */
  enteredIds: string[]
  leftIds: string[]
}

/** A selection of assets that a person carries from one page to another. */
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
  /** By which fields its search is narrowed, in their order; null for those of the product. */
  facets: Generated<string[] | null>
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
  /** Which texts files carry that leave. */
  embeds: Generated<'credit' | 'all' | 'none'>
  /** The language of these; null for that of the recipient. */
  embedLanguage: Generated<string | null>
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
  /** Which texts files carry that leave. */
  embeds: Generated<'credit' | 'all' | 'none'>
  /** The language of these; null for that of the recipient. */
  embedLanguage: Generated<string | null>
}

export interface ShareAssetTable {
  shareId: string
  assetId: string
  position: number
  pinnedVersionId: Generated<string | null>
  pinnedAt: Generated<Date | null>
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

/** A stored object whose rows are deleted and whose bytes are to be deleted. */
export interface ObjectDeletionTable {
  objectKey: string
  askedAt: Generated<Date>
}

/** A former slug of a portal, which redirects to its current one. */
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

/** Written only by triggers: one row for each portal or share whose content a statement changed. */
export interface ContentChangeTable {
  id: ColumnType<number, never, never>
  scopeId: string
}

/** Folded rows of the change log: the number and the XOR of the hashes of a scope's rows. */
export interface ContentChangeSumTable {
  scopeId: string
  changes: number
  hash: string
}

export interface KitPlanTable {
  scopeId: string
  /** Entity tag of the ZIP without its quotes. */
  hash: string
  /** Digest of the request's parameters. */
  requestKey: string
  /** Query of the URL that requests this kit again, without the plan. */
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
