import { type RawBuilder, sql } from 'kysely'
import type { VersionState } from '#db/schema/assets'
import { keywordList, sourceText } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'
import { editHashOf } from './current-edit.server'

export interface ListedVersion {
  id: string
  number: number
  fileName: string
  mediaType: string
  kind: string
  extension: string
  byteSize: number
  sha256: string
  width: number | null
  height: number | null
  pageCount: number | null
  colourSpace: string | null
  unpreviewableReason: string | null
  needsDarkBackdrop: boolean
  hasLocation: boolean
  extracted: Record<string, string | number>
  state: VersionState
  createdAt: Date
  createdByName: string | null
  note: string | null
  /** Number of the version that it restores. */
  restoredFrom: number | null
  /** Hash of how its picture is edited; empty when it is not. */
  editHash: string
}

/** Returns the versions of an asset, newest first. */
export const versionsOf = (db: Db, assetId: string): Promise<ListedVersion[]> =>
  db
    .selectFrom('assetVersion as version')
    .innerJoin('storedObject as object', 'object.sha256', 'version.sha256')
    .leftJoin('person', 'person.id', 'version.createdBy')
    .where('version.assetId', '=', assetId)
    .orderBy('version.number', 'desc')
    .select(['version.id', 'version.number', 'version.fileName', 'version.mediaType', 'version.kind'])
    .select(['version.extension', 'object.byteSize', 'version.sha256', 'version.width', 'version.height'])
    .select(['version.pageCount', 'version.colourSpace', 'version.unpreviewableReason', 'version.needsDarkBackdrop'])
    .select(['version.hasLocation', 'version.state', 'version.createdAt', 'person.name as createdByName'])
    .select(['version.note', 'version.restoredFrom', editHashOf(sql.ref('version.id')).as('editHash')])
    .select(sql<Record<string, string | number>>`version.extracted`.as('extracted'))
    .execute()

export interface AssetRecord {
  id: string
  sourceLocale: string
  keywords: string[]
  sourcePath: string | null
  currentVersionId: string
  approvedVersionId: string | null
  folderId: string | null
}

/** Returns an asset without its texts and versions; undefined when there is none. */
export const findAsset = (db: Db, assetId: string): Promise<AssetRecord | undefined> =>
  db
    .selectFrom('asset')
    .where('id', '=', assetId)
    .select(['id', 'sourceLocale', 'sourcePath', 'currentVersionId', 'approvedVersionId', 'folderId'])
    .select(keywordList.as('keywords'))
    .executeTakeFirst()

/**
 * Returns the newest version that has these bytes, with the id and title of its asset; undefined when there is none.
 * Versions of assets in the bin do not count: most people cannot see them, so the file is ingested again.
 */
export function findDuplicate(db: Db, sha256: string) {
  return db
    .selectFrom('assetVersion as version')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .where('version.sha256', '=', sha256)
    .where('asset.deletedAt', 'is', null)
    .orderBy('version.createdAt', 'desc')
    .select(['version.assetId', 'version.fileName', titleOf().as('title')])
    .executeTakeFirst()
}

/** Returns SQL for the title of `asset` in its source language, or else in the first there is. */
export const titleOf = (): RawBuilder<string | null> => sourceText('title')
