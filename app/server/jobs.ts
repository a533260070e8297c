import type { TaskList } from 'graphile-worker'
import { readAppearances } from '~/domain/appearances/read-appearances.jobs.server'
import { inspectUpload } from '~/domain/assets/inspect-upload.jobs.server'
import { readTags } from '~/domain/assets/read-tags.jobs.server'
import { sweepUploads } from '~/domain/assets/sweep-uploads.jobs.server'
import { emptyBin } from '~/domain/bin/empty-bin.jobs.server'
import { runBulkEditJob } from '~/domain/bulk/run-bulk-edit.jobs.server'
import { compareVersions } from '~/domain/comparisons/compare-versions.jobs.server'
import { hashPictureJob } from '~/domain/duplicates/hash-picture.jobs.server'
import { hashPictures } from '~/domain/duplicates/hash-pictures.jobs.server'
import { drawPreviewJob } from '~/domain/edits/draw-preview.jobs.server'
import { makeEmbedded } from '~/domain/embeds/make-embedded.jobs.server'
import { discardEmbedded, tidyEmbedded } from '~/domain/embeds/tidy-embedded.jobs.server'
import { dispatchEventsJob } from '~/domain/events/dispatch-events.jobs.server'
import { SUBSCRIBERS } from '~/domain/events/subscribers.server'
import { codeOf } from '~/domain/guests/guest-code.server'
import { guestToken } from '~/domain/guests/guest-token.server'
import { tokenOf } from '~/domain/identity/password-tokens.commands.server'
import { planImportJob, runImportJob } from '~/domain/imports/import.jobs.server'
import { checkFile } from '~/domain/intake/check-file.jobs.server'
import { sweepGuestFiles } from '~/domain/intake/sweep-guest-files.jobs.server'
import { takeFile } from '~/domain/intake/take-file.jobs.server'
import { noticeLettersToken } from '~/domain/notices/notice-letters-token.server'
import { tellRightsEnds } from '~/domain/notices/rights-ends.jobs.server'
import { goThroughBriefs, sendBriefDayLetter } from '~/domain/notifications/brief-rounds.jobs.server'
import { sendGuestCodeLetter } from '~/domain/notifications/guest-code-letter.jobs.server'
import { sendGuestLetter } from '~/domain/notifications/guest-letter.jobs.server'
import { sendGuestOutcomeLetter } from '~/domain/notifications/guest-outcome-letter.jobs.server'
import type { BriefLetterServices } from '~/domain/notifications/letters'
import { tellNewMatches } from '~/domain/notifications/new-matches.jobs.server'
import { sendNewMatchesLetter } from '~/domain/notifications/new-matches-letter.jobs.server'
import { sendNoticesLetter } from '~/domain/notifications/notices-letter.jobs.server'
import { sendPasswordLetter } from '~/domain/notifications/password-letter.jobs.server'
import { sendReviewLetter } from '~/domain/notifications/review-letter.jobs.server'
import { sendCameLetter, sendReceiptLetter } from '~/domain/notifications/submission-letters.jobs.server'
import { tellNotices } from '~/domain/notifications/tell-notices.jobs.server'
import { discardSized } from '~/domain/presets/discard-sized.jobs.server'
import { makeSampleJob } from '~/domain/presets/make-sample.jobs.server'
import { makeSizedJob } from '~/domain/presets/make-sized.jobs.server'
import { tidySized } from '~/domain/presets/tidy-sized.jobs.server'
import { discardRenditions } from '~/domain/renditions/discard-renditions.jobs.server'
import { makeMediaJob } from '~/domain/renditions/make-media.jobs.server'
import { makeRenditionsJob } from '~/domain/renditions/make-renditions.jobs.server'
import { refreshRenditions } from '~/domain/renditions/refresh-renditions.jobs.server'
import { renewCreditJob } from '~/domain/renditions/renew-credit.jobs.server'
import { subscriptionToken } from '~/domain/saved/subscription-token.server'
import { scrubStorageJob } from '~/domain/scrub/scrub-storage.jobs.server'
import { fillIndexJob, indexAssetsJob } from '~/domain/search/index-assets.jobs.server'
import { drawPictureSearchJob, forgetPictureSearches } from '~/domain/search/picture-search.jobs.server'
import { trimSearchLogJob } from '~/domain/search/trim-search-log.jobs.server'
import { settleItemsJob } from '~/domain/smart/settle.jobs.server'
import { planVocabularyImport, runVocabularyImport } from '~/domain/vocabularies/vocabulary-import.jobs.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import type { Db } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import { isInterrupted, type RunnableJob } from '~/platform/jobs'
import { isLocale } from '~/platform/language'
import { openMailer } from '~/platform/mail.server'
import type { Storage } from '~/platform/storage'
import type { Staging } from '~/platform/storage/staging.server'
import { urls } from '~/urls'
import { guestUrls } from '~/urls/guests'

