import { restoreAssets } from '~/domain/assets/asset-deletion.commands.server'
import { restoreCollection } from '~/domain/collections/collection-deletion.commands.server'
import { unmergeAssets } from '~/domain/duplicates/merge.commands.server'
import type { Person } from '~/domain/identity/person'
import { restorePortal } from '~/domain/portals/portal-deletion.commands.server'
import { restoreShare } from '~/domain/shares/share-deletion.commands.server'
import { type Db, inTransaction } from '~/platform/db.server'
import type { BinSelection } from './bin'

const RESTORE = { collection: restoreCollection, portal: restorePortal, share: restoreShare }

/**
 * Restores items from the bin, all or none; assets that were merged get their places back. Throws `role.required`, and
 * `bin.gone` when one is no longer in it.
 */
export async function restore(db: Db, by: Person, { kind, ids }: BinSelection): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (kind === 'asset') {
      await restoreAssets(trx, by, ids)
      return unmergeAssets(trx, by, ids)
    }
    for (const id of ids) await RESTORE[kind](trx, by, id)
  })
}
