import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { recordAll } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError, type RefusedItem } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import { renewCredit } from './renew-credit.jobs.server'
import type { Rights, RightsInput } from './rights'
import { COLUMNS, NONE, rightsOf } from './rights.queries.server'

export type Credits = Pick<Rights, 'creator' | 'creditLine' | 'copyrightNotice' | 'licenceName' | 'licenceUrl'>

/** Stores the rights of a new asset as its file states them; existing rights are kept. */
export async function stateRights(trx: Tx, assetId: string, credits: Partial<Credits>): Promise<void> {
  await trx
    .insertInto('assetRights')
    .values({ ...NONE, ...credits, assetId })
    .onConflict((oc) => oc.column('assetId').doNothing())
    .execute()
}

/** Rights that are written into the metadata of renditions. */
const WRITTEN_INTO_FILES = ['creator', 'creditLine', 'copyrightNotice'] as const

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
    .select(COLUMNS)
    .where('assetId', '=', sql<string>`any(${assetIds}::uuid[])`)
    .execute()
  const before = new Map(there.map(({ assetId, ...rights }) => [assetId, rights]))
  const refused: RefusedItem[] = []
  const rows: ({ assetId: string } & Rights)[] = []
  for (const assetId of assetIds) {
    const rights = { ...NONE, ...before.get(assetId), ...change }
    const { embargoUntil, expiresAt } = rights
    if (!known.has(assetId)) refused.push({ id: assetId, error: new DomainError('asset.unknown') })
    else if (embargoUntil && expiresAt && embargoUntil >= expiresAt)
      refused.push({ id: assetId, error: new DomainError('rights.window', { field: 'embargoUntil' }) })
    else rows.push({ assetId, ...rights })
  }
  if (rows.length === 0) return refused
  await trx
    .insertInto('assetRights')
    .values(rows)
    .onConflict((oc) =>
      oc
        .column('assetId')
        .doUpdateSet((eb) => Object.fromEntries(COLUMNS.map((column) => [column, eb.ref(`excluded.${column}`)]))),
    )
    .execute()
  await recordAll(
    trx,
    actorOf(by),
    'asset.rights_changed',
    rows.map(({ assetId, embargoUntil, expiresAt }) => ({
      subject: { kind: 'asset', id: assetId },
      facts: { embargoUntil, expiresAt },
    })),
  )
  for (const row of rows)
    if (WRITTEN_INTO_FILES.some((field) => row[field] !== (before.get(row.assetId)?.[field] ?? null)))
      await enqueue(trx, renewCredit, { assetId: row.assetId })
  return refused
}
