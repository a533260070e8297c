import { sql } from 'kysely'
import type { z } from 'zod'
import type { VersionState } from '#db/schema/assets'
import { isHeldVersion } from '~/domain/assets/holds.queries.server'
import { moveVersions, pointApproved } from '~/domain/assets/versions.commands.server'
import { recordAll } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { type Person, roleIncludes } from '~/domain/identity/person'
import { publishChanges } from '~/domain/metadata/withheld-values.commands.server'
import type { Tx } from '~/platform/db.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError, type RefusedItem } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import type { Readiness } from './readiness'
import { loadReadiness } from './readiness.queries.server'
import { type ReviewStep, TRANSITIONS, type TransitionName } from './review'
import { castVotes, endRounds, startRounds } from './rounds.commands.server'

/** A step for one asset; `versionId` is the version the person saw; when absent, the one that the step applies to. */
export interface WantedStep {
  assetId: string
  versionId?: string
}

interface Locked {
  id: string
  /** The version that this step applies to: the current one; for a withdrawal the approved one. */
  versionId: string | null
  state: VersionState | null
  fileName: string | null
  /** Whether the version is held. */
  isHeld: boolean
}

/** An asset with a version that is in one of the states a step begins at. */
type Movable = Locked & { versionId: string; state: VersionState }

const isIn = (asset: Locked, states: readonly VersionState[]): asset is Movable =>
  asset.versionId !== null && asset.state !== null && states.includes(asset.state)

export interface TransitionInput {
  name: TransitionName
  note?: string
  /** Confirms that a version without a preview was inspected by other means. */
  unseen?: boolean
  /** Whether the review was held as another asset, so that no votes are needed here. */
  isDecided?: boolean
}

export interface Transitioned {
  refused: RefusedItem[]
  /** Ids of assets that others have to approve as well. */
  voted: string[]
}

/**
 * Applies one transition of the review to assets and records who, when and the note; an approval when the last stage of the review
 * has its votes. Returns those that were refused, each with its reason: `asset.unknown`, `asset.changed_meanwhile`,
 * `review.held`, `review.not_a_draft`, `review.not_waiting`, `review.not_ready`, `review.unseen`, and those of `castVotes`. Throws
 * `role.required`.
 */
export async function transitionAssets(
  trx: Tx,
  by: Person,
  wanted: WantedStep[],
  { name, note, unseen = false, isDecided = false }: TransitionInput,
): Promise<Transitioned> {
  const transition = TRANSITIONS[name]
  if (!roleIncludes(by.role, transition.role)) throw new DomainError('role.required', { role: transition.role })
  const ids = wanted.map((step) => step.assetId)
  const locked = await lockAssets(trx, name, ids)
  const ready = name === 'submit' || name === 'approve' ? await loadReadiness(trx, ids) : undefined
  const refused: RefusedItem[] = []
  const moving: Movable[] = []
  for (const step of wanted) {
    const { assetId } = step
    const found = movable({ name, unseen }, step, locked.get(assetId), ready?.get(assetId))
    if (found instanceof DomainError) refused.push({ id: assetId, error: found })
    else moving.push(found)
  }
  const isVote = !isDecided && (name === 'approve' || name === 'ask_for_changes')
  if (!isVote || moving.length === 0) {
    if (moving.length > 0) await move(trx, by, moving, { name, note })
    return { refused, voted: [] }
  }
  const votes = await castVotes(trx, by, moving, { approves: name === 'approve', note })
  const decided = moving.filter(({ versionId }) => votes.decided.has(versionId))
  if (decided.length > 0) await move(trx, by, decided, { name, note })
  const gone = new Set([...votes.refused, ...decided].map(({ id }) => id))
  return { refused: [...refused, ...votes.refused], voted: moving.map(({ id }) => id).filter((id) => !gone.has(id)) }
}

/**
 * Returns the assets with the version a step applies to, locked in the order of ids so that two commands cannot deadlock.
 * A second statement reads the versions: a statement that waited for a lock sees joined rows as they were before the wait.
 */
