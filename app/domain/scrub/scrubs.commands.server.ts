import { sql } from 'kysely'
import { clearFindingsBefore } from '~/domain/assets/object-findings.commands.server'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'
import type { Outage } from '~/platform/storage'
import { scrubStorage } from './declared.jobs.server'
import { SCRUB_EVERY_DAYS } from './scrub'

/** A scrub that runs, and where it goes on. */
export interface RunningScrub {
  id: number
  startedAt: Date
  phase: 'referred' | 'stored'
  cursor: string
}

/** Begins a scrub at once; one that runs goes on at once, should it wait for its store. */
export const askForScrub = (db: Db, by: Person): Promise<void> =>
  inTransaction(db, async (trx) => {
    await begin(trx)
    await record(trx, actorOf(by), 'storage.check_asked')
    await enqueue(trx, scrubStorage, {})
  })

/** Returns the scrub that runs; begins one when the last one is a week old. Undefined when none is due. */
export async function scrubToRun(db: Db): Promise<RunningScrub | undefined> {
  const running = await findRunning(db)
  if (running) return running
  const last = await db
    .selectFrom('scrub')
    .select('id')
    .where('startedAt', '>', sql<Date>`now() - make_interval(days => ${SCRUB_EVERY_DAYS})`)
    .executeTakeFirst()
  if (last) return undefined
  await inTransaction(db, begin)
  return findRunning(db)
}

const begin = async (trx: Tx): Promise<void> => {
  await sql`insert into scrub default values on conflict do nothing`.execute(trx)
}

const findRunning = (db: Db): Promise<RunningScrub | undefined> =>
  db.selectFrom('scrub').select(['id', 'startedAt', 'phase', 'cursor']).where('endedAt', 'is', null).executeTakeFirst()

/** Stores that a scrub has come to a place of its phase, after further objects and bytes. */
export async function advance(
  db: Db,
  { id, phase, cursor }: Omit<RunningScrub, 'startedAt'>,
  read: { objects: number; bytes: number } = { objects: 0, bytes: 0 },
): Promise<void> {
  await db
    .updateTable('scrub')
    .set((eb) => ({
      ...{ phase, cursor, outage: null },
      objects: eb('objects', '+', read.objects),
      bytes: eb('bytes', '+', read.bytes),
    }))
    .where('id', '=', id)
    .execute()
}

/** Notes why a scrub waits for its store, until it comes further. */
export async function noteOutage(db: Db, { id }: RunningScrub, outage: Outage): Promise<void> {
  await db.updateTable('scrub').set({ outage }).where('id', '=', id).execute()
}

/** Ends a scrub: what it did not find again is right by now. */
export const endScrub = (db: Db, { id, startedAt }: RunningScrub): Promise<void> =>
  inTransaction(db, async (trx) => {
    await clearFindingsBefore(trx, startedAt)
    await trx
      .updateTable('scrub')
      .set({ endedAt: sql<Date>`clock_timestamp()`, outage: null })
      .where('id', '=', id)
      .execute()
  })
