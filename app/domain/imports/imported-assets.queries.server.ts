import { sql } from 'kysely'
import { missingTexts } from '~/domain/assets/asset-texts.queries.server'
import { keptFor } from '~/domain/duplicates/merges.queries.server'
import type { Credits } from '~/domain/metadata/built-in'
import { findRights } from '~/domain/rights/rights.queries.server'
import type { Db } from '~/platform/db.server'
import type { GivenFields } from './manifest-row'

/** The asset that an external id of a source has become. */
export interface KnownAsset {
  assetId: string
  isInBin: boolean
  /** The asset that it was merged into, when that is why it is in the bin. */
  keptId?: string
}

/** Returns the asset of an external id; undefined when the source has not brought it yet. */
export async function findImported(db: Db, source: string, externalId: string): Promise<KnownAsset | undefined> {
  const found = await db
    .selectFrom('importedAsset')
    .innerJoin('asset', 'asset.id', 'importedAsset.assetId')
    .select(['asset.id as assetId', sql<boolean>`asset.deleted_at is not null`.as('isInBin')])
    .where('source', '=', source)
    .where('externalId', '=', externalId)
    .executeTakeFirst()
  return found?.isInBin ? { ...found, keptId: await keptFor(db, found.assetId) } : found
}

/** Bytes by their SHA-256, or by the CRC-32 and size that a ZIP states of them. */
export type Bytes = { sha256: string } | { crc32: number; byteSize: number }

/** Returns whether any version of the asset has these bytes. */
export async function hasBytes(db: Db, assetId: string, bytes: Bytes): Promise<boolean> {
  let versions = db
    .selectFrom('assetVersion as version')
    .innerJoin('storedObject as object', 'object.sha256', 'version.sha256')
    .select('version.id')
    .where('version.assetId', '=', assetId)
  if ('sha256' in bytes) versions = versions.where('object.sha256', '=', bytes.sha256)
  else versions = versions.where('object.crc32', '=', bytes.crc32).where('object.byteSize', '=', bytes.byteSize)
  return !!(await versions.limit(1).executeTakeFirst())
}

/** Returns whether a version of the asset has this size: another size is other bytes, and need not be read. */
export async function hasSize(db: Db, assetId: string, byteSize: number): Promise<boolean> {
  const found = await db
    .selectFrom('assetVersion as version')
    .innerJoin('storedObject as object', 'object.sha256', 'version.sha256')
    .select('version.id')
    .where('version.assetId', '=', assetId)
    .where('object.byteSize', '=', byteSize)
    .limit(1)
    .executeTakeFirst()
  return !!found
}

/** Returns whether the library has an asset, not in the bin, of bytes that a ZIP states. */
export async function hasTwin(db: Db, { crc32, byteSize }: { crc32: number; byteSize: number }): Promise<boolean> {
  const found = await db
    .selectFrom('storedObject as object')
    .innerJoin('assetVersion as version', 'version.sha256', 'object.sha256')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .select('asset.id')
    .where('object.crc32', '=', crc32)
    .where('object.byteSize', '=', byteSize)
    .where('asset.deletedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return !!found
}

/** What of given fields an asset does not have yet. */
export interface FieldChanges {
  texts?: Pick<GivenFields, 'texts' | 'keywords'>
  credits?: GivenFields['credits']
}

/** Returns what of given fields an asset does not have yet; undefined when it has all of them. */
export async function changesOf(db: Db, assetId: string, fields: GivenFields): Promise<FieldChanges | undefined> {
  const texts = await missingTexts(db, assetId, fields)
  const rights = fields.credits && (await findRights(db, assetId))
  const differing = Object.entries(fields.credits ?? {}).filter(
    ([name, value]) => rights?.[name as keyof Credits] !== value,
  )
  const credits = differing.length ? (Object.fromEntries(differing) as GivenFields['credits']) : undefined
  return texts || credits ? { texts, credits } : undefined
}
