import type { ViewScope } from '~/domain/access/access'
import { deliverSized } from '~/domain/delivery/sized-deliveries.server'
import { askInTransaction, roomFromOutside, type SizedWanted } from '~/domain/presets/ask-for-sized.commands.server'
import { inTransaction } from '~/platform/db.server'

/** Behind single files, for which a person waits with fewer others, and behind the previews of uploads. */
const PRIORITY = 5
/** Renditions that are asked for in one transaction. */
const BATCH = 100

/**
 * Has everything made that a kit in the sizes of a preset lacks. Returns the number of its files that are still being made, and
 * of all that the preset makes; what cannot be made is in neither. Where much is waited for from outside, the rest is left to
 * the next call. With `asks` false it only counts.
 */
export async function askForKit(
  scope: ViewScope,
  ids: readonly string[],
  presetKey: string,
  { asks = true }: { asks?: boolean } = {},
): Promise<{ waiting: number; total: number }> {
  const deliveries = await deliverSized(scope, ids, presetKey)
  const unmade = deliveries.flatMap((delivery) => (delivery.outcome === 'unmade' ? [delivery] : []))
  const unasked = unmade.flatMap(({ isAsked, wanted }) => (isAsked ? [] : [wanted]))
  if (asks) await askForAll(scope, unasked)
  const made = deliveries.filter(({ outcome }) => outcome === 'deliverable').length
  return { waiting: unmade.length, total: made + unmade.length }
}

/** In the order of their versions, so that of two kits of the same files none waits for a row that waits for the other. */
async function askForAll({ db, viewer }: ViewScope, unordered: readonly SizedWanted[]): Promise<void> {
  const isOutside = viewer.kind !== 'staff'
  const options = { priority: PRIORITY, again: true, isOutside, by: isOutside ? undefined : viewer.personId }
  const wanted = [...unordered].sort((a, b) => (a.versionId < b.versionId ? -1 : 1))
  for (let at = 0; at < wanted.length; at += BATCH) {
    const batch = wanted.slice(at, at + BATCH)
    const isFull = await inTransaction(db, async (trx) => {
      const room = isOutside ? Math.max(0, await roomFromOutside(trx)) : batch.length
      for (const each of batch.slice(0, room)) await askInTransaction(trx, each, options)
      return room < batch.length
    })
    if (isFull) return
  }
}
