import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { personIdOf } from '~/domain/identity/actor'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { lockById } from '~/platform/lock.server'
import { DEEPEST, type Folder, type FolderAct } from './folder'
import { findFolder, heightOf, isWithin, wayTo } from './folders.queries.server'

type Act = z.output<typeof FolderAct>

/**
 * Creates, renames, moves or deletes a folder; returns its id, or that of the folder above a deleted one. Throws
 * `folder.unknown`, `folder.name_taken`, `folder.in_itself`, `folder.too_deep`, `folder.not_empty`.
 */
export async function changeFolders(db: Db, by: Actor, act: Act): Promise<string | null> {
  return inTransaction(db, async (trx) => {
    await lockTree(trx)
    switch (act.intent) {
      case 'create':
        return createFolder(trx, by, act)
      case 'rename':
        return renameFolder(trx, by, act)
      case 'move':
        return moveFolder(trx, by, act)
      case 'delete':
        return deleteFolder(trx, by, act.id)
    }
  })
}

/**
 * Returns the folder at the end of a path below `parentId`, and creates what of it is missing. Undefined names no folder: the
 * path is empty and there is no parent. Throws `folder.unknown` when the parent is gone.
 */
export async function ensureFolders(
  db: Db,
  by: Actor,
  names: readonly string[],
  parentId: string | null = null,
): Promise<string | null> {
  return inTransaction(db, async (trx) => {
    await lockTree(trx)
    const above = parentId ? await wayTo(trx, parentId) : []
    if (parentId && above.length === 0) throw new DomainError('folder.unknown')
    let at = parentId
    // What would be deeper than the deepest stays in the last folder.
    for (const name of names.slice(0, DEEPEST - above.length)) {
      const known = await childOf(trx, at, name)
      at = known?.id ?? (await insertFolder(trx, by, { parentId: at, name }))
    }
    return at
  })
}

/** Locks the tree until the transaction ends: moves at once could otherwise make a cycle, and two imports a name twice. */
export async function lockTree(trx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('vitrine-folders', 0))`.execute(trx)
}

async function createFolder(trx: Tx, by: Actor, { name, parentId }: Pick<Folder, 'name' | 'parentId'>) {
  if (parentId) {
    const above = await wayTo(trx, parentId)
    if (above.length === 0) throw new DomainError('folder.unknown', { field: 'parentId' })
    if (above.length >= DEEPEST) throw new DomainError('folder.too_deep', { field: 'parentId' })
  }
  await requireFreeName(trx, { id: null, parentId, name })
  return insertFolder(trx, by, { name, parentId })
}

async function renameFolder(trx: Tx, by: Actor, { id, name }: { id: string; name: string }) {
  const folder = await lockFolder(trx, id)
  await requireFreeName(trx, { ...folder, name })
  await trx.updateTable('folder').set({ name }).where('id', '=', id).execute()
  await record(trx, by, 'folder.renamed', { kind: 'folder', id, name }, { formerName: folder.name })
  return id
}

/** What lies in the folder is not looked at: `changeFoldersAndHold` applies the rules of the new place to it. */
async function moveFolder(trx: Tx, by: Actor, { id, parentId }: { id: string; parentId: string | null }) {
  const folder = await lockFolder(trx, id)
  if (folder.parentId === parentId) return id
  const above = parentId ? await wayTo(trx, parentId) : []
  if (parentId) {
    if (above.length === 0) throw new DomainError('folder.unknown', { field: 'parentId' })
    if (await isWithin(trx, parentId, id)) throw new DomainError('folder.in_itself', { field: 'parentId' })
  }
  if (above.length + (await heightOf(trx, id)) > DEEPEST)
    throw new DomainError('folder.too_deep', { field: 'parentId' })
  await requireFreeName(trx, { ...folder, parentId }, 'parentId')
  const from = await findFolder(trx, folder.parentId)
  await trx.updateTable('folder').set({ parentId }).where('id', '=', id).execute()
  const to = await findFolder(trx, parentId)
  const facts = { fromFolder: from?.path ?? null, toFolder: to?.path ?? null }
  await record(trx, by, 'folder.moved', { kind: 'folder', id, name: folder.name }, facts)
  return id
}

/** Assets in the bin lose their home with it; those in the library keep it from being deleted. */
async function deleteFolder(trx: Tx, by: Actor, id: string): Promise<string | null> {
  const folder = await lockFolder(trx, id)
  const held = await trx
    .selectFrom('asset')
    .select('id')
    .where('folderId', '=', id)
    .where('deletedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  const child = await trx.selectFrom('folder').select('id').where('parentId', '=', id).limit(1).executeTakeFirst()
  if (held || child) throw new DomainError('folder.not_empty')
  await trx.deleteFrom('folder').where('id', '=', id).execute()
  await record(trx, by, 'folder.deleted', { kind: 'folder', id, name: folder.name })
  return folder.parentId
}

async function lockFolder(trx: Tx, id: string): Promise<Folder> {
  const folder = await lockById(trx.selectFrom('folder').select(['id', 'parentId', 'name']), id)
  if (!folder) throw new DomainError('folder.unknown')
  return folder
}

const childOf = (trx: Tx, parentId: string | null, name: string) =>
  trx
    .selectFrom('folder')
    .select('id')
    .where(sql<boolean>`parent_id is not distinct from ${parentId}::uuid`)
    .where('name', '=', name)
    .executeTakeFirst()

async function requireFreeName(
  trx: Tx,
  { id, parentId, name }: Omit<Folder, 'id'> & { id: string | null },
  field = 'name',
): Promise<void> {
  const taken = await childOf(trx, parentId, name)
  if (taken && taken.id !== id) throw new DomainError('folder.name_taken', { field })
}

async function insertFolder(trx: Tx, by: Actor, { name, parentId }: Pick<Folder, 'name' | 'parentId'>) {
  const id = newId()
  await trx
    .insertInto('folder')
    .values({ id, parentId, name, createdBy: personIdOf(by) })
    .execute()
  await record(trx, by, 'folder.created', { kind: 'folder', id, name })
  return id
}
