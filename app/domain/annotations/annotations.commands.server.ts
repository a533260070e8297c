import { sql } from 'kysely'
import { lockAssetAndVersion } from '~/domain/assets/lock-version.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { MOST_ANNOTATIONS, type Place, showsPlace } from './annotation'
import { type Author, requireAnnotates, requireResolves } from './author'
import { insertComment } from './comments.commands.server'
import { lockAnnotation, requireAsset } from './lock-annotation.server'
import { findPlacedVersion, storedPlace } from './places.queries.server'
import { recordAnnotation } from './record-annotation.commands.server'

export interface NewAnnotation {
  /** The version that was seen, which need not be the current one any more. */
  versionId: string
  /** Hash of the edit of its picture that was seen; empty for none. */
  edit?: string
  place: Place
  text: string
}

/**
 * Adds an annotation to a version of an asset; returns its number. Throws like `requireAnnotates`, and `asset.unknown`,
 * `version.unknown`, `annotation.place` for a place that the file does not have, `annotation.too_many`,
 * `annotation.mention_ambiguous`, `asset.changed_meanwhile` for an edit that the version never had.
 */
export async function addAnnotation(
  db: Db,
  author: Author,
  assetId: string,
  { versionId, edit = '', place, text }: NewAnnotation,
): Promise<{ id: string; number: number }> {
  requireAnnotates(author, assetId)
  return inTransaction(db, async (trx) => {
    await lockAssetAndVersion(trx, assetId, versionId)
    const version = await findPlacedVersion(trx, assetId, versionId)
    if (!version) throw new DomainError('version.unknown')
    if (!showsPlace(version, place)) throw new DomainError('annotation.place')
    const number = await nextNumber(trx, assetId)
    const annotation = { id: newId(), assetId, number }
    await trx
      .insertInto('annotation')
      .values({
        ...{ ...annotation, versionId, checkedVersionId: versionId },
        ...columnsOf(await storedPlace(trx, version, place, edit)),
        ...{ mergedFrom: null, resolvedAt: null, resolvedBy: null },
      })
      .execute()
    const comment = await insertComment(trx, author, annotation, text)
    await recordAnnotation(trx, author, 'annotation.added', { annotation, versionId, ...comment })
    return { id: annotation.id, number }
  })
}

/** Returns the number of the next annotation of an asset, which the caller has locked. Throws `annotation.too_many`. */
export async function nextNumber(trx: Tx, assetId: string): Promise<number> {
  const { last, count } = await trx
    .selectFrom('annotation')
    .where('assetId', '=', assetId)
    .select((eb) => [eb.fn.max('number').as('last'), eb.fn.countAll<number>().as('count')])
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_ANNOTATIONS) throw new DomainError('annotation.too_many', { most: MOST_ANNOTATIONS })
  return (last ?? 0) + 1
}

function columnsOf(place: Place) {
  const nowhere = { page: null, x: null, y: null, width: null, height: null, fromMs: null, toMs: null }
  return { ...nowhere, ...place }
}

/** Settles an annotation; one that is settled stays as it was. Throws like `requireResolves` and `lockAnnotation`. */
export const resolveAnnotation = (db: Db, author: Author, assetId: string, number: number): Promise<void> =>
  settle(db, author, assetId, { number, isResolved: true })

/** Opens a settled annotation again. Throws like `requireResolves` and `lockAnnotation`. */
export const reopenAnnotation = (db: Db, author: Author, assetId: string, number: number): Promise<void> =>
  settle(db, author, assetId, { number, isResolved: false })

async function settle(
  db: Db,
  author: Author,
  assetId: string,
  { number, isResolved }: { number: number; isResolved: boolean },
): Promise<void> {
  const person = requireResolves(author, assetId)
  await inTransaction(db, async (trx) => {
    const annotation = await lockAnnotation(trx, author, assetId, number)
    if ((annotation.resolvedAt !== null) === isResolved) return
    const { currentVersionId: versionId } = await requireAsset(trx, author, assetId)
    const type = isResolved ? 'annotation.resolved' : 'annotation.reopened'
    if (!isResolved) await recordAnnotation(trx, author, type, { annotation, versionId })
    await trx
      .updateTable('annotation')
      .set({ resolvedAt: isResolved ? sql<Date>`now()` : null, resolvedBy: isResolved ? person.id : null })
      .where('id', '=', annotation.id)
      .execute()
    if (isResolved) await recordAnnotation(trx, author, type, { annotation, versionId })
  })
}

/**
 * Says that an open annotation applies to a newer version, at the same place. When a still newer one has come meanwhile, it is to be
 * checked on that. Throws like `requireResolves` and `lockAnnotation`, and `version.unknown`.
 */
export async function keepAnnotation(
  db: Db,
  author: Author,
  assetId: string,
  { number, versionId }: { number: number; versionId: string },
): Promise<void> {
  requireResolves(author, assetId)
  await inTransaction(db, async (trx) => {
    const annotation = await lockAnnotation(trx, author, assetId, number)
    const version = await findPlacedVersion(trx, assetId, versionId)
    if (!version) throw new DomainError('version.unknown')
    if (annotation.resolvedAt !== null || annotation.checkedVersionId === versionId) return
    const checked = annotation.checkedVersionId
      ? await findPlacedVersion(trx, assetId, annotation.checkedVersionId)
      : undefined
    // Somebody else has checked it on a newer version than the page showed.
    if (checked && checked.number > version.number) return
    await trx.updateTable('annotation').set({ checkedVersionId: versionId }).where('id', '=', annotation.id).execute()
    await recordAnnotation(trx, author, 'annotation.kept', { annotation, versionId })
  })
}
