import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { AssetSelection, type Deleted } from '~/domain/bin/bin'
import { staffAction, withoutPage } from '~/http/route.server'

/** Moves a selection to the bin, as far as the person may; returns what can be restored and how many were refused. */
export const action = withoutPage(
  staffAction('editor', AssetSelection, async ({ db, person, input }) => {
    const { deleted, refused } = await deleteAssets(db, person, input.assets)
    return { kind: 'asset', ids: deleted, refused } satisfies Deleted
  }),
)
