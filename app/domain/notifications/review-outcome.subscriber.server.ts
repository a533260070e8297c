import { z } from 'zod'
import { defineSubscriber } from '~/domain/audit/events.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { enqueueAll } from '~/platform/queue.server'
import { sendReviewLetter } from './review-letter.jobs.server'

const ReviewFacts = z.object({ stepId: z.int() })

/** Enqueues one letter for each submitter of a set: about their first file, with how many others had the same outcome. */
export const reviewOutcome = defineSubscriber('review_outcome', {
  maxAttempts: 5,
  receive: async (events, { db }: { db: Db }) => {
    const submitted = await findSubmitters(
      db,
      events.map(({ facts }) => ReviewFacts.parse(facts).stepId),
    )
    const letters = new Map<string | null, { stepId: number; others: number }>()
    for (const { stepId, submitter } of submitted) {
      const letter = letters.get(submitter)
      if (letter) letter.others++
      else letters.set(submitter, { stepId, others: 0 })
    }
    await inTransaction(db, (trx) => enqueueAll(trx, sendReviewLetter, [...letters.values()]))
  },
})

/** Who submitted the version of each step last before it; steps of versions that nobody submitted are left out. */
const findSubmitters = (db: Db, stepIds: number[]) =>
  db
    .selectFrom('reviewStep as step')
    .innerJoin('reviewStep as submitted', (join) =>
      join
        .onRef('submitted.versionId', '=', 'step.versionId')
        .onRef('submitted.id', '<', 'step.id')
        .on('submitted.toState', '=', 'in_review'),
    )
    .where('step.id', 'in', stepIds)
    .distinctOn('step.id')
    .orderBy('step.id')
    .orderBy('submitted.id', 'desc')
    .select(['step.id as stepId', 'submitted.byPerson as submitter'])
    .execute()
