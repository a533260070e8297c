import { sql } from 'kysely'
import { z } from 'zod'
import { LETTER_ATTEMPTS } from '~/domain/letters/letter'
import { giveUpLetter } from '~/domain/letters/letters.commands.server'
import { textFor } from '~/domain/metadata/value-sql.server'
import { channelsOf } from '~/domain/notices/preferences.queries.server'
import type { Db } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { reviewContents } from './letter-contents'
import type { LetterServices } from './letters'
import { sendLetter } from './send-letter.server'

const ReviewLetter = z.strictObject({
  stepId: z.number().int(),
  /** How many more files of the same submitter had the same outcome in the same command. */
  others: z.number().int().min(0).default(0),
})

/** A key of earlier releases: a letter that one of them sent is not sent again when its job is retried by this one. */
const keyOf = (stepId: number) => `verdict-${stepId}`

/** Writes to the person who submitted a version what the outcome of its review is, by whom and why. */
export const sendReviewLetter = defineJob('send_review_letter', {
  schema: ReviewLetter,
  maxAttempts: LETTER_ATTEMPTS,
  key: ({ stepId }) => `review-letter:${stepId}`,
  run: send,
  onExhausted: ({ stepId }, { db }: LetterServices) => giveUpLetter(db, keyOf(stepId)),
  formerNames: ['tell_verdict'],
})

/**
 * Sends nothing to a person who decided about their own version, who chose to be told otherwise, and nothing at all without a
 * mailer: the outcome is in the history and the inbox either way.
 */
async function send(
  { stepId, others }: z.output<typeof ReviewLetter>,
  { db, mailer, letterTexts, assetUrl, endNoticesUrl }: LetterServices,
): Promise<void> {
  const outcome = mailer && (await findOutcome(db, stepId))
  if (!outcome || outcome.by === outcome.submitter) return
  const locale = outcome.locale ?? 'en'
  const t = letterTexts(locale)
  const title = outcome.title ?? outcome.fileName
  const kind = outcome.toState === 'approved' ? 'approved' : 'changes_asked'
  if ((await channelsOf(db, outcome.submitter))[kind] !== 'instant') return
  const unsubscribe = endNoticesUrl(outcome.submitter, kind)
  const { subject, ...contents } = reviewContents(t, kind, {
    ...{ locale, reader: outcome.submitterName, title, byName: outcome.byName ?? 'Vitrine', others },
    note: outcome.note ?? undefined,
  })
  const job = { job: sendReviewLetter.name, payload: { stepId, others } }
  const envelope = { ...job, to: outcome.email, subject, key: keyOf(stepId), unsubscribe }
  await sendLetter({ db, mailer }, envelope, {
    ...contents,
    action: { label: t(`${kind}.action`), url: assetUrl(outcome.assetId) },
    end: { label: t('inbox:letter.end'), url: unsubscribe },
  })
}

const findOutcome = (db: Db, stepId: number) =>
  db
    .selectFrom('reviewStep as step')
    .innerJoin('assetVersion as version', 'version.id', 'step.versionId')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .innerJoin('reviewStep as submitted', (join) =>
      join.onRef('submitted.versionId', '=', 'step.versionId').on('submitted.toState', '=', 'in_review'),
    )
    .innerJoin('person as submitter', 'submitter.id', 'submitted.byPerson')
    .leftJoin('person as judge', 'judge.id', 'step.byPerson')
    .where('step.id', '=', stepId)
    .where('submitted.id', '<', stepId)
    .orderBy('submitted.id', 'desc')
    .select(['step.toState', 'step.note', 'step.byPerson as by', 'version.fileName', 'asset.id as assetId'])
    .select(['submitter.id as submitter', 'submitter.name as submitterName', 'submitter.email', 'submitter.locale'])
    .select('judge.name as byName')
    .select(textFor('title', sql<string>`coalesce(submitter.locale, 'en')`).as('title'))
    .executeTakeFirst()
