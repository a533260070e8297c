import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { allowsTier } from '~/domain/access/decide'
import { deliveredVersion } from '~/domain/access/pinned-version.server'
import { listPresets } from '~/domain/presets/presets.queries.server'
import { isFilmFormat, isPaged } from '~/platform/images/preset-settings'
import { pickText } from '~/platform/language'

/** A preset that a kit may be asked for in. */
export interface KitPreset {
  key: string
  name: string
  /** Whether it makes a picture of documents, in kits of their first page. */
  isOfPages: boolean
}

/** Returns the presets of pictures that make something of any of `ids`, and that the viewer's portal or share allows. */
export async function kitPresets(
  { db, viewer }: ViewScope,
  ids: readonly string[],
  locale: string,
): Promise<KitPreset[]> {
  const rows = await db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', (join) => join.on('version.id', '=', deliveredVersion(viewer)))
    .where('asset.id', '=', sql<string>`any(${ids}::uuid[])`)
    .select('version.kind')
    .distinct()
    .execute()
  const here = new Set(rows.map(({ kind }) => kind))
  return (await listPresets(db))
    .filter(({ retiredAt, settings }) => !retiredAt && !isFilmFormat(settings.format))
    .filter(({ kinds, tier }) => kinds.some((kind) => here.has(kind)) && allowsTier(viewer, tier))
    .map(({ key, names, kinds, settings: { format } }) => ({
      ...{ key, isOfPages: kinds.some((kind) => here.has(kind) && isPaged(kind, format)) },
      name: pickText(names, locale, 'en')?.value ?? key,
    }))
}
