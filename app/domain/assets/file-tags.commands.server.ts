import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { FileTags } from '~/platform/metadata/tags/file-tag'
import type { SaidValues } from './file-difference'
import { TAGS_RECIPE } from './tags-recipe'

/** Stores the tags of a file by its bytes, and what it says in the built-in fields; those of another recipe are replaced. */
export async function storeTags(
  db: Db,
  sha256: string,
  { tags: { tags, omitted }, said }: { tags: FileTags; said: readonly SaidValues[] },
): Promise<void> {
  const values = {
    tags: JSON.stringify(tags),
    omitted,
    said: JSON.stringify(said),
    recipe: TAGS_RECIPE,
    readAt: sql<Date>`now()`,
  }
  await db
    .insertInto('fileTags')
    .values({ sha256, ...values })
    .onConflict((oc) => oc.column('sha256').doUpdateSet(values).where('fileTags.recipe', '!=', TAGS_RECIPE))
    .execute()
}