/** What a worker has for its jobs; each takes of it what it names. */
export interface WorkerServices {
  db: Db
  storage: Storage
  staging: Staging
  env: Env
  /** Folder for the temporary files of jobs. */
  tempDir: string
  /** Aborts when the worker stops: what may take long ends then. */
  signal?: AbortSignal
}

/** Everything that happens later. */
const JOBS: readonly RunnableJob<WorkerServices & BriefLetterServices>[] = [
  ...[inspectUpload, sweepUploads, readTags, emptyBin],
  ...[checkFile, takeFile, sweepGuestFiles],
  ...[makeRenditionsJob, makeMediaJob, refreshRenditions, renewCreditJob, discardRenditions],
  ...[makeSizedJob, makeSampleJob, tidySized, discardSized, drawPreviewJob],
  ...[compareVersions, hashPictureJob, hashPictures, scrubStorageJob],
  ...[readAppearances, drawPictureSearchJob, forgetPictureSearches],
  ...[makeEmbedded, tidyEmbedded, discardEmbedded],
  ...[planImportJob, runImportJob, runBulkEditJob],
  ...[indexAssetsJob, fillIndexJob, trimSearchLogJob, settleItemsJob],
  ...[sendReviewLetter, sendPasswordLetter, tellNewMatches, sendNewMatchesLetter],
  ...[sendGuestLetter, sendReceiptLetter, sendCameLetter, sendGuestOutcomeLetter, sendBriefDayLetter, goThroughBriefs],
  ...[sendReviewLetter, sendPasswordLetter, sendGuestCodeLetter, tellNewMatches, sendNewMatchesLetter],
  ...[planVocabularyImport, runVocabularyImport],
  ...[indexAssetsJob, fillIndexJob],
  ...[sendReviewLetter, sendPasswordLetter],
  ...[tellRightsEnds, tellNotices, sendNoticesLetter],
  dispatchEventsJob,
  ...new Set(Object.values(SUBSCRIBERS).flat()),
]

/** All jobs of the product, for a worker with these services. */
export const jobs = (services: WorkerServices): TaskList => taskList(JOBS, { ...services, ...letterServices(services) })

/** An attempt that the stop of the worker ended is no attempt: the job runs again as soon as there is a worker. */
const UNCOUNTED = 'update graphile_worker._private_jobs set attempts = greatest(attempts - 1, 0) where id = $1'

/** Jobs as graphile-worker runs them, by their names of today and of earlier releases. */
export function taskList<Services>(all: readonly RunnableJob<Services>[], services: Services): TaskList {
  return Object.fromEntries(
    all.flatMap(({ name, formerNames, perform }) =>
      [name, ...formerNames].map((each): [string, TaskList[string]] => [
        each,
        async (payload, { job: { id, attempts, max_attempts }, query }) => {
          try {
            await perform(payload, attempts >= max_attempts, services)
          } catch (error) {
            if (isInterrupted(services)) await query(UNCOUNTED, [id])
            throw error
          }
        },
      ]),
    ),
  )
}

const letterServices = ({ db, env }: WorkerServices): BriefLetterServices => ({
  db,
  zone: env.zone,
  mailer: openMailer(env.mail),
  letterTexts: (locale) => fixedT(isLocale(locale) ? locale : 'en', 'letters'),
  assetUrl: (assetId) => new URL(urls.library.asset(assetId), env.baseUrl).href,
  passwordUrl: (tokenId) => new URL(urls.auth.password(tokenOf(env.sessionSecret, tokenId)), env.baseUrl).href,
  briefUrl: (briefId) => new URL(urls.briefs.show(briefId), env.baseUrl).href,
  dateText: formatDateTime,
  guestCode: (guestId, at) => codeOf(env.sessionSecret, guestId, at),
  guestUrl: (guestId) => new URL(guestUrls.page(guestToken(env.sessionSecret, guestId)), env.baseUrl).href,
  savedSearchUrl: (code) => new URL(urls.saved.open(code), env.baseUrl).href,
  inboxUrl: () => new URL(urls.inbox.list(), env.baseUrl).href,
  endNoticesUrl: (personId, of) =>
    new URL(urls.saved.unsubscribe(noticeLettersToken(env.sessionSecret, { personId, of })), env.baseUrl).href,
  unsubscribeUrl: (id) => new URL(urls.saved.unsubscribe(subscriptionToken(env.sessionSecret, id)), env.baseUrl).href,
})
