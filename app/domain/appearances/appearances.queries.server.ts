import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { APPEARANCE_RECIPE } from './stored-look'

/** SQL on `version` and `preview`, its made preview: whether its appearance is to be read, for the first time or anew. */
const isUnread: RawBuilder<SqlBool> = sql`not exists (select 1 from picture_appearance p
  where p.version_id = version.id and p.recipe = ${sql.lit(APPEARANCE_RECIPE)} and p.reason is null)`

const withPreview = (db: Db) =>
  db
    .selectFrom('assetVersion as version')
    .innerJoin('rendition as preview', (join) =>
      join
        .onRef('preview.versionId', '=', 'version.id')
        .on('preview.preset', '=', 'preview')
        .on('preview.state', '=', 'made'),
    )
    .where(isUnread)

/** A version whose appearance is read from its preview. */
export interface UnreadVersion {
  versionId: string
  previewKey: string
}

/** Returns versions with a preview whose appearance was not read, behind one in the order of their ids. */
export async function unreadVersions(db: Db, after: string | undefined, limit: number): Promise<UnreadVersion[]> {
  const rows = await withPreview(db)
    .$if(after !== undefined, (query) => query.where('version.id', '>', after ?? ''))
    .select(['version.id as versionId', 'preview.objectKey as previewKey'])
    .orderBy('version.id')
    .limit(limit)
    .execute()
  return rows.flatMap(({ versionId, previewKey }) => (previewKey === null ? [] : [{ versionId, previewKey }]))
}

/** Pictures of which colours and layout are not known yet. */
export interface UnreadPictures {
  /** Those that wait and those that could not be read. */
  count: number
  failed: number
}

/** Returns how many pictures wait to be read, and how many could not be. */
export async function countUnread(db: Db): Promise<UnreadPictures> {
  const { count } = await withPreview(db).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()
  const { failed } = await db
    .selectFrom('pictureAppearance')
    .where('reason', 'is not', null)
    .select(sql<number>`count(*)::int`.as('failed'))
    .executeTakeFirstOrThrow()
  return { count, failed }
}
