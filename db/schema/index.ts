import type * as Q from './annotations'
import type * as L from './appearances'
import type * as A from './assets'
import type * as E from './edits'
import type * as W from './embeds'
import type * as F from './folders'
import type * as I from './identity'
import type * as M from './imports'
import type * as G from './intake'
import type * as X from './letters'
import type * as D from './metadata'
import type * as N from './named-persons'
import type * as B from './notices'
import type * as O from './outside'
import type * as P from './presets'
import type * as R from './relations'
import type * as V from './review'
import type * as K from './saved'
import type * as S from './search'
import type * as T from './templates'

/** Every table of the product; names are snake_case in SQL and camelCase here. */
export interface Schema {
  person: I.PersonTable
  session: I.SessionTable
  passwordToken: I.PasswordTokenTable
  failedAttempt: I.FailedAttemptTable
  auditEvent: I.AuditEventTable
  guest: G.GuestTable
  agreement: G.AgreementTable
  agreementVersion: G.AgreementVersionTable
  brief: G.BriefTable
  briefText: G.BriefTextTable
  briefField: G.BriefFieldTable
  briefSlot: G.BriefSlotTable
  briefGuest: G.BriefGuestTable
  submission: G.SubmissionTable
  submissionFile: G.SubmissionFileTable
  submissionRelease: G.SubmissionReleaseTable
  storedObject: A.StoredObjectTable
  scrub: A.ScrubTable
  objectFinding: A.ObjectFindingTable
  asset: A.AssetTable
  assetVersion: A.AssetVersionTable
  assetSource: A.AssetSourceTable
  metadataGroup: D.MetadataGroupTable
  metadataField: D.MetadataFieldTable
  metadataValue: D.MetadataValueTable
  metadataPending: D.MetadataPendingTable
  metadataApprovedValue: D.MetadataValueTable
  vocabulary: D.VocabularyTable
  vocabularyTerm: D.VocabularyTermTable
  vocabularyName: D.VocabularyNameTable
  keywordChange: D.KeywordChangeTable
  namedPerson: N.NamedPersonTable
  namedPersonName: N.NamedPersonNameTable
  vocabularyImport: D.VocabularyImportTable
  vocabularyImportTerm: D.VocabularyImportTermTable
  metadataChange: D.MetadataChangeTable
  bulkEdit: D.BulkEditTable
  bulkEditAsset: D.BulkEditAssetTable
  metadataTemplate: T.MetadataTemplateTable
  metadataTemplateField: T.MetadataTemplateFieldTable
  metadataTemplateFolder: T.MetadataTemplateFolderTable
  assetTemplate: T.AssetTemplateTable
  assetCaption: A.AssetCaptionTable
  assetRights: A.AssetRightsTable
  rendition: A.RenditionTable
  pictureAppearance: L.PictureAppearanceTable
  pictureSearch: L.PictureSearchTable
  converter: A.ConverterTable
  downloadPreset: P.DownloadPresetTable
  presetRendition: P.PresetRenditionTable
  presetSample: P.PresetSampleTable
  versionComparison: A.VersionComparisonTable
  versionEdit: E.VersionEditTable
  embeddedForm: W.EmbeddedFormTable
  editPreview: E.EditPreviewTable
  annotation: Q.AnnotationTable
  annotationComment: Q.AnnotationCommentTable
  annotationMention: Q.AnnotationMentionTable
  reviewStep: A.ReviewStepTable
  reviewTemplate: V.ReviewTemplateTable
  reviewRound: V.ReviewRoundTable
  reviewVote: V.ReviewVoteTable
  versionHold: A.VersionHoldTable
  fileTags: A.FileTagsTable
  fileDifference: A.FileDifferenceTable
  upload: A.UploadTable
  folder: F.FolderTable
  folderRule: F.FolderRuleTable
  importRun: M.ImportRunTable
  importItem: M.ImportItemTable
  importedAsset: M.ImportedAssetTable
  collection: O.CollectionTable
  collectionText: O.CollectionTextTable
  collectionAsset: O.CollectionAssetTable
  smartCollection: O.SmartCollectionTable
  collectionExclusion: O.CollectionExclusionTable
  collectionCandidate: O.CollectionCandidateTable
  collectionItemChange: O.CollectionItemChangeTable
  selection: O.SelectionTable
  portal: O.PortalTable
  portalText: O.PortalTextTable
  portalCollection: O.PortalCollectionTable
  share: O.ShareTable
  shareAsset: O.ShareAssetTable
  download: O.DownloadTable
  portalOldSlug: O.PortalOldSlugTable
  collectionOldSlug: O.CollectionOldSlugTable
  contentChange: O.ContentChangeTable
  contentChangeSum: O.ContentChangeSumTable
  kitPlan: O.KitPlanTable
  kitPlanPart: O.KitPlanPartTable
  objectDeletion: O.ObjectDeletionTable
  pictureHash: R.PictureHashTable
  nearDuplicate: R.NearDuplicateTable
  notDuplicate: R.NotDuplicateTable
  assetSwap: R.AssetSwapTable
  assetMerge: R.AssetMergeTable
  assetRelation: R.AssetRelationTable
  searchDocument: S.SearchDocumentTable
  searchLog: S.SearchLogTable
  searchWord: S.SearchWordTable
  searchToken: S.SearchTokenTable
  searchChange: S.SearchChangeTable
  savedSearch: K.SavedSearchTable
  searchSubscription: K.SearchSubscriptionTable
  subscriptionMatch: K.SubscriptionMatchTable
  letter: X.LetterTable
  notice: B.NoticeTable
  noticeReader: B.NoticeReaderTable
  noticePreference: B.NoticePreferenceTable
  noticeSchedule: B.NoticeScheduleTable
  follow: B.FollowTable
}
