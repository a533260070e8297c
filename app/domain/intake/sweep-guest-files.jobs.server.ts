import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import type { Staging } from '~/platform/storage/staging.server'

/** Days that a refused file stays in quarantine, and that one stays which nobody submitted before its brief or link ended. */
const QUARANTINE_DAYS = 14
const UNSENT_DAYS = 30

/** Discards the bytes of guests' files that are over; the rows stay, and say what was sent and why it was refused. */
export const sweepGuestFiles = defineJob('sweep_guest_files', {
  schema: z.strictObject({}),
  maxAttempts: 1,
  key: () => 'sweep_guest_files',
  run: (_payload, { db, staging }: { db: Db; staging: Staging }) => sweep(db, staging),
})

async function sweep(db: Db, staging: Staging): Promise<void> {
  for (const { id, stagedId, state } of await filesThatAreOver(db)) {
    await staging.discard(stagedId)
    await db
      .updateTable('submissionFile')
      // What was refused stays refused; the rest can be submitted no more.
      .set({ stagedId: null, ...(state !== 'refused' && { state: 'removed' as const }) })
      .where('id', '=', id)
      .where('stagedId', '=', stagedId)
      .where('submissionId', 'is', null)
      .execute()
  }
}

const daysAgo = (days: number) => sql<Date>`now() - make_interval(days => ${days})`

const filesThatAreOver = (db: Db) =>
  db
    .selectFrom('submissionFile as file')
    .innerJoin('brief', 'brief.id', 'file.briefId')
    .innerJoin('guest', 'guest.id', 'file.guestId')
    .select(['file.id', 'file.stagedId', 'file.state'])
    .where('file.stagedId', 'is not', null)
    .where('file.submissionId', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('file.state', '=', 'refused'), eb('file.changedAt', '<', daysAgo(QUARANTINE_DAYS))]),
        eb.and([
          eb('file.state', 'in', ['receiving', 'checking', 'ready', 'failed', 'refused']),
          eb('file.changedAt', '<', daysAgo(UNSENT_DAYS)),
          eb.or([
            eb('brief.closedAt', '<', daysAgo(UNSENT_DAYS)),
            eb('brief.dueAt', '<', daysAgo(UNSENT_DAYS)),
            eb('guest.revokedAt', '<', daysAgo(UNSENT_DAYS)),
            eb('guest.expiresAt', '<', daysAgo(UNSENT_DAYS)),
          ]),
        ]),
      ]),
    )
    .limit(1000)
    .$narrowType<{ stagedId: string }>()
    .execute()
