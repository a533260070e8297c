import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { sha256Hex } from '~/platform/ids.server'

/** Returns the open sessions of a person, latest use first. */
export async function sessionsOf(db: Db, personId: string, sessionId: string | undefined): Promise<OpenSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id as key', 'userAgent', 'network', 'createdAt', 'lastUsedAt'])
    .where('userId', '=', personId)
    .where('expiresAt', '>', sql<Date>`now()`)
    .where('createdAt', '>', sql<Date>`now() - interval '30 days'`)
    .orderBy('lastUsedAt', 'desc')
    .execute()
  const own = sessionId && sha256Hex(sessionId)
  return rows.map((row) => ({ ...row, isThis: row.key === own }))
}

/** A session as its owner sees it; `key` is the hash of its id and cannot be used to sign in. */
export interface OpenSession {
  key: string
  userAgent: string | null
  network: string | null
  createdAt: Date
  lastUsedAt: Date
  /** Whether it is the session of this request. */
  isThis: boolean
}
