import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { FileTag, FileTags } from '~/platform/metadata/tags/file-tag'
import type { SaidValues } from './file-difference'
import { TAGS_RECIPE } from './tags-recipe'

/** The tags in the file of a version; `tags` is undefined while they have not been read. */
export interface TagsOfVersion {
  number: number
  fileName: string
  tags: FileTags | undefined
  /** What the file says in the built-in fields. */
  said: SaidValues[]
}

/** Returns the tags of a version of an asset by its number, else of its current version; undefined when there is none. */
export async function findTags(db: Db, assetId: string, number?: number): Promise<TagsOfVersion | undefined> {
  const row = await db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.assetId', 'asset.id')
    .leftJoin('fileTags as found', 'found.sha256', 'version.sha256')
    .where('asset.id', '=', assetId)
    .where((eb) =>
      number === undefined
        ? eb('version.id', '=', eb.ref('asset.currentVersionId'))
        : eb('version.number', '=', number),
    )
    .select(['version.number', 'version.fileName', 'found.omitted'])
    .select([sql<FileTag[] | null>`found.tags`.as('tags'), sql<SaidValues[] | null>`found.said`.as('said')])
    .executeTakeFirst()
  if (!row) return undefined
  const { tags, omitted, said, ...version } = row
  return { ...version, said: said ?? [], tags: tags && omitted !== null ? { tags, omitted } : undefined }
}

/** A stored file whose tags have not been read, or by a former recipe. */
export interface UnreadFile {
  sha256: string
  extension: string
}

/** Returns files behind a digest whose tags are to be read, in the order of digests. */
export const filesToRead = (db: Db, after: string, limit: number): Promise<UnreadFile[]> =>
  db
    .selectFrom('assetVersion as version')
    .leftJoin('fileTags as found', 'found.sha256', 'version.sha256')
    .where('version.sha256', '>', after)
    .where((eb) => eb.or([eb('found.sha256', 'is', null), eb('found.recipe', '!=', TAGS_RECIPE)]))
    .distinctOn('version.sha256')
    .orderBy('version.sha256')
    .limit(limit)
    .select(['version.sha256', 'version.extension'])
    .execute()
