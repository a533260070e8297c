import { originalKey } from '~/domain/assets/ingest.commands.server'
import { isBroken } from '~/domain/assets/object-findings.queries.server'
import { lockVersion } from '~/domain/renditions/lock-version.server'
import { findSource, type Source } from '~/domain/renditions/recipes.queries.server'
import { creditOf, sniffedOf } from '~/domain/renditions/rendition-work'
import { reasonNotDrawn } from '~/platform/converters/reason-not-drawn'
import { makeSized, type SizedForm } from '~/platform/converters/sized-form.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import type { Interruptible } from '~/platform/jobs'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { removeFolder, temporaryFolder, withLocalCopy } from '~/platform/storage/local-copy.server'
import { DISCARD_AFTER_SECONDS, discardSized, SIZED_PREFIX } from './discard-sized.jobs.server'
import { pageOfRecipe, sizedRecipe, sizedSourceHash, sourcePart } from './preset-recipe.server'
import { findPreset } from './presets.queries.server'
import { findSizedRendition, type SizedRendition } from './sized-renditions.queries.server'

interface Services extends Interruptible {
  db: Db
  storage: Storage
  /** Folder for temporary files. */
  tempDir: string
}

/** One rendition by the version it is made of and its recipe. */
export interface SizedKey {
  versionId: string
  recipe: string
}

/**
 * Makes a rendition that is waited for: its bytes are stored before its row says so. Does nothing for one that is made or gone,
 * and removes one that its preset does not make any more or whose original is damaged. Notes why it cannot be made. Throws the signal's reason.
 */
export async function makeSizedRendition(services: Services, key: SizedKey): Promise<void> {
  const { db, storage, tempDir, signal } = services
  const [row, source] = [await findSizedRendition(db, key.versionId, key.recipe), await findSource(db, key.versionId)]
  if (!source || row?.state !== 'waiting') return
  // Of a damaged original nothing is made; once it is right, the rendition is asked for anew.
  if (!(await isCurrent(db, row, source)) || (await isBroken(db, originalKey(source.sha256))))
    return removeAlone(db, key)
  const workDir = await temporaryFolder(tempDir)
  try {
    const form = await withLocalCopy(storage, originalKey(source.sha256), tempDir, (localPath) =>
      makeSized(
        { localPath, sniffed: sniffedOf(source), workDir, signal },
        { settings: row.settings, page: pageOfRecipe(key.recipe) },
        { credit: creditOf(source), edit: source.edit },
      ),
    )
    const objectKey = `${SIZED_PREFIX}${key.versionId}/${key.recipe}.${form.extension}`
    await storage.adopt(form.file, objectKey, { mediaType: form.mediaType })
    await settle({ db, storage }, row, { ...form, objectKey })
  } catch (error) {
    // What was broken off says nothing of the file: the job runs again.
    signal?.throwIfAborted()
    const reason = reasonNotDrawn(error)
    if (reason === undefined) throw error
    await sizedFailed(db, key, reason)
  } finally {
    await removeFolder(workDir)
  }
}

/** Whether a rendition is what its preset makes of this source now; one without a preset needs the current credit and edit alone. */
async function isCurrent(
  db: Db | Tx,
  { presetKey, recipe, settings }: SizedRendition,
  source: Source,
): Promise<boolean> {
  if (presetKey === null) return sourcePart(recipe) === sizedSourceHash(settings, source)
  const preset = await findPreset(db, presetKey)
  if (!preset || preset.retiredAt || !preset.kinds.includes(source.kind)) return false
  return recipe === sizedRecipe(preset.key, preset.settings, { ...source, page: pageOfRecipe(recipe) })
}

const removeAlone = (db: Db, { versionId, recipe }: SizedKey): Promise<void> =>
  inTransaction(db, async (trx) => {
    await lockVersion(trx, versionId)
    await removeSized(trx, versionId, [recipe])
  })

/** Notes that a rendition cannot be made, for those who wait for it. */
export async function sizedFailed(db: Db, { versionId, recipe }: SizedKey, reason: string): Promise<void> {
  await db
    .updateTable('presetRendition')
    .set({ state: 'failed', reason, madeAt: new Date() })
    .where('versionId', '=', versionId)
    .where('recipe', '=', recipe)
    .where('state', '=', 'waiting')
    .execute()
}

/** Points the row at its object, and removes what other settings, another credit or edit made by the same preset. */
async function settle(
  { db, storage }: Pick<Services, 'db' | 'storage'>,
  row: SizedRendition,
  { objectKey, sha256, crc32, byteSize, mediaType, width, height }: SizedForm & { objectKey: string },
): Promise<void> {
  const { versionId, recipe, presetKey } = row
  await inTransaction(db, async (trx) => {
    await lockVersion(trx, versionId)
    const now = await findSource(trx, versionId)
    // Who waits asks for the recipe of the new credit, edit or settings: the bytes of this one are of no use, and must not replace those.
    if (!now || !(await isCurrent(trx, row, now))) return removeSized(trx, versionId, [recipe], [objectKey])
    // An object of this key may just have been discarded; the lock prevents that from happening after this check.
    if (!(await storage.head(objectKey))) throw new Error(`no object ${objectKey}`)
    const made = { objectKey, sha256, crc32, byteSize, mediaType, width, height }
    const settled = await trx
      .updateTable('presetRendition')
      .set({ ...made, state: 'made', reason: null, madeAt: new Date() })
      .where('versionId', '=', versionId)
      .where('recipe', '=', recipe)
      .where('state', '=', 'waiting')
      .returning('recipe')
      .executeTakeFirst()
    if (!settled) return removeSized(trx, versionId, [], [objectKey])
    if (presetKey === null) return
    const former = await trx
      .selectFrom('presetRendition')
      .select('recipe')
      .where('versionId', '=', versionId)
      .where('presetKey', '=', presetKey)
      .where('recipe', '<>', recipe)
      .where('state', '<>', 'waiting')
      .execute()
    const page = pageOfRecipe(recipe)
    const ofThisPage = former.map((each) => each.recipe).filter((each) => pageOfRecipe(each) === page)
    await removeSized(trx, versionId, ofThisPage)
  })
}

/** Removes renditions of a version, and has their objects and `others` deleted once nobody can be reading them. */
export async function removeSized(
  trx: Tx,
  versionId: string,
  recipes: readonly string[],
  others: readonly string[] = [],
): Promise<void> {
  const removed =
    recipes.length === 0
      ? []
      : await trx
          .deleteFrom('presetRendition')
          .where('versionId', '=', versionId)
          .where('recipe', 'in', recipes)
          .returning('objectKey')
          .execute()
  const keys = [...new Set([...removed.flatMap(({ objectKey }) => objectKey ?? []), ...others])]
  if (keys.length === 0) return
  await enqueue(trx, discardSized, { versionId, keys }, { afterSeconds: DISCARD_AFTER_SECONDS })
}
