import { type Selectable, sql } from 'kysely'
import type { AssetVersionTable } from '#db/schema/assets'
import { lockAssetAndVersion } from '~/domain/assets/lock-version.server'
import {
  type CopiedVersion,
  copyVersion,
  requireBytes,
  restoreVersion,
} from '~/domain/assets/restore-version.commands.server'
import { record } from '~/domain/audit/audit-log.commands.server'
import { forgetComparisons } from '~/domain/comparisons/forget-comparisons.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayEditAssets } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { tidySized } from '~/domain/presets/tidy-sized.jobs.server'
import { forgetPictures } from '~/domain/renditions/forget-pictures.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { editedSize } from '~/platform/images/edit-geometry'
import { editHash } from '~/platform/images/edit-hash.server'
import { changesPixels, type EditRecipe, LEAST_CROP_PIXELS, UNEDITED } from '~/platform/images/edit-recipe'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { isEditable } from './edit'
import { editOf, isUnreviewed, recipeBefore, type VersionEdit } from './edits.queries.server'

/** What is edited, as the person who edits it has seen it. */
export interface EditKey {
  assetId: string
  versionId: string
  revision: number
}

/** What becomes of the edits of a picture: a recipe, the one before, or none. */
export type EditAct = { intent: 'save'; recipe: EditRecipe } | { intent: 'undo' } | { intent: 'reset' }

/** Revisions that a version keeps. */
const MOST_REVISIONS = 100

type Version = Selectable<AssetVersionTable>

/**
 * Edits the current picture of an asset, whose bytes stay as they are. A draft that nobody was given to review is edited in
 * place, and what was made of it leaves no more from that moment; of any other version a draft with the edit is made, as if a
 * file had replaced it, and what was approved stays public until the draft is approved. Returns whether it is a new version. Throws `role.required`,
 * `asset.unknown`, `version.unknown`, `edit.no_picture`, `edit.crop_too_small`, and `asset.changed_meanwhile` when version or edit
 * are not those that were seen.
 */
export async function editPicture(
  db: Db,
  by: Person,
  { assetId, versionId, revision }: EditKey,
  act: EditAct,
): Promise<{ isNewVersion: boolean }> {
  if (!mayEditAssets(by)) throw new DomainError('role.required', { role: 'editor' })
  return inTransaction(db, async (trx) => {
    const { asset, version } = await lockAssetAndVersion(trx, assetId, versionId)
    if (!isEditable(version)) throw new DomainError('edit.no_picture')
    const before = await editOf(trx, versionId)
    if (asset.currentVersionId !== versionId || before.revision !== revision)
      throw new DomainError('asset.changed_meanwhile')
    const recipe = await recipeOfAct(trx, versionId, before, act)
    requireSize(version, recipe)
    if (JSON.stringify(inOrder(recipe)) === JSON.stringify(inOrder(before.recipe))) return { isNewVersion: false }
    const isInPlace = await isUnreviewed(trx, versionId)
    const edited = { by, version, before, recipe }
    const target = isInPlace ? await editInPlace(trx, edited) : await editCopy(trx, edited)
    const subject = { kind: 'asset' as const, id: assetId }
    const type = !changesPixels(recipe) && !recipe.focalPoint ? 'asset.edits_removed' : 'asset.edited'
    await record(trx, actorOf(by), type, subject, { ...target, ...factsOf(recipe) })
    return { isNewVersion: !isInPlace }
  })
}

interface Edited {
  by: Person
  version: Version
  before: VersionEdit
  recipe: EditRecipe
}

const recipeOfAct = (trx: Tx, versionId: string, { revision }: VersionEdit, act: EditAct) =>
  act.intent === 'save'
    ? act.recipe
    : act.intent === 'reset'
      ? Promise.resolve(UNEDITED)
      : recipeBefore(trx, versionId, revision)

/** The parts of a recipe always in the same order, which JSON in the database does not keep. */
function inOrder({ turns, straighten, crop, levels, focalPoint }: EditRecipe) {
  return {
    ...{ turns, straighten },
    crop: crop && [crop.left, crop.top, crop.width, crop.height],
    levels: levels && [levels.black, levels.white, levels.gamma],
    focalPoint: focalPoint && [focalPoint.x, focalPoint.y],
  }
}

