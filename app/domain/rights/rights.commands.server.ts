import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { recordAll } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import type { Credits } from '~/domain/metadata/built-in'
import { creditChanges } from '~/domain/metadata/value'
import { insertValues, setValues } from '~/domain/metadata/values.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError, type RefusedItem } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import type { Rights, RightsInput, RightsWindow } from './rights'
import { NO_WINDOW, rightsOf, WINDOW_COLUMNS } from './rights.queries.server'

/** Stores the rights of a new asset as its file states them; existing rights are kept. */
export async function stateRights(trx: Tx, assetId: string, credits: Partial<Credits>): Promise<void> {
  const added = await trx
    .insertInto('assetRights')
    .values({ ...NO_WINDOW, assetId })
    .onConflict((oc) => oc.column('assetId').doNothing())
    .returning('assetId')
    .executeTakeFirst()
  if (!added) return
  await insertValues(
    trx,
    creditChanges(assetId, credits).map((change) => ({ ...change, sourceLocale: '' })),
  )
}

/** Sets all rights of an asset; throws `asset.unknown`, `rights.window` when the embargo ends after the licence. */
export async function setRights(
  db: Db,
  by: Person,
  assetId: string,
  input: z.output<typeof RightsInput>,
): Promise<void> {
  if (!isId(assetId)) throw new DomainError('asset.unknown')
  await inTransaction(db, async (trx) => {
    const [refused] = await changeRights(trx, by, [assetId], rightsOf(input))
    if (refused) throw refused.error
  })
}

/**
 * Changes the given rights of assets, keeps the others, and enqueues new renditions where the credit has changed. Returns
 * those that were refused: `asset.unknown`, `rights.window` when the embargo would end after the licence.
 */
export async function changeRights(
  trx: Tx,
  by: Person | Actor,
  assetIds: string[],
  change: Partial<Rights>,
): Promise<RefusedItem[]> {
  const which = sql<boolean>`asset.id = any(${assetIds}::uuid[]) and asset.deleted_at is null`
  const locked = await trx.selectFrom('asset').select('id').where(which).orderBy('id').forUpdate().execute()
  const known = new Set(locked.map((row) => row.id))
  const there = await trx
    .selectFrom('assetRights')
    .select('assetId')
    .select(WINDOW_COLUMNS)
    .where('assetId', '=', sql<string>`any(${assetIds}::uuid[])`)
    .execute()
  const before = new Map(there.map(({ assetId, ...rights }) => [assetId, rights]))
  const refused: RefusedItem[] = []
  const rows: ({ assetId: string } & RightsWindow)[] = []
  for (const assetId of assetIds) {
    const window = { ...NO_WINDOW, ...before.get(assetId), ...windowIn(change) }
    const { embargoUntil, expiresAt } = window
    if (!known.has(assetId)) refused.push({ id: assetId, error: new DomainError('asset.unknown') })
    else if (embargoUntil && expiresAt && embargoUntil >= expiresAt)
      refused.push({ id: assetId, error: new DomainError('rights.window', { field: 'embargoUntil' }) })
    else rows.push({ assetId, ...window })
  }
  if (rows.length === 0) return refused
  await trx
    .insertInto('assetRights')
    .values(rows)
    .onConflict((oc) =>
      oc
        .column('assetId')
        .doUpdateSet((eb) =>
          Object.fromEntries(WINDOW_COLUMNS.map((column) => [column, eb.ref(`excluded.${column}`)])),
        ),
    )
    .execute()
  await setValues(
    trx,
    actorOf(by),
    rows.flatMap(({ assetId }) => creditChanges(assetId, change)),
  )
  await recordAll(
    trx,
    actorOf(by),
    'asset.rights_changed',
    rows.map(({ assetId, embargoUntil, expiresAt }) => ({
      subject: { kind: 'asset', id: assetId },
      facts: { embargoUntil, expiresAt },
    })),
  )
  return refused
}

const windowIn = (change: Partial<Rights>): Partial<RightsWindow> =>
  Object.fromEntries(WINDOW_COLUMNS.filter((name) => change[name] !== undefined).map((name) => [name, change[name]]))
