import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import { shownVersion } from '~/domain/delivery/staff-assets.queries.server'
import { limitAsks } from '~/domain/identity/asks-a-minute.server'
import { mayEditAssets } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId, newId } from '~/platform/ids.server'
import type { EditRecipe } from '~/platform/images/edit-recipe'
import { enqueue } from '~/platform/queue.server'
import { drawPreviewJob } from './draw-preview.jobs.server'
import { isEditable } from './edit'

/** Previews that one person may ask for in a minute: more than moving a slider asks for. */
const MOST_A_MINUTE = 240
const [WAIT_MS, LOOK_MS] = [20_000, 50]
/** Minutes after which a preview that nobody came for is removed. */
const KEPT_MINUTES = 5

/**
 * Returns what an unsaved recipe makes of the current version of an asset, as a WebP that the worker draws and of which nothing is
 * kept. Throws `role.required`, `asset.unknown`, `edit.no_picture`, `throttled`, and `edit.no_preview` when it takes long, cannot be
 * drawn, or the signal of the request aborts.
 */
export async function previewEdit(
  { db, viewer, now }: ViewScope,
  by: Person,
  { assetId, recipe, signal }: { assetId: string; recipe: EditRecipe; signal: AbortSignal },
): Promise<Buffer> {
  if (!mayEditAssets(by)) throw new DomainError('role.required', { role: 'editor' })
  const version = isId(assetId)
    ? await db
        .selectFrom('asset')
        .innerJoin('assetVersion as version', 'version.id', shownVersion(viewer))
        .where('asset.id', '=', assetId)
        .where(visibleTo(viewer, now))
        .select(['version.id', 'version.kind', 'version.unpreviewableReason'])
        .executeTakeFirst()
    : undefined
  if (!version) throw new DomainError('asset.unknown')
  if (!isEditable(version)) throw new DomainError('edit.no_picture')
  const previewId = await askForPreview(db, by, { versionId: version.id, recipe })
  try {
    for (const deadline = performance.now() + WAIT_MS; performance.now() < deadline && !signal.aborted; ) {
      await pause(LOOK_MS)
      const drawn = await db
        .selectFrom('editPreview')
        .select(['picture', 'reason'])
        .where('id', '=', previewId)
        .executeTakeFirst()
      if (drawn?.picture) return drawn.picture
      if (!drawn || drawn.reason) break
    }
    throw new DomainError('edit.no_preview')
  } finally {
    // The row is kept for the limit, without its picture; a job that has not begun finds it too old.
    await db.updateTable('editPreview').set({ picture: null, reason: 'done' }).where('id', '=', previewId).execute()
  }
}

const askForPreview = (
  db: Db,
  by: Person,
  { versionId, recipe }: { versionId: string; recipe: EditRecipe },
): Promise<string> =>
  inTransaction(db, async (trx) => {
    await trx
      .deleteFrom('editPreview')
      .where(sql<boolean>`asked_at < now() - make_interval(mins => ${KEPT_MINUTES})`)
      .execute()
    await limitAsks(trx, by, 'editPreview', MOST_A_MINUTE)
    const id = newId()
    await trx
      .insertInto('editPreview')
      .values({ id, versionId, personId: by.id, recipe: JSON.stringify(recipe), picture: null, reason: null })
      .execute()
    await enqueue(trx, drawPreviewJob, { previewId: id })
    return id
  })
