import { sql } from 'kysely'
import { deliveredName } from '~/domain/assets/delivered-name'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import type { Action, Reason, Viewer } from './access'
import { authorize, formlessOf } from './authorize.server'
import { curates } from './decide'

/** The forms an asset leaves in: two small pictures, the web rendition and the file as it came. */
export const RENDITIONS = ['thumb', 'preview', 'web', 'original'] as const
export type RenditionName = (typeof RENDITIONS)[number]

export const isRendition = (name: string | undefined): name is RenditionName =>
  RENDITIONS.includes(name as RenditionName)

/** Which action a form asks the decision for. */
export const actionFor = (rendition: RenditionName): Action =>
  rendition === 'thumb' || rendition === 'preview' ? 'preview' : rendition

/** A stored object that may leave now. */
export interface Deliverable {
  assetId: string
  versionId: string
  rendition: RenditionName
  objectKey: string
  byteSize: number
  crc32: number
  sha256: string
  mediaType: string
  width: number | null
  height: number | null
  fileName: string
  approvedAt: Date
}

/**
 * Why an asset does not leave in the wanted form: the decision's reason, `formless` when its kind has no such form,
 * `not_made` when the form is still being made, `unknown` when there is no such asset.
 */
export type Refused = Reason | 'formless' | 'not_made' | 'unknown'

export type Delivery = { assetId: string; deliverable: Deliverable } | { assetId: string; refused: Refused }

/**
 * The gate of every byte: for each asset the stored object of its approved version in the wanted form,
 * or the reason why it may not leave. One decision query and one object query for all.
 */
export async function deliver(
  db: Db,
  viewer: Viewer,
  ids: readonly string[],
  rendition: RenditionName,
  now: Date,
): Promise<Delivery[]> {
  const decisions = await authorize(db, viewer, actionFor(rendition), ids, now)
  const allowed = ids.filter((id) => decisions.get(id)?.allowed)
  const objects = await objectsOf(
    db,
    sql`asset.id = any(${allowed}::uuid[]) and version.id = asset.approved_version_id`,
    rendition,
  )
  const byAsset = new Map(objects.map((object) => [object.assetId, object]))
  const formless = await formlessOf(
    db,
    allowed.filter((id) => !byAsset.has(id)),
  )
  return ids.map((assetId) => {
    const decision = decisions.get(assetId)
    if (!decision) return { assetId, refused: 'unknown' }
    if (!decision.allowed) return { assetId, refused: decision.reason }
    const deliverable = byAsset.get(assetId)
    if (deliverable) return { assetId, deliverable }
    return { assetId, refused: formless.has(assetId) ? 'formless' : 'not_made' }
  })
}

/** One asset through the same gate; throws `access.refused`, `asset.unknown` or `rendition.not_ready`. */
export async function deliverOne(
  db: Db,
  viewer: Viewer,
  id: string,
  rendition: RenditionName,
  now: Date,
): Promise<Deliverable> {
  const [delivery] = await deliver(db, viewer, [id], rendition, now)
  if (!delivery || ('refused' in delivery && delivery.refused === 'unknown')) throw new DomainError('asset.unknown')
  if ('deliverable' in delivery) return delivery.deliverable
  if (delivery.refused === 'not_made' || delivery.refused === 'formless') throw new DomainError('rendition.not_ready')
  throw new DomainError('access.refused', { reason: delivery.refused })
}

/** A given version, for staff: people who curate get any version, others only the approved one while it may be used. */
export async function deliverVersion(
  db: Db,
  viewer: Viewer,
  versionId: string,
  rendition: RenditionName,
  now: Date,
): Promise<Deliverable> {
  const version = isId(versionId)
    ? await db
        .selectFrom('assetVersion')
        .innerJoin('asset', 'asset.id', 'assetVersion.assetId')
        .where('assetVersion.id', '=', versionId)
        .select(['assetId', 'approvedVersionId'])
        .executeTakeFirst()
    : undefined
  if (!version) throw new DomainError('version.unknown')
  const decision = (await authorize(db, viewer, actionFor(rendition), [version.assetId], now)).get(version.assetId)!
  if (!decision.allowed) throw new DomainError('access.refused', { reason: decision.reason })
  if (!curates(viewer) && version.approvedVersionId !== versionId)
    throw new DomainError('access.refused', { reason: 'not_approved' })
  const [object] = await objectsOf(db, sql`version.id = ${versionId}`, rendition)
  if (!object) throw new DomainError('rendition.not_ready')
  return object
}

async function objectsOf(db: Db, which: ReturnType<typeof sql>, rendition: RenditionName): Promise<Deliverable[]> {
  const approvedAt = sql<Date>`coalesce((select max(s.at) from review_step s
    where s.version_id = version.id and s.to_state = 'approved'), version.created_at)`
  const versions = db
    .selectFrom('assetVersion as version')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .where(sql<boolean>`${which}`)
    .select(['version.assetId', 'version.id as versionId', 'version.fileName', 'version.extension'])
    .select(approvedAt.as('approvedAt'))
  if (rendition === 'original') {
    const rows = await versions
      .innerJoin('storedObject as object', 'object.sha256', 'version.sha256')
      .select([
        'object.sha256',
        'object.byteSize',
        'object.crc32',
        'object.mediaType',
        'version.width',
        'version.height',
      ])
      .execute()
    return rows.map(({ extension, fileName, ...row }) => ({
      ...row,
      rendition,
      objectKey: `originals/${row.sha256}`,
      fileName: deliveredName(fileName, extension),
    }))
  }
  const rows = await versions
    .innerJoin('rendition', 'rendition.versionId', 'version.id')
    .where('rendition.preset', '=', rendition)
    .where('rendition.state', '=', 'made')
    .select(['rendition.objectKey', 'rendition.sha256', 'rendition.byteSize', 'rendition.crc32', 'rendition.mediaType'])
    .select(['rendition.width', 'rendition.height'])
    .execute()
  return rows.map(({ extension, fileName, objectKey, sha256, byteSize, crc32, mediaType, ...row }) => ({
    ...row,
    rendition,
    objectKey: objectKey!,
    sha256: sha256!,
    byteSize: byteSize!,
    crc32: crc32!,
    mediaType: mediaType!,
    fileName: renditionName(fileName, extension, rendition, mediaType!),
  }))
}

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/png': 'png',
  'image/gif': 'gif',
}

function renditionName(fileName: string, extension: string, rendition: RenditionName, mediaType: string): string {
  const ending = `.${extension}`
  const stem = fileName.toLowerCase().endsWith(ending)
    ? fileName.slice(0, -ending.length)
    : fileName.replace(/\.[^.]+$/, '')
  return `${stem}-${rendition}.${EXTENSIONS[mediaType] ?? 'bin'}`
}
