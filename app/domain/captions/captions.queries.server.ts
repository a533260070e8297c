import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { assetFacts } from '~/domain/access/authorize.server'
import { decide } from '~/domain/access/decide'
import { assetRefused } from '~/domain/access/disclosure'
import { CAPTION_LANGUAGES } from '~/platform/captions/caption-languages'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { prepared } from '~/platform/prepared.server'

export interface ListedCaptions {
  /** BCP 47 tag. */
  locale: string
  cueCount: number
  createdAt: Date
  /** Changes whenever these captions are replaced. */
  mark: string
}

/** As text with microseconds, which a JavaScript Date drops. */
export const captionsMark = sql<string>`asset_caption.created_at::text`

/** Returns the captions of an asset without their text, in the order in which languages are offered. */
export async function captionsOf(db: Db, assetId: string): Promise<ListedCaptions[]> {
  const rows = await db
    .selectFrom('assetCaption')
    .modifyFront(prepared)
    .where('assetId', '=', assetId)
    .select(['locale', 'cueCount', 'createdAt', captionsMark.as('mark')])
    .execute()
  return rows.sort((a, b) => rank(a.locale) - rank(b.locale) || (a.locale < b.locale ? -1 : 1))
}

const rank = (locale: string): number => {
  const index = CAPTION_LANGUAGES.indexOf(locale)
  return index < 0 ? CAPTION_LANGUAGES.length : index
}

/**
 * Returns the WebVTT of an asset's captions in one language for whoever may see its preview. Throws `asset.unknown`,
 * `access.refused`, and `captions.unknown` when there are none in this language.
 */
export async function deliverCaptions(
  { db, viewer, now }: ViewScope,
  assetId: string,
  locale: string,
): Promise<{ assetId: string; locale: string; vtt: string }> {
  const asset = isId(assetId)
    ? await assetFacts(db, viewer)
        .modifyFront(prepared)
        .leftJoin('assetCaption', (join) =>
          join.onRef('assetCaption.assetId', '=', 'asset.id').on('assetCaption.locale', '=', locale),
        )
        .where('asset.id', '=', assetId)
        .select('assetCaption.vtt')
        .executeTakeFirst()
    : undefined
  if (!asset) throw new DomainError('asset.unknown')
  const decision = decide(viewer, 'preview', asset, now)
  if (!decision.allowed) throw assetRefused(decision.reason, asset)
  if (asset.vtt === null) throw new DomainError('captions.unknown')
  return { assetId, locale, vtt: asset.vtt }
}
