import { adoptAnnotations } from '~/domain/annotations/adopt-annotations.commands.server'
import { adoptSources } from '~/domain/assets/adopt-sources.commands.server'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { assetName } from '~/domain/assets/asset-name.queries.server'
import { record } from '~/domain/audit/audit-log.commands.server'
import { adoptCaptions } from '~/domain/captions/adopt-captions.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayEditAssets } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { adoptValues } from '~/domain/metadata/values.commands.server'
import { copyRelations } from '~/domain/relations/relations.commands.server'
import { stepsOf } from '~/domain/review/review.queries.server'
import { changeRights } from '~/domain/rights/rights.commands.server'
import { swapIn, undoSwap } from '~/domain/swaps/swaps.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { type MergePlan, mergePlan } from './merge-plan.queries.server'

/** What a merge is decided with. */
interface MergeScope {
  by: Person
  now: Date
}

/**
 * Merges assets into the one that is kept, all or none: it takes their places in collections, shares and portals, gets texts,
 * captions and keywords that it lacks, their relations and annotations, and the stricter embargo and expiry; they go to the bin, and their
 * addresses lead to it. It keeps its own versions and approval: nothing leaves that was refused before. Throws `role.required`,
 * `asset.unknown`, `asset.not_deletable` for one that `by` may not put into the bin, and `rights.window` when no time would
 * be left between embargo and expiry.
 */
export async function mergeAssets(
  db: Db,
  { by, now }: MergeScope,
  { keep, merge }: { keep: string; merge: readonly string[] },
): Promise<void> {
  if (!mayEditAssets(by)) throw new DomainError('role.required', { role: 'editor' })
  const ids = merge.filter((id) => id !== keep)
  if (ids.length === 0) throw new DomainError('asset.unknown')
  await inTransaction(db, async (trx) => {
    // In the order of ids, so that two merges of one group cannot deadlock; what each does is decided after that.
    await trx
      .selectFrom('asset')
      .select('id')
      .where('id', 'in', [keep, ...ids])
      .orderBy('id')
      // Not against those who add one of them to a collection, which is locked after this.
      .forNoKeyUpdate()
      .execute()
    for (const mergedId of ids) {
      const plan = await mergePlan(trx, by, { keepId: keep, mergedId }, { locale: 'en', now })
      if (!plan) throw new DomainError('asset.unknown')
      if (!plan.mayMerge) throw new DomainError('asset.not_deletable')
      await mergeOne(trx, by, plan)
    }
  })
}

async function mergeOne(
  trx: Tx,
  by: Person,
  { keepId, mergedId, name, moves, widens, rights }: MergePlan,
): Promise<void> {
  if (Object.keys(rights).length > 0) {
    const [refused] = await changeRights(trx, by, [keepId], rights)
    if (refused) throw refused.error
  }
  const pair = { fromId: mergedId, toId: keepId }
  const swapId = await swapIn(
    trx,
    by,
    pair,
    moves.map(({ place }) => place),
  )
  if (!widens) {
    await adoptValues(trx, actorOf(by), pair)
    await adoptCaptions(trx, pair)
  }
  await adoptSources(trx, pair)
  await adoptAnnotations(trx, { ...pair, name })
  await copyRelations(trx, by, pair)
  const history = (await stepsOf(trx, mergedId)).map(({ toState, note, at, byName }) => ({ toState, note, at, byName }))
  const values = { keptId: keepId, swapId: swapId ?? null, name, history: JSON.stringify(history), mergedBy: by.id }
  await trx
    .insertInto('assetMerge')
    .values({ mergedId, ...values })
    .execute()
  await deleteAssets(trx, by, [mergedId])
  const facts = { other: name, otherId: mergedId, places: moves.length }
  await record(trx, actorOf(by), 'asset.merged', { kind: 'asset', id: keepId }, facts)
}

/**
 * Called when assets come back from the bin: those that were merged get the places back that the kept asset still has, and
 * their addresses lead to themselves again. What the kept asset got besides places stays with it.
 */
export async function unmergeAssets(trx: Tx, by: Person, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const merges = await trx
    .deleteFrom('assetMerge')
    .where('mergedId', 'in', ids)
    .returning(['mergedId', 'keptId', 'swapId', 'name'])
    .execute()
  for (const { mergedId, keptId, swapId, name } of merges) {
    const places = swapId && (await isMade(trx, swapId)) ? await undoSwap(trx, by, swapId) : 0
    const subject = { kind: 'asset', id: keptId, name: (await assetName(trx, keptId)) || undefined } as const
    await record(trx, actorOf(by), 'asset.unmerged', subject, { other: name, otherId: mergedId, places })
  }
}

/** Whether a swap is there and not undone. */
async function isMade(trx: Tx, swapId: string): Promise<boolean> {
  const made = await trx
    .selectFrom('assetSwap')
    .select('id')
    .where('id', '=', swapId)
    .where('undoneAt', 'is', null)
    .executeTakeFirst()
  return made !== undefined
}
