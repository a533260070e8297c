import type { Action, Reason, ViewScope } from '~/domain/access/access'
import { curates, decide } from '~/domain/access/decide'
import { accessRefused, assetRefused } from '~/domain/access/disclosure'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { tierOf } from '~/platform/images/preset-uses'
import {
  type AssetDeliverables,
  type Deliverable,
  loadDeliverables,
  type RenditionName,
  type Unmade,
} from './deliverables.queries.server'

export {
  type Deliverable,
  type DeliverableFile,
  FILES,
  isRendition,
  RENDITIONS,
  type RenditionName,
} from './deliverables.queries.server'

/** Returns the action whose decision a rendition needs. */
export const actionOf = (rendition: RenditionName): Action =>
  rendition === 'original' ? 'original' : tierOf(rendition)

/**
 * Why a rendition of an asset is not delivered: the decision's reason, `originalOnly` when a file of this kind has no such
 * rendition, `not_made` while it is being made, `not_clean` when metadata cannot be removed from the original, `damaged` when
 * its stored bytes are missing or damaged, `unknown` when there is no such asset.
 */
export type Refused = Reason | Unmade | 'unknown'

export type Delivery =
  | { outcome: 'deliverable'; assetId: string; deliverable: Deliverable }
  | {
      outcome: 'refused'
      assetId: string
      refused: Refused /** Of a pinned version that was withdrawn. */
      pinnedNumber?: number | null
    }

/**
 * Decides every delivery of bytes: returns for each asset the given rendition of the version that the viewer gets, pinned or
 * approved, as a stored object, or why it is refused. One query for all.
 */
export async function deliver(scope: ViewScope, ids: readonly string[], rendition: RenditionName): Promise<Delivery[]> {
  return (await deliverRenditions(scope, ids, [rendition]))[rendition]
}

/** The same for several forms: for each, in the order of `ids`. The original and one other form take one statement. */
export async function deliverRenditions<Name extends RenditionName>(
  { db, viewer, now }: ViewScope,
  ids: readonly string[],
  renditions: readonly Name[],
): Promise<Record<Name, Delivery[]>> {
  const assetIds = ids.filter(isId)
  const statements = inStatements(renditions).map(async (names) => {
    const loaded = assetIds.length > 0 ? await loadDeliverables(db, viewer, { kind: 'delivered', assetIds }, names) : []
    const assets = new Map(loaded.map((asset) => [asset.id, asset]))
    return names.map((name) => [name, ids.map((id) => deliveryOf({ viewer, now }, id, assets.get(id), name))])
  })
  return Object.fromEntries((await Promise.all(statements)).flat()) as Record<Name, Delivery[]>
}

/** The renditions that one statement can load: the first picture with the original, each further picture by itself. */
function inStatements<Name extends RenditionName>(renditions: readonly Name[]): Name[][] {
  const [first, ...others] = renditions.filter((name) => name !== 'original')
  const atOnce = renditions.filter((name) => name === 'original' || name === first)
  return [atOnce, ...others.map((name) => [name])]
}

function deliveryOf(
  { viewer, now }: Omit<ViewScope, 'db'>,
  assetId: string,
  asset: AssetDeliverables | undefined,
  rendition: RenditionName,
): Delivery {
  if (!asset) return { outcome: 'refused', assetId, refused: 'unknown' }
  const decision = decide(viewer, actionOf(rendition), asset, now)
  if (!decision.allowed) {
    const refused = { outcome: 'refused', assetId, refused: decision.reason } as const
    return decision.reason === 'version_withdrawn' ? { ...refused, pinnedNumber: asset.pinnedNumber } : refused
  }
  const object = asset.object(rendition)
  return typeof object === 'string'
    ? { outcome: 'refused', assetId, refused: object }
    : { outcome: 'deliverable', assetId, deliverable: object }
}

/** Refusals because of the file and not of the viewer's rights. */
const UNMADE = { not_made: true, not_clean: true, originalOnly: true, damaged: true } as const satisfies Record<
  Unmade,
  true
>

const isUnmade = (refused: Refused): refused is Unmade => Object.hasOwn(UNMADE, refused)

const unmadeError = (unmade: Unmade): DomainError =>
  new DomainError(unmade === 'damaged' ? 'rendition.damaged' : 'rendition.not_ready')

/** Returns the deliverable of one asset; throws `access.refused`, `asset.unknown`, `rendition.damaged` or `rendition.not_ready`. */
export async function deliverOne(scope: ViewScope, id: string, rendition: RenditionName): Promise<Deliverable> {
  const [delivery] = await deliver(scope, [id], rendition)
  if (delivery?.outcome === 'deliverable') return delivery.deliverable
  const refused = delivery?.refused ?? 'unknown'
  if (refused === 'unknown') throw new DomainError('asset.unknown')
  if (isUnmade(refused)) throw unmadeError(refused)
  throw assetRefused(refused, { pinnedNumber: delivery?.pinnedNumber ?? null })
}

/**
 * Returns a rendition of a given version: editors get any version, viewers only the approved one while the rules allow it, guests
 * those that they brought. Throws `version.unknown`, `access.refused`, `rendition.damaged`, `rendition.not_ready`.
 */
export async function deliverVersion(
  { db, viewer, now }: ViewScope,
  versionId: string,
  rendition: RenditionName,
): Promise<Deliverable> {
  const [asset] = isId(versionId) ? await loadDeliverables(db, viewer, { kind: 'given', versionId }, [rendition]) : []
  if (!asset) throw new DomainError('version.unknown')
  const decision = decide(viewer, actionOf(rendition), asset, now)
  if (!decision.allowed) throw accessRefused(decision.reason)
  if (viewer.kind === 'guest' && !(await isBroughtBy(db, viewer.guestId, versionId))) throw accessRefused('not_covered')
  if (viewer.kind !== 'guest' && !curates(viewer) && asset.approvedVersionId !== versionId)
    throw accessRefused('not_approved')
  const object = asset.object(rendition)
  if (typeof object === 'string') throw unmadeError(object)
  return object
}

const isBroughtBy = async (db: Db, guestId: string, versionId: string): Promise<boolean> =>
  !!(await db
    .selectFrom('submissionFile')
    .select('id')
    .where('guestId', '=', guestId)
    .where('versionId', '=', versionId)
    .where('state', '=', 'taken')
    .limit(1)
    .executeTakeFirst())
