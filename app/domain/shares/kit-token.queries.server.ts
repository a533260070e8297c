import type { Db } from '~/platform/db.server'
import { openToken } from './sealed-token.server'

/**
 * Returns the token of a share that something else leads to, such as the reference kit of a brief; undefined when it is not open, or
 * its address was not kept.
 */
export async function linkedShareToken(db: Db, id: string, secret: string, now: Date): Promise<string | undefined> {
  const row = await db
    .selectFrom('share')
    .select(['tokenSealed', 'expiresAt'])
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (!row?.tokenSealed || (row.expiresAt && row.expiresAt <= now)) return undefined
  return openToken(secret, row.tokenSealed, id)
}
