import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** Somebody without an account, known by a personal link. */
export interface GuestTable {
  id: string
  name: string
  email: string
  /** BCP 47 tag of the language in which letters are written. */
  locale: Generated<string>
  tokenHash: string
  expiresAt: Date
  revokedAt: Generated<Date | null>
  revokedBy: Generated<string | null>
  /** Whether a browser is asked once for a code that is sent to the address. */
  needsCode: boolean
  verifiedAt: Generated<Date | null>
  codeHash: Generated<string | null>
  codeExpiresAt: Generated<Date | null>
  codeTries: Generated<number>
  firstSeenAt: Generated<Date | null>
  lastSeenAt: Generated<Date | null>
  createdAt: Generated<Date>
  /** Null for guests who gave their names themselves. */
  createdBy: string | null
}

/** A text that contributors accept; what they accepted is one version of it. */
export interface AgreementTable {
  id: string
  name: string
  createdAt: Generated<Date>
  createdBy: string | null
  retiredAt: Generated<Date | null>
}

export interface AgreementVersionTable {
  id: string
  agreementId: string
  number: number
  /** Markdown by language. */
  texts: JSONColumnType<Record<string, string>, string, never>
  /** Whether rights are assigned by accepting it, and whether it is asked if the files were made with AI. */
  assignsRights: boolean
  asksAboutAi: boolean
  createdAt: Generated<Date>
  createdBy: string | null
}

export type BriefNotice = 'none' | 'instant' | 'daily'

/** What an upload link asks for. */
export interface BriefTable {
  id: string
  sourceLocale: string
  /** Whose theme and languages its page has. */
  portalId: string | null
  /** Into which accepted files are put. */
  collectionId: string | null
  folderId: string | null
  templateId: string | null
  /** With what guests are given to work with. */
  shareId: string | null
  agreementId: string | null
  dueAt: Date | null
  zone: string
  mostFiles: number | null
  mostBytes: number | null
  mostGuests: number | null
  rules: JSONColumnType<Record<string, unknown>, string, string>
  showsOthers: boolean
  needsCode: boolean
  needsRelease: boolean
  /** Of the link that asks for a name first; null when there are only personal ones. */
  tokenHash: string | null
  /** Raised for a new address, which makes the former one worthless. */
  tokenNumber: Generated<number>
  notice: BriefNotice
  /** Days before the deadline on which guests who sent nothing are reminded. */
  remindsDays: number | null
  createdAt: Generated<Date>
  createdBy: string
  changedAt: Generated<Date>
  closedAt: Generated<Date | null>
  closedBy: Generated<string | null>
  /** Up to when the daily notice has told what came. */
  toldAt: Generated<Date | null>
}

export interface BriefTextTable {
  briefId: string
  field: 'title' | 'text'
  locale: string
  value: string
}

/** A field of metadata that guests fill in. */
export interface BriefFieldTable {
  briefId: string
  fieldId: number
  position: number
  isRequired: boolean
  /** Whether it is filled in once for all files. */
  isForAll: boolean
}

/** One thing that a brief wants. */
export interface BriefSlotTable {
  id: string
  briefId: string
  position: number
  title: string
  text: string
  /** How many files. */
  wanted: number
  /** What its files must be like beyond the rules of the brief. */
  rules: JSONColumnType<Record<string, unknown>, string | null, string | null>
  referenceAssetId: string | null
}

export interface BriefGuestTable {
  guestId: string
  briefId: string
  remindedAt: Generated<Date | null>
  /** The deadline for which a reminder was sent by itself. */
  remindedFor: Generated<Date | null>
}

/** What a guest handed in at once. */
export interface SubmissionTable {
  id: string
  briefId: string
  guestId: string
  submittedAt: Generated<Date>
  agreementVersionId: string | null
  madeWithAi: boolean | null
  message: string
}

/** `taken`: it is a version of an asset, whose review says the rest. */
export type SubmissionFileState =
  | 'receiving'
  | 'checking'
  | 'ready'
  | 'refused'
  | 'failed'
  | 'submitted'
  | 'taken'
  | 'rejected'
  | 'removed'

/** Why a file is not accepted. */
export const REJECTION_REASONS = [
  ...(['off_brief', 'quality', 'wrong_format', 'no_release', 'already_there', 'rights', 'other'] as const),
] as const
export type RejectionReason = (typeof REJECTION_REASONS)[number]

/** A file that a guest sends. */
export interface SubmissionFileTable {
  id: string
  briefId: string
  guestId: string
  /** Null until it is submitted. */
  submissionId: Generated<string | null>
  slotId: string | null
  /** The file that it is a new version of. */
  replacesId: string | null
  /** Whether it is a release of a person or property, which others are attached to. */
  isRelease: boolean
  /** Its name in staging while it is there. */
  stagedId: string | null
  fileName: string
  relativePath: string | null
  byteSize: number
  sha256: Generated<string | null>
  facts: JSONColumnType<Record<string, unknown>, string | undefined, string>
  /** What was filled in, by field. */
  texts: JSONColumnType<Record<string, string>, string | undefined, string>
  /** Rules that it broke. */
  problems: JSONColumnType<object[], string | undefined, string>
  state: Generated<SubmissionFileState>
  assetId: Generated<string | null>
  versionId: Generated<string | null>
  reason: Generated<RejectionReason | null>
  /** What was said to that, or why it failed. */
  note: Generated<string | null>
  decidedAt: Generated<Date | null>
  decidedBy: Generated<string | null>
  createdAt: Generated<Date>
  changedAt: ColumnType<Date, never, Date>
}

export interface SubmissionReleaseTable {
  fileId: string
  releaseId: string
}
