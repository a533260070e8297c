import { z } from 'zod'
import { AssetIds } from '~/domain/assets/asset-ids'

/** How long what is deleted can be restored. */
export const BIN_DAYS = 30

/** What can be put into the bin. */
export const BIN_KINDS = ['asset', 'collection', 'portal', 'share'] as const
export type BinKind = (typeof BIN_KINDS)[number]

/** Assets to put into the bin. */
export const AssetSelection = z.strictObject({ assets: AssetIds })

/** Things of one kind: what is in the bin, or what shall go there. */
export const BinSelection = z.strictObject({ kind: z.enum(BIN_KINDS), ids: AssetIds })
export type BinSelection = z.output<typeof BinSelection>

/** What was put into the bin, so that it can be restored, and how many were left. */
export interface Deleted {
  kind: BinKind
  ids: string[]
  refused: number
}
