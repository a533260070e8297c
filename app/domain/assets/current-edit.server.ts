import { type RawBuilder, sql } from 'kysely'
import type { EditRecipe } from '~/platform/images/edit-recipe'

type VersionId = RawBuilder<unknown>

/** SQL: the recipe by which the picture of a version, given as SQL, is edited; null when it never was. */
export const editRecipeOf = (versionId: VersionId): RawBuilder<EditRecipe | null> =>
  sql<EditRecipe | null>`(select edit.recipe from version_edit edit
    where edit.version_id = ${versionId} and edit.replaced_at is null)`

/** SQL: the hash of what the edit of a version, given as SQL, does to its pixels; empty when it does nothing. */
export const editHashOf = (versionId: VersionId): RawBuilder<string> =>
  sql<string>`coalesce((select edit.hash from version_edit edit
    where edit.version_id = ${versionId} and edit.replaced_at is null), '')`
