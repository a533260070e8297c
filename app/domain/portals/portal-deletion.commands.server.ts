import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayManagePortals, mayRestore } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { sourceText } from '~/platform/localized.server'
import { lockById } from '~/platform/lock.server'

/** Puts a portal into the bin: outsiders get 404 from the next request on. Throws `portal.unknown`, `role.required`. */
export async function deletePortal(db: Db, by: Person, id: string): Promise<void> {
  requireManager(by)
  await inTransaction(db, async (trx) => {
    const portal = await lock(trx, id)
    if (!portal || portal.deletedAt) throw new DomainError('portal.unknown')
    await trx
      .updateTable('portal')
      .set({ deletedAt: sql<Date>`now()`, deletedBy: by.id })
      .where('id', '=', id)
      .execute()
    await record(trx, actorOf(by), 'portal.deleted', subject(portal))
  })
}

/** Restores a portal from the bin; one that was published is public again. Throws `bin.gone`, `role.required`. */
export async function restorePortal(db: Db, by: Person, id: string): Promise<void> {
  requireManager(by)
  await inTransaction(db, async (trx) => {
    const portal = await lock(trx, id)
    if (!portal?.deletedAt) throw new DomainError('bin.gone')
    if (!mayRestore(by, portal.deletedBy)) throw new DomainError('role.required', { role: 'manager' })
    await trx.updateTable('portal').set({ deletedAt: null, deletedBy: null }).where('id', '=', id).execute()
    await record(trx, actorOf(by), 'portal.restored', subject(portal))
  })
}

/** Permanently deletes a portal in the bin; shares that used its theme get the default one. Throws `bin.gone`. */
export async function purgePortal(trx: Tx, by: Actor, id: string): Promise<void> {
  const portal = await lock(trx, id)
  if (!portal?.deletedAt) throw new DomainError('bin.gone')
  await trx.deleteFrom('portal').where('id', '=', id).execute()
  await record(trx, by, 'portal.purged', subject(portal))
}

function requireManager(by: Person): void {
  if (!mayManagePortals(by)) throw new DomainError('role.required', { role: 'manager' })
}

const lock = (trx: Tx, id: string) =>
  lockById(
    trx
      .selectFrom('portal')
      .select(['id', 'deletedAt', 'deletedBy'])
      .select(sql<string>`coalesce(${sourceText('portal', 'name')}, portal.slug)`.as('name')),
    id,
  )

const subject = ({ id, name }: { id: string; name: string }) => ({ kind: 'portal' as const, id, name })