/** Returns a recipe as the audit log tells it: in degrees and percent, without the parts that do nothing. */
function factsOf({ turns, straighten, crop, levels, focalPoint }: EditRecipe): Record<string, string> {
  const percent = (...parts: number[]) => parts.map((part) => `${Math.round(part * 10_000) / 100}%`).join(' ')
  return {
    ...(turns ? { turned: `${turns * 90}°` } : {}),
    ...(straighten ? { straightened: `${straighten}°` } : {}),
    ...(crop ? { crop: percent(crop.left, crop.top, crop.width, crop.height) } : {}),
    ...(levels ? { levels: `${levels.black} ${levels.white} ${levels.gamma}` } : {}),
    ...(focalPoint ? { focalPoint: percent(focalPoint.x, focalPoint.y) } : {}),
  }
}

/** Pixels of some files are known only once they were decoded; of those one pixel is the least that is made. */
function requireSize({ kind, width, height }: Version, recipe: EditRecipe): void {
  if (kind === 'vector' || width === null || height === null || !recipe.crop) return
  const size = editedSize(recipe, { width, height })
  const least = Math.min(LEAST_CROP_PIXELS, width, height)
  if (size.width < least) throw new DomainError('edit.crop_too_small', { field: 'width', pixels: least })
  if (size.height < least) throw new DomainError('edit.crop_too_small', { field: 'height', pixels: least })
}

async function editInPlace(trx: Tx, { by, version, before, recipe }: Edited) {
  const { id: versionId, number } = version
  await replaceEdit(trx, { versionId, revision: before.revision + 1, recipe, by })
  if (editHash(recipe) !== before.hash) {
    await forgetPictures(trx, versionId)
    await forgetComparisons(trx, versionId)
  }
  await enqueue(trx, tidySized, {})
  return { versionId, number, revision: before.revision + 1 }
}

async function editCopy(trx: Tx, { by, version, before, recipe }: Edited) {
  const { versionId, number, fromId } = await copyVersion(trx, by, version, { restoredFrom: null })
  await copyEdit(trx, { fromId, versionId })
  await replaceEdit(trx, { versionId, revision: before.revision + 1, recipe, by })
  return { versionId, number, revision: before.revision + 1 }
}

async function replaceEdit(
  trx: Tx,
  { versionId, revision, recipe, by }: { versionId: string; revision: number; recipe: EditRecipe; by: Person },
): Promise<void> {
  await trx
    .updateTable('versionEdit')
    .set({ replacedAt: sql<Date>`now()` })
    .where('versionId', '=', versionId)
    .where('replacedAt', 'is', null)
    .execute()
  await trx
    .insertInto('versionEdit')
    .values({ versionId, revision, recipe: JSON.stringify(recipe), hash: editHash(recipe), createdBy: by.id })
    .execute()
  await trx
    .deleteFrom('versionEdit')
    .where('versionId', '=', versionId)
    .where('revision', '<=', revision - MOST_REVISIONS)
    .execute()
}

/** Gives a version the current edit of another one. */
async function copyEdit(trx: Tx, { fromId, versionId }: { fromId: string; versionId: string }): Promise<void> {
  await sql`insert into version_edit (version_id, revision, recipe, hash, created_by)
    select ${versionId}::uuid, revision, recipe, hash, created_by from version_edit
    where version_id = ${fromId}::uuid and replaced_at is null`.execute(trx)
}

/**
 * Makes an older version of an asset the current one again, edited as it was, as `restoreVersion` does. Throws what that does, and
 * `version.bytes_gone` when the store has lost its bytes.
 */
export async function restoreEdited(
  { db, storage }: { db: Db; storage: Storage },
  by: Person,
  assetId: string,
  versionId: string,
): Promise<CopiedVersion> {
  await requireBytes(db, storage, versionId)
  return inTransaction(db, (trx) => restoreEditedIn(trx, by, assetId, versionId))
}

/** The same in a transaction, after `requireBytes`. */
export async function restoreEditedIn(trx: Tx, by: Person, assetId: string, versionId: string): Promise<CopiedVersion> {
  const made = await restoreVersion(trx, by, assetId, versionId)
  await copyEdit(trx, made)
  return made
}
