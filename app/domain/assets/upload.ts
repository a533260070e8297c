import { z } from 'zod'

export type { UploadState } from '#db/schema/assets'

/** What can be answered to an upload that waits for somebody. */
export const UploadAnswer = z.strictObject({ intent: z.enum(['dismiss', 'new_version', 'keep_both', 'retry']) })

/** What an upload knows about itself beyond its columns. */
export interface UploadFacts {
  /** What the page that sends it calls it, from before the upload has an address. */
  key?: string
  /** The asset that has these bytes already, and its title at that moment. */
  assetId?: string
  title?: string
  /** What was answered to the duplicate. */
  answer?: 'new_version' | 'keep_both'
}

/** An upload as its sender sees it. */
export interface ReceivedUpload {
  id: string
  fileName: string
  byteSize: number
  state: 'receiving' | 'inspecting' | 'duplicate' | 'done' | 'refused' | 'failed' | 'cancelled'
  reason: string | null
  facts: UploadFacts
  assetId: string | null
}
