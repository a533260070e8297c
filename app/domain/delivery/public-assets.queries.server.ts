import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { deliveredVersion } from '~/domain/access/pinned-version.server'
import { visibleTo } from '~/domain/access/visible-to.server'
import { editRecipeOf } from '~/domain/assets/current-edit.server'
import { publicNames } from '~/domain/metadata/keywords'
import { keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { type FieldValue, type LinkedAsset, type ShownField, shownFields } from '~/domain/metadata/shown-fields'
import { publicCreditRow, publicFields, publicKeywords, publicText } from '~/domain/metadata/value-sql.server'
import { hasThumb } from '~/domain/renditions/has-thumb.server'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { editedSize } from '~/platform/images/edit-geometry'
import type { EditRecipe } from '~/platform/images/edit-recipe'
import { inOrderOf } from '~/platform/in-order'
import { pickText } from '~/platform/language'
import { prepared } from '~/platform/prepared.server'
import { type NoPreview, noPreview } from './no-preview'

/** An asset as outsiders see it: its approved version or the pinned one, with texts in the best available language. */
export interface PublicAsset {
  id: string
  versionId: string
  kind: string
  mediaType: string
  extension: string
  /** Pixels of its picture as it is edited. */
  width: number | null
  height: number | null
  thumbhash: string | null
  /** Whether it is a light picture on a transparent background, which needs a dark tile. */
  needsDarkBackdrop: boolean
  title: string
  titleLocale: string
  altText: string
  hasThumb: boolean
  expiresAt: Date | null
}

/** Returns those of `ids` that `viewer` may see now, in the order of `ids`. */
export async function publicAssets(
  { db, viewer, now }: ViewScope,
  ids: readonly string[],
  locale: string,
): Promise<PublicAsset[]> {
  const known = ids.filter(isId)
  if (known.length === 0) return []
  const rows = await db
    .selectFrom('asset')
    .modifyFront(prepared)
    .innerJoin('assetVersion as version', (join) => join.on('version.id', '=', deliveredVersion(viewer)))
    .leftJoin('assetRights', 'assetRights.assetId', 'asset.id')
    .where('asset.id', '=', sql<string>`any(${known}::uuid[])`)
    .where(visibleTo(viewer, now))
    .select(['asset.id', 'asset.sourceLocale', 'assetRights.expiresAt', 'version.id as versionId', 'version.fileName'])
    .select(['version.kind', 'version.mediaType', 'version.extension', 'version.width', 'version.height'])
    .select(['version.thumbhash', 'version.needsDarkBackdrop'])
    .select([publicText('title').as('titles'), publicText('alt_text').as('altTexts')])
    .select([hasThumb.as('hasThumb'), editRecipeOf(sql.ref('version.id')).as('edit')])
    .execute()
  return inOrderOf(ids, rows).map(({ titles, altTexts, sourceLocale, fileName, edit, ...shown }) => {
    const title = pickText(titles, locale, sourceLocale)
    return {
      ...shown,
      ...shownSize(shown, edit),
      title: title?.value ?? fileName,
      titleLocale: title?.locale ?? sourceLocale,
      altText: pickText(altTexts, locale, sourceLocale)?.value ?? '',
    }
  })
}

function shownSize(
  { width, height }: { width: number | null; height: number | null },
  edit: EditRecipe | null,
): { width: number | null; height: number | null } {
  return edit && width && height ? editedSize(edit, { width, height }) : { width, height }
}

async function withLinks(
  values: readonly FieldValue[],
  linksTo: ((ids: readonly string[]) => Promise<ReadonlyMap<string, LinkedAsset>>) | undefined,
): Promise<readonly FieldValue[]> {
  const ids = values.flatMap(({ otherId }) => otherId ?? [])
  if (!linksTo || ids.length === 0) return values
  const linked = await linksTo(ids)
  return values.map((value) => ({ ...value, linked: linked.get(value.otherId ?? '') }))
}

export interface AssetDetails {
  /** Why there is no preview; undefined when there is one. */
  noPreview?: NoPreview
  description?: { value: string; locale: string }
  usageTerms?: { value: string; locale: string }
  keywords: string[]
  creator: string | null
  creditLine: string | null
  copyrightNotice: string | null
  licenceName: string | null
  licenceUrl: string | null
  expiresAt: Date | null
  /** What else the brand says of it in public. */
  fields: ShownField[]
}

/**
 * Returns the texts and rights of one asset. Checks no permission: call it only for what `publicAssets` returned. `linksTo` says
 * what the viewer sees of assets that its values lead to; without it such values are left out.
 */
export async function assetDetails(
  db: Db,
  asset: Pick<PublicAsset, 'versionId'>,
  locale: string,
  linksTo?: (ids: readonly string[]) => Promise<ReadonlyMap<string, LinkedAsset>>,
): Promise<AssetDetails> {
  const row = await db
    .selectFrom('asset')
    .modifyFront(prepared)
    .leftJoin('assetRights', 'assetRights.assetId', 'asset.id')
    .innerJoinLateral(publicCreditRow('asset.id').as('credit'), (join) => join.onTrue())
    .innerJoin('assetVersion as version', 'version.assetId', 'asset.id')
    .leftJoin('rendition as preview', (join) =>
      join.onRef('preview.versionId', '=', 'version.id').on('preview.preset', '=', 'preview'),
    )
    .where('version.id', '=', asset.versionId)
    .select(['version.unpreviewableReason', 'version.kind', 'preview.state as previewState'])
    .select('preview.reason as previewReason')
    .select(['asset.sourceLocale', 'assetRights.expiresAt', 'credit.creator', 'credit.creditLine'])
    .select(['credit.copyrightNotice', 'credit.licenceName', 'credit.licenceUrl', publicKeywords.as('keywords')])
    .select([publicText('description').as('descriptions'), publicText('usage_terms').as('terms')])
    .select(publicFields('version.kind').as('values'))
    .executeTakeFirstOrThrow()
  const {
    descriptions,
    terms,
    values,
    sourceLocale,
    kind,
    unpreviewableReason,
    previewState,
    previewReason,
    ...details
  } = row
  return {
    ...details,
    keywords: publicNames(await keywordMeanings(db, details.keywords), details.keywords, locale),
    noPreview: noPreview({ kind, unpreviewableReason, state: previewState, reason: previewReason }),
    description: pickText(descriptions, locale, sourceLocale),
    usageTerms: pickText(terms, locale, sourceLocale),
    fields: shownFields(await withLinks(values, linksTo), locale, sourceLocale),
  }
}
