import { z } from 'zod'

/** How long what is deleted can be restored. */
export const BIN_DAYS = 30

/** What can be put into the bin. */
export const BIN_KINDS = ['asset', 'collection', 'portal', 'share'] as const
export type BinKind = (typeof BIN_KINDS)[number]

/** The most things that one act moves at once. */
const MOST = 500

/** Assets to put into the bin. */
export const AssetSelection = z.strictObject({ assets: z.array(z.uuid()).min(1).max(MOST) })

/** Things of one kind: what is in the bin, or what shall go there. */
export const BinSelection = z.strictObject({ kind: z.enum(BIN_KINDS), ids: z.array(z.uuid()).min(1).max(MOST) })
export type BinSelection = z.output<typeof BinSelection>

/** What was put into the bin, so that it can be restored, and how many were left. */
export interface Deleted {
  kind: BinKind
  ids: string[]
  refused: number
}
