import { z } from 'zod'
import { AssetIds } from '~/domain/assets/asset-ids'
import { FolderChoice } from '~/domain/folders/folder'
import { RIGHTS_FIELDS, type RightsField, RightsInput } from '~/domain/rights/rights'

const FIELDS = Object.keys(RIGHTS_FIELDS) as [RightsField, ...RightsField[]]

/** A command on a selection of assets. */
export const BulkAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('submit'), assets: AssetIds }),
  z.strictObject({ act: z.literal('take_back'), assets: AssetIds }),
  z.strictObject({ act: z.literal('approve'), assets: AssetIds, unseen: z.boolean().optional() }),
  RightsInput.extend({
    act: z.literal('rights'),
    assets: AssetIds,
    /** Only these are set; an empty value clears the field. */
    fields: z.array(z.enum(FIELDS)).min(1, 'form.choose_field').max(FIELDS.length),
  }),
  z.strictObject({ act: z.literal('move'), assets: AssetIds, folderId: FolderChoice.default(null) }),
  z.strictObject({ act: z.literal('move_back'), assets: AssetIds }),
  z.strictObject({ act: z.literal('collect'), assets: AssetIds, collectionId: z.uuid() }),
])
export type BulkActName = z.output<typeof BulkAct>['act']

/** Assets that were refused for one reason. */
export interface RefusedGroup {
  /** An error code of the `errors` locale file. */
  code: string
  /** For `review.not_ready`: the checks that failed; of a field of the brand its name. */
  missing: string[]
  ids: string[]
  /** The first of them, with their titles. */
  named: { id: string; title: string }[]
}

/** The result for each asset of a selection. */
export interface BulkReport {
  act: BulkActName
  done: string[]
  refused: RefusedGroup[]
}
