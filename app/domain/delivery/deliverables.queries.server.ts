import { sql } from 'kysely'
import type { AssetFacts, Viewer } from '~/domain/access/access'
import { assetFacts, PINNED_OR_APPROVED } from '~/domain/access/authorize.server'
import { getsClean } from '~/domain/access/decide'
import { approvedAt } from '~/domain/assets/approved-at.server'
import { deliveredName } from '~/domain/assets/delivered-name'
import { isBrokenOriginal } from '~/domain/assets/object-findings.queries.server'
import { madeObject } from '~/domain/renditions/made-rendition'
import type { Db } from '~/platform/db.server'
import type { TextRule } from '~/platform/embedding/text-rule'
import { hasPixels } from '~/platform/files/pixels'
import { isCleaned } from '~/platform/images/clean/cleaned-types'
import { MEDIA_PRESET_NAMES, PRESET_NAMES, presetsFor, standInsFor } from '~/platform/images/preset-uses'
import type { MediaPresetName, PresetName } from '~/platform/images/presets'
import { prepared } from '~/platform/prepared.server'

/** The forms an asset leaves in: its renditions and the original. */
export const RENDITIONS: readonly RenditionName[] = [...PRESET_NAMES, ...MEDIA_PRESET_NAMES, 'original']
export type RenditionName = PresetName | MediaPresetName | 'original'

/** The forms that are sent as files to keep. */
export const FILES: readonly RenditionName[] = [...presetsFor('file'), 'original']

export const isRendition = (name: string | undefined): name is RenditionName =>
  RENDITIONS.includes(name as RenditionName)

/** A stored object with the facts that a response needs. */
export interface Deliverable extends DeliverableFile {
  rendition: RenditionName
}

/** The same of a file that may have been made for a download, by whatever its form is called. */
export interface DeliverableFile {
  assetId: string
  versionId: string
  rendition: string
  objectKey: string
  byteSize: number
  crc32: number
  sha256: string
  mediaType: string
  width: number | null
  height: number | null
  fileName: string
  approvedAt: Date
  /** What the preset that made it says of texts; absent where it is as the portal or share says. */
  texts?: TextRule
}

/** Why there is no object for a rendition, for reasons of the file and not of anyone's rights. */
export type Unmade = 'originalOnly' | 'not_made' | 'not_clean' | 'damaged'

/** An asset with all facts of the decision, and the objects of one of its versions, to be delivered only after `decide`. */
export interface AssetDeliverables extends AssetFacts {
  /** The version that the objects belong to; null when there is none. */
  versionId: string | null
  /** Returns the object of a rendition, or why there is none. Only for renditions that were loaded. */
  object: (rendition: RenditionName) => Deliverable | Unmade
}

/** Which versions to load: those of assets that the viewer gets, pinned or approved, or a given one, approved or not. */
export type WhichVersions = { kind: 'delivered'; assetIds: readonly string[] } | { kind: 'given'; versionId: string }

/** Loads facts and objects in one statement: of the original and at most one rendition. */
export async function loadDeliverables(
  db: Db,
  viewer: Viewer,
  which: WhichVersions,
  renditions: readonly RenditionName[],
): Promise<AssetDeliverables[]> {
  const picture = renditions.find((rendition) => rendition !== 'original')
  const rows = await query(db, viewer, which, { presets: picture ? standInsFor(picture) : [] }).execute()
  const isClean = getsClean(viewer)
  return rows.map((row) => ({
    ...row,
    object: (rendition) => (rendition === 'original' ? originalOf(row, isClean) : pictureOf(row, rendition)),
  }))
}

