import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { type EditRecipe, UNEDITED } from '~/platform/images/edit-recipe'

/** How a version is edited now. */
export interface VersionEdit {
  /** 0 for a version that was never edited. */
  revision: number
  recipe: EditRecipe
  /** Hash of what it does to pixels; empty when it does nothing. */
  hash: string
  createdAt: Date | null
  createdByName: string | null
}

/**
 * Whether a version has never been given to anybody to review. Only such a version is edited in place: what a reviewer, a pin or
 * a record of approval names must go on being the picture that was seen.
 */
export async function isUnreviewed(db: Db, versionId: string): Promise<boolean> {
  const found = await db
    .selectFrom('assetVersion as version')
    .where('version.id', '=', versionId)
    .where('version.state', '=', 'draft')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('reviewStep').select('id').whereRef('reviewStep.versionId', '=', 'version.id'))),
    )
    .select('version.id')
    .executeTakeFirst()
  return found !== undefined
}

/** Returns how a version is edited. */
export async function editOf(db: Db, versionId: string): Promise<VersionEdit> {
  const found = await db
    .selectFrom('versionEdit as edit')
    .leftJoin('person', 'person.id', 'edit.createdBy')
    .where('edit.versionId', '=', versionId)
    .where('edit.replacedAt', 'is', null)
    .select(['edit.revision', 'edit.hash', 'edit.createdAt', 'person.name as createdByName'])
    .select(sql<EditRecipe>`edit.recipe`.as('recipe'))
    .executeTakeFirst()
  return found ?? { revision: 0, recipe: UNEDITED, hash: '', createdAt: null, createdByName: null }
}

/** Returns the recipe that a version had before a revision of it; that of an untouched picture when there was none. */
export async function recipeBefore(db: Db, versionId: string, revision: number): Promise<EditRecipe> {
  const found = await db
    .selectFrom('versionEdit')
    .where('versionId', '=', versionId)
    .where('revision', '<', revision)
    .orderBy('revision', 'desc')
    .limit(1)
    .select(sql<EditRecipe>`recipe`.as('recipe'))
    .executeTakeFirst()
  return found?.recipe ?? UNEDITED
}

/** Returns the point of a version's picture that draws most attention, in fractions of the edited picture; null until it is made. */
export async function attentionOf(db: Db, versionId: string): Promise<{ x: number; y: number } | null> {
  const found = await db
    .selectFrom('assetVersion')
    .where('id', '=', versionId)
    .select(['attentionX', 'attentionY'])
    .executeTakeFirst()
  if (found?.attentionX === null || found?.attentionY === null || !found) return null
  return { x: found.attentionX, y: found.attentionY }
}