async function lockAssets(trx: Tx, name: TransitionName, ids: string[]): Promise<Map<string, Locked>> {
  const which = sql<boolean>`asset.id = any(${ids}::uuid[])`
  await trx.selectFrom('asset').select('id').where(which).orderBy('id').forUpdate().execute()
  const pointer = name === 'withdraw' ? 'asset.approvedVersionId' : 'asset.currentVersionId'
  const rows = await trx
    .selectFrom('asset')
    .leftJoin('assetVersion as version', 'version.id', pointer)
    .where(which)
    .where('asset.deletedAt', 'is', null)
    .select(['asset.id', 'version.id as versionId', 'version.state', 'version.fileName'])
    .select(isHeldVersion(sql.ref('version.id')).as('isHeld'))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The asset of a step when it may be moved, else the error that says why not. */
function movable(
  { name, unseen }: { name: TransitionName; unseen: boolean },
  step: WantedStep,
  asset: Locked | undefined,
  ready: Readiness | undefined,
): Movable | DomainError {
  if (!asset) return new DomainError('asset.unknown')
  const isAtStart = isIn(asset, TRANSITIONS[name].from)
  if (step.versionId === undefined && !isAtStart)
    return new DomainError(name === 'submit' ? 'review.not_a_draft' : 'review.not_waiting')
  const looked = step.versionId === undefined || step.versionId === asset.versionId
  if (!looked || !isAtStart) return new DomainError('asset.changed_meanwhile')
  if (!ready) return asset
  if (asset.isHeld) return new DomainError('review.held')
  if (ready.missing.length > 0) return new DomainError('review.not_ready', { missing: ready.missing })
  if (name === 'approve' && ready.preview.state !== 'made' && !unseen)
    return new DomainError('review.unseen', { field: 'unseen' })
  return asset
}

async function move(
  trx: Tx,
  by: Person,
  assets: Movable[],
  { name, note }: { name: TransitionName; note: string | undefined },
): Promise<void> {
  const transition = TRANSITIONS[name]
  const versionIds = assets.map((asset) => asset.versionId)
  const assetIds = assets.map((asset) => asset.id)
  const moved = await moveVersions(trx, versionIds, transition.from, transition.to)
  if (moved !== versionIds.length) throw new DomainError('asset.changed_meanwhile')
  if (name === 'approve') {
    await pointApproved(trx, assetIds, 'current')
    await publishChanges(trx, assetIds)
  }
  if (name === 'withdraw') await pointApproved(trx, assetIds, 'none')
  if (name === 'submit') await startRounds(trx, versionIds, by.id)
  else await endRounds(trx, versionIds)
  const steps = await trx
    .insertInto('reviewStep')
    .values(
      assets.map(({ versionId, state }) => ({
        ...{ versionId, fromState: state, toState: transition.to, note: note || null, byPerson: by.id },
      })),
    )
    .returning(['id', 'versionId'])
    .execute()
  const stepOf = new Map(steps.map((step) => [step.versionId, step.id]))
  await recordAll(
    trx,
    actorOf(by),
    transition.audit,
    assets.map(({ id, versionId, fileName }) => ({
      subject: { kind: 'asset', id, name: fileName ?? undefined },
      facts: { note, stepId: stepOf.get(versionId!) },
    })),
  )
}

/**
 * Applies one transition to the current version of an asset; a withdrawal to the approved one, even if a newer version waits
 * for review. Of two concurrent calls one succeeds and the other throws `asset.changed_meanwhile`. Throws also
 * `asset.unknown`, `role.required`, and the reasons of `transitionAssets`. Returns `voted` when others have to approve as well.
 */
export async function transition(
  db: Db,
  by: Person,
  assetId: string,
  input: z.output<typeof ReviewStep>,
): Promise<TransitionName | 'voted'> {
  if (!isId(assetId)) throw new DomainError('asset.unknown')
  const { transition, versionId, note, unseen } = input
  return inTransaction(db, async (trx) => {
    const step = { name: transition, note, unseen }
    const { refused, voted } = await transitionAssets(trx, by, [{ assetId, versionId }], step)
    if (refused[0]) throw refused[0].error
    return voted.length > 0 ? 'voted' : transition
  })
}