const query = (db: Db, viewer: Viewer, which: WhichVersions, { presets }: { presets: string[] }) =>
  assetFacts(db, viewer)
    .modifyFront(prepared)
    .where(
      which.kind === 'given'
        ? sql<boolean>`asset.id = (select v.asset_id from asset_version v where v.id = ${which.versionId})`
        : sql<boolean>`asset.id = any(${which.assetIds}::uuid[])`,
    )
    .leftJoin('assetVersion as version', (join) =>
      join
        .onRef('version.assetId', '=', 'asset.id')
        .on('version.id', '=', which.kind === 'given' ? sql<string>`${which.versionId}::uuid` : PINNED_OR_APPROVED),
    )
    .leftJoin('storedObject as object', 'object.sha256', 'version.sha256')
    .leftJoin('rendition as clean', (join) =>
      join.onRef('clean.versionId', '=', 'version.id').on('clean.preset', '=', 'clean'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('rendition')
          .whereRef('rendition.versionId', '=', 'version.id')
          .where('rendition.preset', '=', sql<string>`any(${presets}::text[])`)
          .where('rendition.state', '=', 'made')
          .orderBy(sql`array_position(${presets}::text[], rendition.preset)`)
          .limit(1)
          .select(['objectKey', 'sha256', 'byteSize', 'crc32', 'mediaType', 'width', 'height'])
          .as('picture'),
      (join) => join.onTrue(),
    )
    .select(['version.id as versionId', 'version.fileName', 'version.extension', 'version.mediaType as versionType'])
    .select(['version.kind', 'version.width', 'version.height'])
    .select(['object.sha256', 'object.byteSize', 'object.crc32', 'object.mediaType'])
    .select(isBrokenOriginal(sql.ref('version.sha256')).as('isBroken'))
    .select(['clean.state as cleanState', 'clean.objectKey as cleanKey', 'clean.sha256 as cleanSha256'])
    .select(['clean.byteSize as cleanByteSize', 'clean.crc32 as cleanCrc32'])
    .select([
      'picture.objectKey as pictureKey',
      'picture.sha256 as pictureSha256',
      'picture.byteSize as pictureByteSize',
    ])
    .select(['picture.crc32 as pictureCrc32', 'picture.mediaType as pictureType'])
    .select(['picture.width as pictureWidth', 'picture.height as pictureHeight'])
    .select(approvedAt.as('approvedAt'))

type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]

function originalOf(row: Row, isClean: boolean): Deliverable | Unmade {
  const { id, versionId, fileName, extension, sha256, byteSize, crc32, mediaType } = row
  if (!versionId || !fileName || extension === null || !sha256 || !mediaType || byteSize === null || crc32 === null)
    return 'not_made'
  const common = {
    ...{ assetId: id, versionId, rendition: 'original' as const, mediaType },
    ...(hasPixels(row) ? { width: row.width, height: row.height } : { width: null, height: null }),
    ...{ fileName: deliveredName(fileName, extension), approvedAt: row.approvedAt },
  }
  if (!isClean || !isCleaned(row.versionType ?? '')) {
    if (row.isBroken) return 'damaged'
    return { ...common, objectKey: `originals/${sha256}`, byteSize, crc32, sha256 }
  }
  // The clean original may be the original itself.
  if (row.isBroken && row.cleanKey === `originals/${sha256}`) return 'damaged'
  if (row.cleanState !== 'made') return row.cleanState === 'failed' ? 'not_clean' : 'not_made'
  const { cleanKey, cleanSha256, cleanByteSize, cleanCrc32 } = row
  return {
    ...common,
    ...madeObject({ objectKey: cleanKey, sha256: cleanSha256, byteSize: cleanByteSize, crc32: cleanCrc32, mediaType }),
  }
}

function pictureOf(row: Row, rendition: RenditionName): Deliverable | Unmade {
  const { id, versionId, fileName, extension, pictureKey, pictureType } = row
  if (!versionId || !fileName || extension === null || !pictureKey)
    return row.originalOnly ? 'originalOnly' : 'not_made'
  const { pictureSha256, pictureByteSize, pictureCrc32 } = row
  const bytes = madeObject({
    ...{ objectKey: pictureKey, sha256: pictureSha256, byteSize: pictureByteSize, crc32: pictureCrc32 },
    mediaType: pictureType,
  })
  return {
    ...{ assetId: id, versionId, rendition, ...bytes, width: row.pictureWidth, height: row.pictureHeight },
    ...{ fileName: renditionName(fileName, extension, rendition, bytes.mediaType), approvedAt: row.approvedAt },
  }
}

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'image/tiff': 'tif',
  'video/webm': 'webm',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'audio/mpeg': 'mp3',
  'application/json': 'json',
  'image/svg+xml': 'svg',
  'text/plain; charset=utf-8': 'txt',
  'application/zip': 'zip',
}

/** Returns the name of a file made of another: that of the original, what was made of it, and the ending of its type. */
export function renditionName(fileName: string, extension: string, rendition: string, mediaType: string): string {
  const ending = `.${extension}`
  const stem = fileName.toLowerCase().endsWith(ending)
    ? fileName.slice(0, -ending.length)
    : fileName.replace(/\.[^.]+$/, '')
  return `${stem}-${rendition}.${EXTENSIONS[mediaType] ?? 'bin'}`
}
