import { sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { visibleTo } from '~/domain/access/visible-to.server'
import { isHeldVersion } from '~/domain/assets/holds.queries.server'
import { localizedText } from '~/domain/metadata/value-sql.server'
import { hasThumb } from '~/domain/renditions/has-thumb.server'
import { isId } from '~/platform/ids.server'
import { inOrderOf } from '~/platform/in-order'
import { pickText } from '~/platform/language'

/** An asset as staff see it in grids: its current version and whether outsiders see it. */
export interface StaffAsset {
  id: string
  versionId: string
  kind: string
  extension: string
  title: string
  state: 'draft' | 'in_review' | 'approved' | 'changes_asked'
  /** Whether any version is approved, even if a newer one is not. */
  isApproved: boolean
  /** Whether the version is held, because it broke the rules of its folder. */
  isHeld: boolean
  embargoUntil: Date | null
  expiresAt: Date | null
  hasThumb: boolean
  needsDarkBackdrop: boolean
  width: number | null
  height: number | null
  createdAt: Date
}

/** Returns which version a member of staff sees: editors and above the current one, viewers the approved one. */
export const shownVersion = (viewer: Viewer): 'asset.currentVersionId' | 'asset.approvedVersionId' =>
  curates(viewer) ? 'asset.currentVersionId' : 'asset.approvedVersionId'

/** Returns those of `ids` that this member of staff may see, in the order of `ids`. */
export async function staffAssets(
  { db, viewer, now }: ViewScope,
  ids: readonly string[],
  locale: string,
): Promise<StaffAsset[]> {
  const known = ids.filter(isId)
  if (known.length === 0) return []
  const rows = await db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', shownVersion(viewer))
    .leftJoin('assetRights', 'assetRights.assetId', 'asset.id')
    .where('asset.id', '=', sql<string>`any(${known}::uuid[])`)
    .where(visibleTo(viewer, now))
    .select([
      'asset.id',
      'asset.sourceLocale',
      'asset.createdAt',
      'version.id as versionId',
      'version.fileName',
      'version.state',
    ])
    .select(['version.kind', 'version.extension', 'version.needsDarkBackdrop', 'version.width', 'version.height'])
    .select(['assetRights.embargoUntil', 'assetRights.expiresAt'])
    .select([
      sql<boolean>`asset.approved_version_id is not null`.as('isApproved'),
      localizedText('title').as('titles'),
      hasThumb.as('hasThumb'),
      isHeldVersion(sql.ref('version.id')).as('isHeld'),
    ])
    .execute()
  return inOrderOf(ids, rows).map(({ titles, sourceLocale, fileName, ...asset }) => ({
    ...asset,
    title: pickText(titles, locale, sourceLocale)?.value ?? fileName,
  }))
}
