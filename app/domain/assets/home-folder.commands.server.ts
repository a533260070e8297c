import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { recordAll } from '~/domain/audit/audit-log.commands.server'
import { findFolder } from '~/domain/folders/folders.queries.server'
import type { Tx } from '~/platform/db.server'
import { DomainError, type RefusedItem } from '~/platform/errors'
import { holdMoved } from './holds.commands.server'

/** How long a person may take back a move of assets. */
const UNDO_HOURS = 24

/**
 * Moves assets to a folder, or out of all folders with null; links, collections and rights stay as they are. Returns those
 * that were refused: `asset.unknown`. Throws `folder.unknown`.
 */
export async function moveAssets(
  trx: Tx,
  by: Actor,
  assetIds: string[],
  folderId: string | null,
): Promise<RefusedItem[]> {
  // Shared, so that nobody deletes the folder before the assets are in it.
  if (folderId) await sql`select 1 from folder where id = ${folderId} for key share`.execute(trx)
  const to = await findFolder(trx, folderId)
  if (folderId && !to) throw new DomainError('folder.unknown', { field: 'folderId' })
  const { rows } = await sql<{ id: string; folderId: string | null; path: string | null }>`
    select id, folder_id as "folderId" from asset
    where id = any(${assetIds}::uuid[]) and deleted_at is null order by id for update`.execute(trx)
  const known = new Set(rows.map((row) => row.id))
  const moved = rows.filter((row) => row.folderId !== folderId)
  await trx
    .updateTable('asset')
    .set({ folderId })
    .where('id', '=', sql<string>`any(${moved.map((row) => row.id)}::uuid[])`)
    .execute()
  const paths = new Map<string | null, string | null>([[null, null]])
  for (const from of new Set(moved.map((row) => row.folderId)))
    paths.set(from, (await findFolder(trx, from))?.path ?? null)
  await recordAll(
    trx,
    by,
    'asset.moved',
    moved.map(({ id, folderId: from }) => ({
      subject: { kind: 'asset', id },
      facts: {
        fromFolder: paths.get(from) ?? null,
        toFolder: to?.path ?? null,
        fromFolderId: from,
        toFolderId: folderId,
      },
    })),
  )
  await holdMoved(
    trx,
    by,
    moved.map((row) => row.id),
    folderId,
  )
  return assetIds.filter((id) => !known.has(id)).map((id) => ({ id, error: new DomainError('asset.unknown') }))
}

/**
 * Moves assets back to where this person last moved them from, within a day, unless they have been moved on since. Returns
 * those that stay: `asset.changed_meanwhile`.
 */
export async function moveAssetsBack(trx: Tx, by: Actor, assetIds: string[]): Promise<RefusedItem[]> {
  const { rows } = await sql<{ id: string; from: string | null }>`
    select distinct on (asset.id) asset.id, event.facts ->> 'fromFolderId' as "from"
    from asset join audit_event event on event.subject_kind = 'asset' and event.subject_id = asset.id::text
    where asset.id = any(${assetIds}::uuid[]) and event.type = 'asset.moved'
      and event.actor_id is not distinct from ${by.id ?? null}::uuid
      and event.at > now() - make_interval(hours => ${UNDO_HOURS})
      and asset.folder_id is not distinct from (event.facts ->> 'toFolderId')::uuid
    order by asset.id, event.id desc`.execute(trx)
  const refused: RefusedItem[] = []
  const found = new Set(rows.map((row) => row.id))
  for (const id of assetIds) if (!found.has(id)) refused.push({ id, error: new DomainError('asset.changed_meanwhile') })
  for (const from of new Set(rows.map((row) => row.from))) {
    const ids = rows.filter((row) => row.from === from).map((row) => row.id)
    // A folder that was deleted meanwhile is the one they came from no more.
    const isThere = from === null || (await findFolder(trx, from)) !== undefined
    if (isThere) refused.push(...(await moveAssets(trx, by, ids, from)))
    else refused.push(...ids.map((id) => ({ id, error: new DomainError('folder.unknown') })))
  }
  return refused
}
