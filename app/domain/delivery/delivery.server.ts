import type { Action, Reason, Viewer } from '~/domain/access/access'
import { curates, decide } from '~/domain/access/decide'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { presetOf } from '~/platform/images/preset-uses'
import {
  type AssetDeliverables,
  type Deliverable,
  loadDeliverables,
  type RenditionName,
  type Unmade,
} from './deliverables.queries.server'

export { type Deliverable, FILES, isRendition, RENDITIONS, type RenditionName } from './deliverables.queries.server'

/** Returns the action whose decision a rendition needs. */
export const actionFor = (rendition: RenditionName): Action =>
  rendition === 'original' ? 'original' : presetOf(rendition).tier

/**
 * Why a rendition of an asset is not delivered: the decision's reason, `originalOnly` when a file of this kind has no such
 * rendition, `not_made` while it is being made, `not_clean` when metadata cannot be removed from the original, `unknown`
 * when there is no such asset.
 */
export type Refused = Reason | Unmade | 'unknown'

export type Delivery = { assetId: string; deliverable: Deliverable } | { assetId: string; refused: Refused }

/**
 * Decides every delivery of bytes: returns for each asset the given rendition of its approved version as a stored object,
 * or why it is refused. One query for all.
 */
export async function deliver(
  db: Db,
  viewer: Viewer,
  ids: readonly string[],
  rendition: RenditionName,
  now: Date,
): Promise<Delivery[]> {
  return (await deliverRenditions(db, viewer, ids, [rendition], now))[rendition]
}

/** The same for several forms: for each, in the order of `ids`. The original and one other form take one statement. */
export async function deliverRenditions<Form extends RenditionName>(
  db: Db,
  viewer: Viewer,
  ids: readonly string[],
  renditions: readonly Form[],
  now: Date,
): Promise<Record<Form, Delivery[]>> {
  const assetIds = ids.filter(isId)
  const statements = inStatements(renditions).map(async (forms) => {
    const loaded = assetIds.length > 0 ? await loadDeliverables(db, viewer, { assetIds }, forms) : []
    const assets = new Map(loaded.map((asset) => [asset.id, asset]))
    return forms.map((form) => [form, ids.map((id) => deliveryOf(viewer, id, assets.get(id), form, now))])
  })
  return Object.fromEntries((await Promise.all(statements)).flat()) as Record<Form, Delivery[]>
}

/** The forms that one statement can load: the first picture with the original, each further picture by itself. */
function inStatements<Form extends RenditionName>(renditions: readonly Form[]): Form[][] {
  const [first, ...others] = renditions.filter((form) => form !== 'original')
  const atOnce = renditions.filter((form) => form === 'original' || form === first)
  return [atOnce, ...others.map((form) => [form])]
}

function deliveryOf(
  viewer: Viewer,
  assetId: string,
  asset: AssetDeliverables | undefined,
  rendition: RenditionName,
  now: Date,
): Delivery {
  if (!asset) return { assetId, refused: 'unknown' }
  const decision = decide(viewer, actionFor(rendition), asset, now)
  if (!decision.allowed) return { assetId, refused: decision.reason }
  const object = asset.object(rendition)
  return typeof object === 'string' ? { assetId, refused: object } : { assetId, deliverable: object }
}

/** Refusals because of the file and not of the viewer's rights. */
const UNMADE: ReadonlySet<Refused> = new Set<Unmade>(['not_made', 'not_clean', 'originalOnly'])

/** Returns the deliverable of one asset; throws `access.refused`, `asset.unknown` or `rendition.not_ready`. */
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

/**
 * Returns a rendition of a given version, for staff: editors get any version, viewers only the approved one while the rules
 * allow it. Throws `version.unknown`, `access.refused`, `rendition.not_ready`.
 */
export async function deliverVersion(
  db: Db,
  viewer: Viewer,
  versionId: string,
  rendition: RenditionName,
  now: Date,
): Promise<Deliverable> {
  const [asset] = isId(versionId) ? await loadDeliverables(db, viewer, { versionId }, [rendition]) : []
  if (!asset) throw new DomainError('version.unknown')
  const decision = decide(viewer, actionFor(rendition), asset, now)
  if (!decision.allowed) throw new DomainError('access.refused', { reason: decision.reason })
  if (!curates(viewer) && asset.approvedVersionId !== versionId)
    throw new DomainError('access.refused', { reason: 'not_approved' })
  const object = asset.object(rendition)
  if (typeof object === 'string') throw new DomainError('rendition.not_ready')
  return object
}
