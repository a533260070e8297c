import { sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { pinnedVersion } from '~/domain/access/pinned-version.server'
import { stoppedByPin } from '~/domain/access/visible-to.server'
import { publicText } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { inOrderOf } from '~/platform/in-order'
import { pickText } from '~/platform/language'
import { prepared } from '~/platform/prepared.server'

/** An asset that does not leave because the version pinned for the viewer was withdrawn. */
export interface WithdrawnPin {
  id: string
  title: string
  /** Number of the version. */
  version: number
}

/** Returns those of `ids` that the viewer would get but for a pin to a version that was withdrawn, in the order of `ids`. */
export async function withdrawnPins(
  { db, viewer, now }: ViewScope,
  ids: readonly string[],
  locale: string,
): Promise<WithdrawnPin[]> {
  const known = ids.filter(isId)
  if (known.length === 0) return []
  const rows = await pinnedAssets(db, viewer)
    .where('asset.id', '=', sql<string>`any(${known}::uuid[])`)
    .where(stoppedByPin(viewer, now))
    .execute()
  return inOrderOf(ids, rows).map(({ id, titles, sourceLocale, fileName, number }) => ({
    ...{ id, version: number },
    title: pickText(titles, locale, sourceLocale)?.value ?? fileName,
  }))
}

const pinnedAssets = (db: Db, viewer: Viewer) =>
  db
    .selectFrom('asset')
    .modifyFront(prepared)
    .innerJoin('assetVersion as version', (join) => join.on('version.id', '=', pinnedVersion(viewer)))
    .select(['asset.id', 'asset.sourceLocale', 'version.number', 'version.fileName', publicText('title').as('titles')])
