import { sql } from 'kysely'
import { sourceText } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'

/** Returns what an asset is called: its title in its source language, or else the name of its file; empty when it is gone. */
export async function assetName(db: Db, id: string): Promise<string> {
  const row = await db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .where('asset.id', '=', id)
    .select(sql<string>`coalesce(${sourceText('title')}, version.file_name)`.as('name'))
    .executeTakeFirst()
  return row?.name ?? ''
}
