import { z } from 'zod'
import type { HoldReason } from '~/domain/folders/ingest-rules'

export type { UploadState } from '#db/schema/assets'

/** A person's decision about an upload that waits for one. */
export const UploadAnswer = z.strictObject({ intent: z.enum(['dismiss', 'new_version', 'keep_both', 'retry']) })

/** Facts of an upload beyond its columns. */
export interface UploadFacts {
  /** The id that the sending page gave it before the server gave it an address. */
  key?: string
  /** An upload for an import stays staged and becomes no asset. */
  purpose?: 'import'
  /** The folder that becomes its home, and whether the folders it was dropped with are made below it. */
  folderId?: string
  keepsFolders?: boolean
  /** The template that was chosen for it. */
  templateId?: string
  /** What is new in the version that it becomes. */
  note?: string
  /** The asset that already has these bytes, and its title when they were compared. */
  assetId?: string
  title?: string
  /** The rules of its folder that it broke, so that it is held. */
  held?: readonly HoldReason[]
  /** The person's decision about the duplicate. */
  answer?: 'new_version' | 'keep_both'
}

/** An upload as the person who sends it sees it. */
export interface ReceivedUpload {
  id: string
  fileName: string
  byteSize: number
  state: 'receiving' | 'inspecting' | 'duplicate' | 'done' | 'refused' | 'failed' | 'cancelled'
  reason: string | null
  facts: UploadFacts
  assetId: string | null
}
