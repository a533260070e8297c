import { sql } from 'kysely'
import { editRecipeOf } from '~/domain/assets/current-edit.server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { placeAfterEdit, placeBeforeEdit } from '~/platform/images/edit-places'
import { type EditRecipe, UNEDITED } from '~/platform/images/edit-recipe'
import { mediumOf, type Place } from './annotation'

/** What of a version says where places are on it. */
export interface PlacedVersion {
  id: string
  number: number
  kind: string
  pageCount: number | null
  width: number | null
  height: number | null
  recipe: EditRecipe
}

/** Returns a version of an asset; undefined when the asset has none of this id. */
export async function findPlacedVersion(db: Db, assetId: string, id: string): Promise<PlacedVersion | undefined> {
  const found = await db
    .selectFrom('assetVersion as version')
    .where('version.assetId', '=', assetId)
    .where('version.id', '=', id)
    .select(['version.id', 'version.number', 'version.kind', 'version.pageCount', 'version.width', 'version.height'])
    .select(editRecipeOf(sql.ref('version.id')).as('recipe'))
    .executeTakeFirst()
  return found && { ...found, recipe: found.recipe ?? UNEDITED }
}

/** Pixels of some pictures are known only when they are decoded; without straightening, their shape does not matter. */
const naturalOf = ({ width, height }: PlacedVersion) => ({ width: width ?? 1, height: height ?? 1 })

/** Returns a place that was chosen on a version, as it is stored; `edit` is the hash of the edit that was seen then. Throws `asset.changed_meanwhile`. */
export async function storedPlace(db: Db, version: PlacedVersion, place: Place, edit: string): Promise<Place> {
  if (!isOnPicture(version, place)) return place
  return { ...place, ...placeBeforeEdit(await recipeSeen(db, version.id, edit), naturalOf(version), place) }
}

/** Returns a stored place as it is on a version, edited as that is now: outside 0 to 1 where it is cropped away. */
export function shownPlace(version: PlacedVersion, place: Place): Place {
  if (!isOnPicture(version, place)) return place
  return { ...place, ...placeAfterEdit(version.recipe, naturalOf(version), place) }
}

const isOnPicture = ({ kind }: PlacedVersion, place: Place): place is Extract<Place, { x: number }> =>
  mediumOf(kind) === 'picture' && 'x' in place

/** The recipe with a hash that a version has or had, newest first. */
async function recipeSeen(db: Db, versionId: string, hash: string): Promise<EditRecipe> {
  if (hash === '') return UNEDITED
  const found = await db
    .selectFrom('versionEdit')
    .where('versionId', '=', versionId)
    .where('hash', '=', hash)
    .orderBy('revision', 'desc')
    .limit(1)
    .select(sql<EditRecipe>`recipe`.as('recipe'))
    .executeTakeFirst()
  if (!found) throw new DomainError('asset.changed_meanwhile')
  return found.recipe
}
