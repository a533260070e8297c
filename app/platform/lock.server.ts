import { type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Schema } from '#db/schema'
import type { Db, Tx } from './db.server'
import type { ErrorCode } from './error-codes'
import { DomainError } from './errors'
import { isId } from './ids.server'

/** Locks the row of an id until the transaction ends and returns it; undefined when there is none. `query` selects of one table. */
export async function lockById<Table extends keyof Schema, Row>(
  query: SelectQueryBuilder<Schema, Table, Row>,
  id: string,
) {
  if (!isId(id)) return undefined
  return query.where(sql<SqlBool>`id = ${id}::uuid`).forUpdate().executeTakeFirst()
}

/** A row that is found by `find` and told apart from those that are not there by `unknown`. */
export interface Lockable<Row> {
  table: 'agreement' | 'brief' | 'collection' | 'guest' | 'portal' | 'share'
  find: (db: Db, id: string) => Promise<Row | undefined>
  unknown: ErrorCode
}

/**
 * Locks a row until `trx` ends and then reads it by a statement of its own, since one that waits for a lock sees joined rows
 * as they were before the wait. Throws `unknown` when there is none.
 */
export async function lockAndFind<Row>(trx: Tx, id: string, { table, find, unknown }: Lockable<Row>): Promise<Row> {
  if (isId(id)) await sql`select 1 from ${sql.table(table)} where id = ${id} for update`.execute(trx)
  const found = await find(trx, id)
  if (!found) throw new DomainError(unknown)
  return found
}
