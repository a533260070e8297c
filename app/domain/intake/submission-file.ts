import { z } from 'zod'
import type { VersionState } from '#db/schema/assets'
import type { RejectionReason, SubmissionFileState } from '#db/schema/intake'
import type { HoldReason } from '~/domain/folders/ingest-rules'

/** States in which a file is the guest's own: it can be changed and taken away, and counts for the limits of the brief. */
export const OWN_STATES = [
  'receiving',
  'checking',
  'ready',
  'refused',
  'failed',
] as const satisfies SubmissionFileState[]

/** States that no longer count for the limits of a brief. */
export const GONE_STATES = ['removed', 'rejected', 'refused'] as const satisfies SubmissionFileState[]

/** Why a file cannot be submitted beyond the rules of the brief. */
export type FileProblem = HoldReason | { rule: 'twice'; fileName: string } | { rule: 'masked' } | { rule: 'empty' }

/** What was found of the bytes of a file. */
export interface FileFacts {
  kind?: string
  extension?: string
  mediaType?: string
  width?: number | null
  height?: number | null
  /** Title and credits that the file itself says. */
  said?: Record<string, string>
}

/** What a guest sees of a file: how far it is, or what became of it. */
export type FileProgress =
  | { at: 'sending' }
  | { at: 'checking' }
  | { at: 'ready' }
  | { at: 'refused'; problems: FileProblem[] }
  | { at: 'failed' }
  | { at: 'received' }
  | { at: 'in_review' }
  | { at: 'changes_asked'; note: string | null }
  | { at: 'accepted' }
  | { at: 'rejected'; reason: RejectionReason | null; note: string | null }

interface Judged {
  state: SubmissionFileState
  problems: FileProblem[]
  reason: RejectionReason | null
  note: string | null
  /** Of the version that it has become. */
  versionState: VersionState | null
  /** What the last reviewer said of that version. */
  reviewNote: string | null
}

/** Returns how far a file is; of one that has become a version, what its review says. */
export function progressOf({ state, problems, reason, note, versionState, reviewNote }: Judged): FileProgress {
  switch (state) {
    case 'receiving':
      return { at: 'sending' }
    case 'checking':
      return { at: 'checking' }
    case 'ready':
      return { at: 'ready' }
    case 'refused':
      return { at: 'refused', problems }
    case 'failed':
      return { at: 'failed' }
    case 'submitted':
      return { at: 'received' }
    case 'rejected':
    case 'removed':
      return { at: 'rejected', reason, note }
    case 'taken':
      if (versionState === 'approved') return { at: 'accepted' }
      return versionState === 'changes_asked' ? { at: 'changes_asked', note: reviewNote } : { at: 'in_review' }
  }
}

/** What a guest fills in of a file; what is left out stays as it is. */
export interface FileForm {
  /** Empty for none. */
  slotId?: string
  texts?: Record<string, string>
  releases?: readonly string[]
}

/** What is said with a submission as a whole. */
export const SubmissionForm = z.strictObject({
  message: z.string().trim().max(2000).default(''),
  /** The version of the agreement that was shown, and accepted. */
  agreementVersionId: z.uuid().optional(),
  madeWithAi: z.boolean().optional(),
})
