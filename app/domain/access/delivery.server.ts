import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import type { Action, Reason, Viewer } from './access'
import { authorize, formlessOf } from './authorize.server'
import { curates, getsClean } from './decide'
import { type Deliverable, objectsOf, type RenditionName } from './delivery-objects.server'

export { type Deliverable, isRendition, RENDITIONS, type RenditionName } from './delivery-objects.server'

/** Which action a form asks the decision for. */
export const actionFor = (rendition: RenditionName): Action =>
  rendition === 'web' || rendition === 'original' ? rendition : 'preview'

/**
 * Why an asset does not leave in the wanted form: the decision's reason, `formless` when its kind has no such form,
 * `not_made` when the form is still being made, `not_clean` when metadata cannot be taken out of its original, `unknown`
 * when there is no such asset.
 */
export type Refused = Reason | 'formless' | 'not_made' | 'not_clean' | 'unknown'

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
  const { objects, unmade } = await objectsOf(
    db,
    sql`asset.id = any(${allowed}::uuid[]) and version.id = asset.approved_version_id`,
    rendition,
    { isClean: getsClean(viewer) },
  )
  const byAsset = new Map(objects.map((object) => [object.assetId, object]))
  const formless = await formlessOf(
    db,
    allowed.filter((id) => !byAsset.has(id) && !unmade.has(id)),
  )
  return ids.map((assetId) => {
    const decision = decisions.get(assetId)
    if (!decision) return { assetId, refused: 'unknown' }
    if (!decision.allowed) return { assetId, refused: decision.reason }
    const deliverable = byAsset.get(assetId)
    if (deliverable) return { assetId, deliverable }
    return { assetId, refused: unmade.get(assetId) ?? (formless.has(assetId) ? 'formless' : 'not_made') }
  })
}

/** Reasons that lie in the file and not in the viewer's rights. */
const UNMADE: ReadonlySet<Refused> = new Set(['not_made', 'not_clean', 'formless'])

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
  if (UNMADE.has(delivery.refused)) throw new DomainError('rendition.not_ready')
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
  const { objects } = await objectsOf(db, sql`version.id = ${versionId}`, rendition, { isClean: getsClean(viewer) })
  const [object] = objects
  if (!object) throw new DomainError('rendition.not_ready')
  return object
}
