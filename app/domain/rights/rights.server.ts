import type { z } from 'zod'
import { record } from '~/domain/audit/audit.server'
import { actorOf } from '~/domain/identity/identity.server'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import { instantOf } from '~/platform/zoned-time'
import type { Rights, RightsInput } from './rights'

export type Credits = Pick<Rights, 'creator' | 'creditLine' | 'copyrightNotice' | 'licenceName' | 'licenceUrl'>

/** The name of the job that writes a changed credit into an asset's renditions; the handler lives with them. */
export const RENEW_CREDIT = 'renew_credit'

/** The rights of a new asset as its file states them; what is there already stays. */
export async function stateRights(trx: Tx, assetId: string, credits: Partial<Credits>): Promise<void> {
  await trx
    .insertInto('assetRights')
    .values({
      ...{ creator: null, creditLine: null, copyrightNotice: null, licenceName: null, licenceUrl: null },
      ...{ embargoUntil: null, embargoZone: null, expiresAt: null, expiresZone: null },
      ...credits,
      assetId,
    })
    .onConflict((oc) => oc.column('assetId').doNothing())
    .execute()
}

/** What renditions carry within them. */
const WRITTEN_INTO_FILES = ['creator', 'creditLine', 'copyrightNotice'] as const

/** Sets all rights of an asset, and has a changed credit written into its renditions; throws `asset.unknown`, `rights.window` when the embargo ends after the licence. */
export async function setRights(
  db: Db,
  by: Person,
  assetId: string,
  input: z.output<typeof RightsInput>,
): Promise<void> {
  const rights = rightsOf(input)
  if (rights.embargoUntil && rights.expiresAt && rights.embargoUntil >= rights.expiresAt)
    throw new DomainError('rights.window', { field: 'embargoUntil' })
  await inTransaction(db, async (trx) => {
    const asset = isId(assetId)
      ? await trx
          .selectFrom('asset')
          .select('id')
          .where('id', '=', assetId)
          .where('deletedAt', 'is', null)
          .forUpdate()
          .executeTakeFirst()
      : undefined
    if (!asset) throw new DomainError('asset.unknown')
    const before = await findRights(trx, assetId)
    await trx
      .insertInto('assetRights')
      .values({ ...rights, assetId })
      .onConflict((oc) => oc.column('assetId').doUpdateSet(rights))
      .execute()
    const { embargoUntil, expiresAt } = rights
    // Recorded by its title, which the audit log looks up.
    await record(trx, actorOf(by), 'asset.rights_changed', { kind: 'asset', id: assetId }, { embargoUntil, expiresAt })
    if (WRITTEN_INTO_FILES.some((field) => rights[field] !== (before?.[field] ?? null)))
      await enqueue(trx, RENEW_CREDIT, { assetId }, { key: `credit:${assetId}` })
  })
}

/** The rights of an asset; undefined when nobody has stated any. */
export function findRights(db: Db, assetId: string): Promise<Rights | undefined> {
  return db
    .selectFrom('assetRights')
    .select(['creator', 'creditLine', 'copyrightNotice', 'licenceName', 'licenceUrl'])
    .select(['embargoUntil', 'embargoZone', 'expiresAt', 'expiresZone'])
    .where('assetId', '=', assetId)
    .executeTakeFirst()
}

function rightsOf(input: z.output<typeof RightsInput>): Rights {
  return {
    creator: input.creator ?? null,
    creditLine: input.creditLine ?? null,
    copyrightNotice: input.copyrightNotice ?? null,
    licenceName: input.licenceName ?? null,
    licenceUrl: input.licenceUrl ?? null,
    embargoUntil: input.embargoUntil ? instantOf(input.embargoUntil, input.embargoZone) : null,
    embargoZone: input.embargoUntil ? input.embargoZone : null,
    expiresAt: input.expiresAt ? instantOf(input.expiresAt, input.expiresZone) : null,
    expiresZone: input.expiresAt ? input.expiresZone : null,
  }
}
