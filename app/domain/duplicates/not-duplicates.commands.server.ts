import { recordAll } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayEditAssets } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'

/**
 * Remembers that assets are not the same, each pair of them, so that they are not shown as duplicates again; with `isUndone`
 * forgets it. Throws `role.required`, and `asset.unknown` when there are not two that are in the library.
 */
export async function tellApart(
  db: Db,
  by: Person,
  assetIds: readonly string[],
  { isUndone = false }: { isUndone?: boolean } = {},
): Promise<void> {
  if (!mayEditAssets(by)) throw new DomainError('role.required', { role: 'editor' })
  await inTransaction(db, async (trx) => {
    const rows = await trx
      .selectFrom('asset')
      .select('id')
      .where('id', 'in', [...assetIds])
      .where('deletedAt', 'is', null)
      .orderBy('id')
      .execute()
    const ids = rows.map((row) => row.id)
    if (ids.length < 2) throw new DomainError('asset.unknown')
    if (isUndone) await trx.deleteFrom('notDuplicate').where('oneId', 'in', ids).where('otherId', 'in', ids).execute()
    else
      await trx
        .insertInto('notDuplicate')
        .values(ids.flatMap((oneId, at) => ids.slice(at + 1).map((otherId) => ({ oneId, otherId, saidBy: by.id }))))
        .onConflict((oc) => oc.doNothing())
        .execute()
    await recordAll(
      trx,
      actorOf(by),
      'asset.not_duplicates',
      ids.map((id) => ({ subject: { kind: 'asset' as const, id }, facts: { files: ids.length, undone: isUndone } })),
    )
  })
}
