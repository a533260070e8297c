import type { ViewScope } from '~/domain/access/access'
import { deliverSized } from '~/domain/delivery/sized-deliveries.server'
import { askInTransaction } from '~/domain/presets/ask-for-sized.commands.server'
import { inTransaction } from '~/platform/db.server'

/** Behind single files, for which a person waits with fewer others. */
const PRIORITY = 0

/**
 * Has everything made that a kit in the sizes of a preset lacks. Returns the number of its files that are still being made, and
 * of all that the preset makes; what cannot be made is in neither.
 */
export async function askForKit(
  scope: ViewScope,
  ids: readonly string[],
  presetKey: string,
): Promise<{ waiting: number; total: number }> {
  const deliveries = await deliverSized(scope, ids, presetKey)
  const unmade = deliveries.flatMap((delivery) => (delivery.outcome === 'unmade' ? [delivery] : []))
  const unasked = unmade.filter(({ isAsked }) => !isAsked)
  if (unasked.length > 0)
    await inTransaction(scope.db, async (trx) => {
      for (const { wanted } of unasked) await askInTransaction(trx, wanted, { priority: PRIORITY })
    })
  const made = deliveries.filter(({ outcome }) => outcome === 'deliverable').length
  return { waiting: unmade.length, total: made + unmade.length }
}
