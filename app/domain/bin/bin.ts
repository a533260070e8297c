import { z } from 'zod'
import { AssetIds } from '~/domain/assets/asset-ids'

/** Days during which a deletion can be undone. */
export const BIN_DAYS = 30

/** What can be put into the bin. */
export const BIN_KINDS = ['asset', 'collection', 'portal', 'share'] as const
export type BinKind = (typeof BIN_KINDS)[number]

/** Assets to put into the bin. */
export const AssetSelection = z.strictObject({ assets: AssetIds })

/** Things of one kind, either in the bin or to be put there. */
export const BinSelection = z.strictObject({ kind: z.enum(BIN_KINDS), ids: AssetIds })
export type BinSelection = z.output<typeof BinSelection>

/** Result of a deletion: what was put into the bin, so that it can be restored, and how many were skipped. */
export interface Deleted {
  kind: BinKind
  ids: string[]
  refused: number
}
