import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import type { RenditionPreset } from '~/platform/images/preset-recipes'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { discardRenditions, RENDITIONS_PREFIX } from './discard-renditions.jobs.server'
import { lockVersion } from './lock-version.server'
import type { MadeRendition } from './made-rendition'
import { findSource, recipeOf, type Source, sourceHash } from './recipes.queries.server'

/** Long enough for downloads that began with the former bytes to finish. */
const DISCARD_AFTER_SECONDS = 3600

/**
 * Sets the stored objects of a version's renditions, all at once, with `also` in the same transaction. Discards them instead
 * when the credit or the edit was changed meanwhile: the job enqueued by that change makes them again.
 */
export async function pointAt(
  { db, storage }: { db: Db; storage: Storage },
  source: Source,
  made: MadeRendition[],
  also: (trx: Tx) => Promise<void> = async () => {},
): Promise<void> {
  const { versionId } = source
  await inTransaction(db, async (trx) => {
    await lockVersion(trx, versionId)
    const now = await findSource(trx, versionId)
    const isCurrent = now && made.every(({ preset }) => recipeOf(preset, now) === recipeOf(preset, source))
    if (!isCurrent) return discard(trx, versionId, made)
    const before = await rowsOf(trx, versionId)
    for (const rendition of made) {
      // An object with the same key may just have been discarded; the lock prevents that from happening after this check.
      if (!(await storage.head(rendition.objectKey))) throw new Error(`no object ${rendition.objectKey}`)
      await write(trx, versionId, {
        ...rendition,
        state: 'made',
        reason: null,
        recipe: recipeOf(rendition.preset, source),
      })
    }
    await also(trx)
    const replaced = before.filter(({ preset, objectKey }) =>
      made.some((rendition) => rendition.preset === preset && rendition.objectKey !== objectKey),
    )
    await discard(trx, versionId, replaced)
  })
}

/** Records that renditions cannot be made, except where an earlier picture with the current credit exists. */
export async function noteUnmade(
  db: Db,
  source: Source,
  presets: readonly RenditionPreset[],
  {
    state,
    reason,
    isFinal,
  }: {
    state: 'impossible' | 'failed'
    reason: string /** Until the recipe or the credit changes. */
    isFinal: boolean
  },
): Promise<void> {
  const { versionId } = source
  await inTransaction(db, async (trx) => {
    await lockVersion(trx, versionId)
    const now = await findSource(trx, versionId)
    // What was tried with an earlier credit or edit says nothing of the pictures that are wanted now.
    const wanted = presets.filter((preset) => now && recipeOf(preset, now) === recipeOf(preset, source))
    const before = await rowsOf(trx, versionId)
    const given = wanted.filter((preset) => !before.some((row) => row.preset === preset && isUsable(row, source)))
    for (const preset of given) {
      const recipe = isFinal ? recipeOf(preset, source) : null
      await write(trx, versionId, { ...NO_BYTES, preset, state, reason, recipe })
    }
    await discard(
      trx,
      versionId,
      before.filter((row) => given.some((preset) => preset === row.preset)),
    )
  })
}

export interface RenditionRow {
  preset: string
  state: 'waiting' | 'made' | 'impossible' | 'failed'
  recipe: string | null
  objectKey: string | null
}

/** Returns the rendition rows of a version. */
export const rowsOf = (db: Db, versionId: string): Promise<RenditionRow[]> =>
  db
    .selectFrom('rendition')
    .select(['preset', 'state', 'recipe', 'objectKey'])
    .where('versionId', '=', versionId)
    .execute()

/** A picture of an earlier recipe is usable if it contains the current credit and edit; a clean original of one never is. */
function isUsable({ preset, state, recipe }: RenditionRow, source: Source): boolean {
  if (state !== 'made' || preset === 'clean') return false
  return recipe === null || recipe.split('-').slice(1).join('-') === sourceHash(source)
}

/** Has the objects of rows deleted once nobody can be reading them. Never discards the original, which may be its own clean original. */
export async function discard(
  trx: Tx,
  versionId: string,
  rows: readonly { objectKey: string | null }[],
): Promise<void> {
  const keys = rows.flatMap(({ objectKey }) => (objectKey?.startsWith(RENDITIONS_PREFIX) ? [objectKey] : []))
  if (keys.length === 0) return
  await enqueue(trx, discardRenditions, { versionId, keys }, { afterSeconds: DISCARD_AFTER_SECONDS })
}

export const NO_BYTES = {
  ...{ objectKey: null, sha256: null, crc32: null, byteSize: null, mediaType: null, width: null, height: null },
} as const

type Row = Omit<RenditionRow, 'preset'> & { reason: string | null } & (
    | MadeRendition
    | (typeof NO_BYTES & { preset: RenditionPreset })
  )

async function write(trx: Tx, versionId: string, { preset, ...row }: Row): Promise<void> {
  const values = { ...row, madeAt: row.state === 'made' ? new Date() : null }
  await trx
    .insertInto('rendition')
    .values({ versionId, preset, ...values })
    .onConflict((oc) => oc.columns(['versionId', 'preset']).doUpdateSet(values))
    .execute()
}
