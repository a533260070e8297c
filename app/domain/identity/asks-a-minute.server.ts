import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { Person } from './person'

/** Tables with a row for each time that somebody asked the worker for something and waits for it. */
type Asked = 'editPreview' | 'pictureSearch' | 'presetSample'

/** Throws `throttled` when a person has asked for something `most` times within the last minute. */
export async function limitAsks(trx: Tx, by: Person, asked: Asked, most: number): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(asked)}
    where person_id = ${by.id} and asked_at > now() - interval '1 minute'`.execute(trx)
  if ((rows[0]?.count ?? 0) >= most) throw new DomainError('throttled', { seconds: 60, count: 60 })
}
