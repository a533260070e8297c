import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { editHashOf } from './current-edit.server'
import { NO_PIN, type StoredPin } from './pin'

/**
 * Returns what a pin to a version of an asset is stored as, with the number of the version; no pin when `versionId` is
 * undefined. Locks the version, so that it is not withdrawn meanwhile. Throws `version.not_approved` for one that is not
 * approved or belongs to another asset.
 */
export async function lockPinnable(
  trx: Tx,
  assetId: string,
  versionId: string | undefined,
): Promise<StoredPin & { number: number | null }> {
  if (versionId === undefined) return { ...NO_PIN, number: null }
  const version = await trx
    .selectFrom('assetVersion')
    .where('id', '=', versionId)
    .where('assetId', '=', assetId)
    .where('state', '=', 'approved')
    .select(['id', 'number', sql<Date>`now()`.as('now')])
    .forShare()
    .executeTakeFirst()
  if (!version) throw new DomainError('version.not_approved', { field: 'version' })
  return { pinnedVersionId: version.id, pinnedAt: version.now, number: version.number }
}

/**
 * Returns the pin that an asset gets which takes the place of another: to its own newest approved version with the same bytes
 * and edits as the one that was pinned, so that the same picture is delivered; none when it has no such version.
 */
export async function pinWithSameBytes(trx: Tx, assetId: string, pin: StoredPin): Promise<StoredPin> {
  if (pin.pinnedVersionId === null) return NO_PIN
  const same = await trx
    .selectFrom('assetVersion as version')
    .innerJoin('assetVersion as pinned', 'pinned.sha256', 'version.sha256')
    .where('pinned.id', '=', pin.pinnedVersionId)
    .where('version.assetId', '=', assetId)
    .where('version.state', '=', 'approved')
    .where(sql<boolean>`${editHashOf(sql.ref('version.id'))} = ${editHashOf(sql.ref('pinned.id'))}`)
    .orderBy('version.number', 'desc')
    .select('version.id')
    .executeTakeFirst()
  return same ? { pinnedVersionId: same.id, pinnedAt: pin.pinnedAt } : NO_PIN
}
