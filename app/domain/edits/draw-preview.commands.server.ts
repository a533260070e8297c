import { sql } from 'kysely'
import { originalKey } from '~/domain/assets/ingest.commands.server'
import { noteAttention } from '~/domain/assets/versions.commands.server'
import { findSource } from '~/domain/renditions/recipes.queries.server'
import { sniffedOf } from '~/domain/renditions/rendition-work'
import { drawEdited } from '~/platform/converters/edited-preview.server'
import { reasonNotDrawn } from '~/platform/converters/reason-not-drawn'
import type { Db } from '~/platform/db.server'
import { editHash } from '~/platform/images/edit-hash.server'
import type { EditRecipe } from '~/platform/images/edit-recipe'
import type { Interruptible } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { removeFolder, temporaryFolder, withLocalCopy } from '~/platform/storage/local-copy.server'

interface Services extends Interruptible {
  db: Db
  storage: Storage
  tempDir: string
}

/** A preview that nobody waits for any more is not drawn. */
const WAITED_FOR_SECONDS = 30

/** Draws a preview that is waited for, or notes why it cannot be drawn. Throws the signal's reason. */
export async function drawPreview({ db, storage, tempDir, signal }: Services, previewId: string): Promise<void> {
  const asked = await db
    .selectFrom('editPreview')
    .where('id', '=', previewId)
    .where('reason', 'is', null)
    .where(sql<boolean>`asked_at > now() - make_interval(secs => ${WAITED_FOR_SECONDS})`)
    .select(['versionId', sql<EditRecipe>`recipe`.as('recipe')])
    .executeTakeFirst()
  const source = asked && (await findSource(db, asked.versionId))
  if (!source) return
  const settle = (drawn: { picture: Buffer } | { reason: string }) =>
    db.updateTable('editPreview').set(drawn).where('id', '=', previewId).execute()
  const workDir = await temporaryFolder(tempDir)
  try {
    const { picture, attention } = await withLocalCopy(storage, originalKey(source.sha256), tempDir, (localPath) =>
      drawEdited({ localPath, sniffed: sniffedOf(source), workDir, signal }, asked.recipe),
    )
    await settle({ picture })
    // Versions that were made before attention was noted get theirs from a preview of what they are now.
    if (editHash(asked.recipe) === editHash(source.edit)) await noteAttention(db, asked.versionId, attention)
  } catch (error) {
    signal?.throwIfAborted()
    const reason = reasonNotDrawn(error)
    if (reason === undefined) throw error
    await settle({ reason })
  } finally {
    await removeFolder(workDir)
  }
}
