import { sql } from 'kysely'
import { deletableAssets } from '~/domain/assets/asset-deletion.queries.server'
import { assetName } from '~/domain/assets/asset-name.queries.server'
import type { Person } from '~/domain/identity/person'
import { placesOf, type UsedPlace } from '~/domain/swaps/places.queries.server'
import type { Db } from '~/platform/db.server'
import { type MergedFacts, type StricterRights, stricterRights, wouldWiden } from './duplicate'

/** What merging one asset into another does. */
export interface MergePlan {
  keepId: string
  mergedId: string
  name: string
  /** Whether this person may put the merged asset into the bin. */
  mayMerge: boolean
  /** Places where the kept asset takes the place of the other. */
  moves: UsedPlace[]
  /** Places that are left alone, because this person may not change them or the kept asset would begin to leave there. */
  stays: UsedPlace[]
  /** Whether places and texts are left alone because the merged asset is not approved and the kept one is. */
  widens: boolean
  /** Whether what the merged asset delivered is refused from now on: the kept one is not approved. */
  narrows: boolean
  rights: StricterRights
}

/** Returns what merging does; undefined when one of the two is in the bin or gone. */
export async function mergePlan(
  db: Db,
  by: Person,
  { keepId, mergedId }: { keepId: string; mergedId: string },
  { locale, now }: { locale: string; now: Date },
): Promise<MergePlan | undefined> {
  const facts = await factsOf(db, [keepId, mergedId])
  const [kept, merged] = [facts.get(keepId), facts.get(mergedId)]
  if (!kept || !merged || keepId === mergedId) return undefined
  const widens = wouldWiden(kept, merged)
  const places = await placesOf(db, by, mergedId, { locale, now })
  // Where a pin holds everything back, following the kept asset would begin to deliver.
  const isMoved = ({ mayChange, isOutward, pin }: UsedPlace) =>
    mayChange && !((widens || pin?.isWithdrawn) && isOutward)
  return {
    ...{ keepId, mergedId, widens, narrows: merged.isApproved && !kept.isApproved },
    name: await assetName(db, mergedId),
    mayMerge: (await deletableAssets(db, by, [mergedId])).get(mergedId) ?? false,
    moves: places.filter(isMoved),
    stays: places.filter((place) => !isMoved(place)),
    rights: stricterRights(kept, merged),
  }
}

async function factsOf(db: Db, ids: string[]): Promise<Map<string, MergedFacts>> {
  const rows = await db
    .selectFrom('asset')
    .leftJoin('assetRights as rights', 'rights.assetId', 'asset.id')
    .where('asset.id', 'in', ids)
    .where('asset.deletedAt', 'is', null)
    .select(['asset.id', sql<boolean>`asset.approved_version_id is not null`.as('isApproved')])
    .select(['rights.embargoUntil', 'rights.embargoZone', 'rights.expiresAt', 'rights.expiresZone'])
    .execute()
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}
