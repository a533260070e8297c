import type { z } from 'zod'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayApprove } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { publishChanges, returnChanges } from '~/domain/metadata/withheld-values.commands.server'
import { changesKey, type PendingChange, pendingChanges } from '~/domain/metadata/withheld-values.queries.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { sha256Hex } from '~/platform/ids.server'
import { lockById } from '~/platform/lock.server'
import { loadReadiness } from './readiness.queries.server'
import type { TextsStep } from './review'

/** Returns what a decision about changed texts says that it has looked at. */
export const seenOf = (changes: readonly PendingChange[]): string => sha256Hex(changesKey(changes))

/**
 * Approves the changed texts of an approved asset without another version: outsiders get them from now on. With `seen`, only
 * those that were looked at. Throws `role.required`, `asset.unknown`, `asset.changed_meanwhile`, `review.not_ready` when something is missing that an
 * approval needs, `review.not_waiting` when nothing waits.
 */
export async function approveValues(db: Db, by: Person, assetId: string, seen?: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockToDecide(trx, by, assetId, seen)
    const missing = (await loadReadiness(trx, [assetId])).get(assetId)?.missing ?? []
    if (missing.length > 0) throw new DomainError('review.not_ready', { missing })
    const [published] = await publishChanges(trx, [assetId])
    if (!published) throw new DomainError('review.not_waiting')
    await record(trx, actorOf(by), 'asset.texts_approved', { kind: 'asset', id: assetId })
  })
}

/**
 * Sends the changed texts of an approved asset back with a reason: outsiders go on getting the approved ones, and the texts wait
 * again once somebody changes them. Throws as `approveValues` does, but for what is missing.
 */
export async function returnValues(
  db: Db,
  by: Person,
  assetId: string,
  { seen, note }: { seen?: string; note: string },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockToDecide(trx, by, assetId, seen)
    if (!(await returnChanges(trx, assetId, { personId: by.id, note }))) throw new DomainError('review.not_waiting')
    await record(trx, actorOf(by), 'asset.texts_returned', { kind: 'asset', id: assetId }, { note })
  })
}

/** Decides about changed texts as a form says; see the two. */
export const decideTexts = (db: Db, by: Person, assetId: string, step: z.output<typeof TextsStep>): Promise<void> =>
  step.decision === 'approve'
    ? approveValues(db, by, assetId, step.seen)
    : returnValues(db, by, assetId, { seen: step.seen, note: step.note ?? '' })

async function lockToDecide(trx: Tx, by: Person, assetId: string, seen: string | undefined): Promise<void> {
  if (!mayApprove(by)) throw new DomainError('role.required', { role: 'manager' })
  const asset = await lockById(trx.selectFrom('asset').select('id').where('deletedAt', 'is', null), assetId)
  if (!asset) throw new DomainError('asset.unknown')
  const changes = (await pendingChanges(trx, [assetId])).get(assetId) ?? []
  if (seen && seen !== seenOf(changes)) throw new DomainError('asset.changed_meanwhile')
}
