/** Tables by the module that owns them: it alone writes them, any module may read them. */
const TABLES: Record<string, string[]> = {
  audit: ['auditEvent'],
  identity: ['person', 'session', 'passwordToken', 'failedAttempt'],
  metadata: [
    'metadataGroup',
    'metadataField',
    'metadataValue',
    'metadataChange',
    'vocabulary',
    'vocabularyTerm',
    'vocabularyName',
    'metadataPending',
    'metadataApprovedValue',
  ],
  rights: ['assetRights'],
  folders: ['folder', 'folderRule'],
  assets: ['storedObject', 'asset', 'assetVersion', 'assetSource', 'upload', 'versionHold', 'objectFinding'],
  renditions: ['rendition', 'converter'],
  presets: ['downloadPreset', 'presetRendition', 'presetSample'],
  captions: ['assetCaption'],
  delivery: ['contentChange', 'contentChangeSum'],
  comparisons: ['versionComparison'],
  edits: ['versionEdit', 'editPreview'],
  relations: ['assetRelation'],
  collections: ['collection', 'collectionText', 'collectionAsset', 'collectionOldSlug'],
  portals: ['portal', 'portalText', 'portalCollection', 'portalOldSlug'],
  shares: ['share', 'shareAsset'],
  kits: ['download', 'kitPlan', 'kitPlanPart'],
  search: ['selection', 'searchDocument', 'searchWord', 'searchToken', 'searchChange'],
  review: ['reviewStep'],
  bulk: ['bulkEdit', 'bulkEditAsset'],
  swaps: ['assetSwap'],
  duplicates: ['pictureHash', 'nearDuplicate', 'notDuplicate', 'assetMerge'],
  imports: ['importRun', 'importItem', 'importedAsset'],
  bin: ['objectDeletion'],
  scrub: ['scrub'],
}

/** The owner of each table. */
export const OWNERS: Record<string, string> = Object.fromEntries(
  Object.entries(TABLES).flatMap(([owner, tables]) => tables.map((table) => [table, owner])),
)
