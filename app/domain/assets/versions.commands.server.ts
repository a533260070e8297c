import { sql } from 'kysely'
import type { VersionState } from '#db/schema/assets'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { personIdOf } from '~/domain/identity/actor'
import { stateRights } from '~/domain/rights/rights.commands.server'
import type { Db, Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import type { FileMetadata } from '~/platform/images/metadata.server'
import { lockById } from '~/platform/lock.server'
import type { FileTags } from '~/platform/metadata/tags/file-tag'
import { enqueue } from '~/platform/queue.server'
import type { SaidValues } from './file-difference'
import { noteDifferences } from './file-differences.commands.server'
import { storeTags } from './file-tags.commands.server'
import { firstValues, insertFirstValues } from './first-values.commands.server'
import { makeRenditions } from './make-renditions.jobs.server'
import { addSource } from './sources.commands.server'
import type { StatedMetadata } from './stated-metadata'

/** A file whose bytes are in the store, ready to become a version. */
export interface StoredFile {
  sha256: string
  crc32: number
  byteSize: number
  fileName: string
  relativePath?: string
  kind: string
  mediaType: string
  extension: string
  width: number | null
  height: number | null
  pageCount: number | null
  colourSpace: string | null
  unpreviewable?: string
  /** The home of a new asset. */
  folderId?: string | null
  /** The template that was chosen for a new asset. */
  templateId?: string
  /** What of the metadata was stated beside the file. */
  stated?: StatedMetadata
  /** What is new in this version. */
  note?: string
  metadata: FileMetadata & { licenceName?: string }
  /** Every tag in the file; absent where they were not read, and a job reads them. */
  tags?: FileTags
  /** What the file itself says in the built-in fields. */
  said?: readonly SaidValues[]
}

export interface NewVersion {
  assetId: string
  versionId: string
}

/** Makes an asset of a stored file, with texts and rights prefilled from the file's own metadata and by a template. */
export async function addAsset(trx: Tx, by: Actor, file: StoredFile): Promise<NewVersion> {
  const assetId = newId()
  const versionId = newId()
  await insertObject(trx, file)
  await insertVersion(trx, by, { assetId, versionId, number: 1 }, file)
  const first = await firstValues(trx, assetId, file)
  await trx
    .insertInto('asset')
    .values({
      id: assetId,
      kind: file.kind,
      sourceLocale: first.sourceLocale,
      sourcePath: file.relativePath ?? null,
      folderId: file.folderId ?? null,
      currentVersionId: versionId,
      approvedVersionId: null,
      createdBy: personIdOf(by),
    })
    .execute()
  await addSource(trx, by, assetId, file)
  await insertFirstValues(trx, by, assetId, first)
  await stateRights(trx, assetId, {})
  await record(trx, by, 'asset.created', { kind: 'asset', id: assetId, name: file.fileName }, { versionId })
  await enqueue(trx, makeRenditions, { versionId })
  return { assetId, versionId }
}

/**
 * Adds a version to an asset and makes it the current one. The approved version stays approved, and is delivered until
 * the new one is approved. Throws `asset.unknown`.
 */
export async function addVersion(trx: Tx, by: Actor, assetId: string, file: StoredFile): Promise<NewVersion> {
  const asset = await lockById(
    trx.selectFrom('asset').select(['id', 'sourceLocale', 'currentVersionId', 'approvedVersionId']),
    assetId,
  )
  if (!asset) throw new DomainError('asset.unknown')
  const versionId = newId()
  await insertObject(trx, file)
  const number = await nextNumber(trx, assetId)
  await insertVersion(trx, by, { assetId, versionId, number }, file)
  await noteDifferences(trx, by, {
    asset: { ...asset, kind: file.kind },
    versionId,
    said: file.said ?? [],
    tags: file.tags?.tags ?? [],
  })
  await trx
    .updateTable('asset')
    .set({ currentVersionId: versionId, kind: file.kind })
    .where('id', '=', assetId)
    .execute()
  await addSource(trx, by, assetId, file)
  const subject = { kind: 'asset' as const, id: assetId, name: file.fileName }
  await record(trx, by, 'asset.version_added', subject, { versionId, number })
  await enqueue(trx, makeRenditions, { versionId })
  return { assetId, versionId }
}

/** Returns the number of the next version of an asset, which the caller has locked. */
export async function nextNumber(trx: Tx, assetId: string): Promise<number> {
  const { last } = await trx
    .selectFrom('assetVersion')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('assetId', '=', assetId)
    .executeTakeFirstOrThrow()
  return last + 1
}

/** Moves those of the versions that are in one of `from` to a state; returns how many. */
export async function moveVersions(
  trx: Tx,
  versionIds: string[],
  from: readonly VersionState[],
  to: VersionState,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('assetVersion')
    .set({ state: to })
    .where('id', '=', sql<string>`any(${versionIds}::uuid[])`)
    .where('state', 'in', from)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Sets the approved version of assets, which outsiders get: the current one, or none, which withdraws the asset. */
export async function pointApproved(trx: Tx, assetIds: string[], to: 'current' | 'none'): Promise<void> {
  await trx
    .updateTable('asset')
    .set((eb) => ({ approvedVersionId: to === 'current' ? eb.ref('currentVersionId') : null }))
    .where('id', '=', sql<string>`any(${assetIds}::uuid[])`)
    .execute()
}

interface PictureFacts {
  thumbhash: string
  needsDarkBackdrop: boolean
  /** Pixels before edits. */
  width: number
  height: number
  /** What draws most attention, in fractions of the sides. */
  attention: { x: number; y: number }
}

/**
 * Stores what is known of a version once it was decoded: its thumbhash, whether it needs a dark backdrop, what draws attention in
 * it, and its pixels if they were not known when it arrived.
 */
export async function notePicture(trx: Tx, versionId: string, picture: PictureFacts): Promise<void> {
  const { thumbhash, needsDarkBackdrop, width, height, attention } = picture
  await trx
    .updateTable('assetVersion')
    .set((eb) => ({
      ...{ thumbhash, needsDarkBackdrop, attentionX: attention.x, attentionY: attention.y },
      ...{ width: eb.fn.coalesce('width', eb.val(width)), height: eb.fn.coalesce('height', eb.val(height)) },
    }))
    .where('id', '=', versionId)
    .execute()
}

/** Stores what draws most attention in the picture of a version, in fractions of its sides, unless it is known. */
export async function noteAttention(db: Db, versionId: string, { x, y }: PictureFacts['attention']): Promise<void> {
  await db
    .updateTable('assetVersion')
    .set({ attentionX: x, attentionY: y })
    .where('id', '=', versionId)
    .where('attentionX', 'is', null)
    .execute()
}

async function insertObject(
  trx: Tx,
  { sha256, crc32, byteSize, mediaType, tags, said = [] }: StoredFile,
): Promise<void> {
  await trx
    .insertInto('storedObject')
    .values({ sha256, crc32, byteSize, mediaType })
    .onConflict((oc) => oc.column('sha256').doNothing())
    .execute()
  if (tags) await storeTags(trx, sha256, { tags, said })
}

async function insertVersion(
  trx: Tx,
  by: Actor,
  { assetId, versionId, number }: NewVersion & { number: number },
  file: StoredFile,
): Promise<void> {
  const { sha256, fileName, extension, mediaType, kind, width, height, pageCount, colourSpace } = file
  await trx
    .insertInto('assetVersion')
    .values({
      ...{ id: versionId, assetId, number, createdBy: personIdOf(by) },
      ...{ sha256, fileName, extension, mediaType, kind, width, height, pageCount, colourSpace },
      note: file.note ?? null,
      unpreviewableReason: file.unpreviewable ?? null,
      thumbhash: null,
      hasLocation: file.metadata.hasLocation,
      extracted: JSON.stringify(file.metadata.extracted),
    })
    .execute()
}
