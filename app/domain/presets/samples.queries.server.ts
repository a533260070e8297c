import { sql } from 'kysely'
import { sourceText } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'
import type { SampledFile } from './sample'

/** Files that a sample is made of. */
const MOST_FILES = 3
/** Larger files would keep others from their samples. */
const MOST_BYTES = 200_000_000

/** Returns up to three files of the library of some kinds that have a preview: the newest, of as many kinds as there are. */
export async function filesToSample(
  db: Db,
  kinds: readonly string[],
): Promise<(Omit<SampledFile, 'made' | 'reason'> & { versionId: string })[]> {
  const candidates = db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', (join) =>
      join.on(sql<boolean>`version.id = coalesce(asset.approved_version_id, asset.current_version_id)`),
    )
    .innerJoin('storedObject as object', 'object.sha256', 'version.sha256')
    .where('asset.deletedAt', 'is', null)
    .where('version.kind', '=', sql<string>`any(${kinds}::text[])`)
    .where('object.byteSize', '<=', MOST_BYTES)
    .where(
      sql<boolean>`exists (select 1 from rendition r
        where r.version_id = version.id and r.preset = 'thumb' and r.state = 'made')`,
    )
    .select(['asset.id as assetId', 'version.id as versionId', 'version.fileName', 'object.byteSize as originalSize'])
    .select(sourceText('title').as('title'))
    .select(
      sql<number>`row_number() over (partition by version.kind
        order by asset.approved_version_id is not null desc, asset.id desc)`.as('place'),
    )
  const rows = await db
    .selectFrom(candidates.as('file'))
    .selectAll()
    .orderBy('place')
    .orderBy('assetId', 'desc')
    .limit(MOST_FILES)
    .execute()
  return rows.map(({ title, fileName, place: _, ...file }) => ({ ...file, title: title ?? fileName }))
}

/** Returns a person's sample; undefined while it is being made, null when there is none. */
export async function findSample(
  db: Db,
  sampleId: string,
  personId: string,
): Promise<SampledFile[] | undefined | null> {
  const row = await db
    .selectFrom('presetSample')
    .where('id', '=', sampleId)
    .where('personId', '=', personId)
    .select(sql<SampledFile[] | null>`result`.as('result'))
    .executeTakeFirst()
  return row === undefined ? null : (row.result ?? undefined)
}
