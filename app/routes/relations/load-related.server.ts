import { assetName } from '~/domain/assets/asset-name.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { looksLike } from '~/domain/duplicates/duplicates.queries.server'
import { mergedInto } from '~/domain/duplicates/merges.queries.server'
import { mayEditAssets, mayRestore } from '~/domain/identity/permissions'
import { lapsedParts, relationsOf } from '~/domain/relations/relations.queries.server'
import { swapsOf } from '~/domain/swaps/swaps.queries.server'
import type { StaffContext } from '~/http/context.server'

/** Returns what an asset is to others, as far as this person may see them, and what was merged and swapped. */
export async function loadRelated({ db, viewer, person, now, locale }: StaffContext, id: string) {
  const seen = await relationsOf(db, id)
  const others = await staffAssets({ db, viewer, now }, [...new Set(seen.map(({ otherId }) => otherId))], locale)
  const byId = new Map(others.map((asset) => [asset.id, asset]))
  const relations = seen.flatMap(({ kind, direction, otherId }) => {
    const other = byId.get(otherId)
    return other ? [{ kind, direction, other }] : []
  })
  if (!mayEditAssets(person)) return { relations, lapsed: [], alike: 0, merged: [], swaps: [] }
  const named = async <T extends { id: string }>(rows: T[]) =>
    Promise.all(rows.map(async (row) => ({ ...row, title: await assetName(db, row.id) })))
  const swaps = await swapsOf(db, id)
  return {
    relations,
    lapsed: await named(await lapsedParts(db, id, now)),
    alike: (await looksLike(db, id)).length,
    merged: (await mergedInto(db, id)).map(({ deletedBy, ...merged }) => ({
      ...merged,
      mayRestore: merged.isInBin && mayRestore(person, deletedBy),
    })),
    swaps: await Promise.all(swaps.map(async (swap) => ({ ...swap, title: await assetName(db, swap.toId) }))),
  }
}
