import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import type { FolderAct } from '~/domain/folders/folder'
import { changeFolders, lockTree } from '~/domain/folders/folders.commands.server'
import { foldersRuledAs, rulesFor } from '~/domain/folders/ingest-rules.queries.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { holdMoved } from './holds.commands.server'

/**
 * Changes folders as `changeFolders` does. Of a folder that is moved to where other rules apply, holds what breaks them, in the
 * folders below too, as `holdMoved` does for assets that are moved. Returns and throws what `changeFolders` does.
 */
export async function changeFoldersAndHold(db: Db, by: Actor, act: z.output<typeof FolderAct>): Promise<string | null> {
  if (act.intent !== 'move') return changeFolders(db, by, act)
  return inTransaction(db, async (trx) => {
    // Before the rules are read: a folder above could be moved at the same time.
    await lockTree(trx)
    const before = await rulesFor(trx, act.id)
    const changed = await changeFolders(trx, by, act)
    const after = await rulesFor(trx, act.id)
    if (after && after.folderId !== before?.folderId)
      await holdMoved(trx, by, await lockUnapproved(trx, await foldersRuledAs(trx, act.id)), act.id)
    return changed
  })
}

/**
 * Locks the assets in folders whose current version is not approved, those in the bin too, since they come back to their
 * folder; returns their ids.
 */
async function lockUnapproved(trx: Tx, folderIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select asset.id from asset join asset_version version on version.id = asset.current_version_id
    where asset.folder_id = any(${folderIds}::uuid[]) and version.state <> 'approved'
    order by asset.id for update of asset`.execute(trx)
  return rows.map((row) => row.id)
}
