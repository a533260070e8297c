import type { JobHelpers, TaskList } from 'graphile-worker'
import type { z } from 'zod'
import { INSPECT_UPLOAD } from '~/domain/assets/uploads.commands.server'
import {
  InspectUpload,
  inspectionFailed,
  inspectUpload,
  SWEEP_UPLOADS,
  sweepUploads,
} from '~/domain/assets/uploads.jobs.server'
import { MAKE_RENDITIONS } from '~/domain/assets/versions.commands.server'
import { emptyBin } from '~/domain/bin/empty-bin.jobs.server'
import { EMPTY_BIN } from '~/domain/bin/purge.commands.server'
import { SEND_PASSWORD_LETTER, tokenOf } from '~/domain/identity/password-tokens.commands.server'
import { PasswordLetter, sendPasswordLetter } from '~/domain/notifications/password-letter.server'
import { TellVerdict, tellVerdict } from '~/domain/notifications/verdict.server'
import { DISCARD_RENDITIONS, DiscardRenditions, discardRenditions } from '~/domain/renditions/outcomes.commands.server'
import {
  REFRESH_RENDITIONS,
  RefreshRenditions,
  RenewCredit,
  refreshRenditions,
  renewCredit,
} from '~/domain/renditions/refresh-renditions.jobs.server'
import { MakeRenditions, makeRenditions, renditionsFailed } from '~/domain/renditions/render-version.commands.server'
import { TELL_VERDICT } from '~/domain/review/review.commands.server'
import { RENEW_CREDIT } from '~/domain/rights/rights.commands.server'
import { fixedT } from '~/i18n/server'
import type { Db } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import { isLocale } from '~/platform/language'
import { openMailer } from '~/platform/mail.server'
import type { Storage } from '~/platform/storage'
import type { Staging } from '~/platform/storage/staging.server'
import { urls } from '~/urls'

export interface JobServices {
  db: Db
  storage: Storage
  staging: Staging
  env: Env
  /** Where jobs put what they need for a while. */
  tempDir: string
}

/** Everything that happens later, by the name it is asked for with. */
export function jobs({ db, storage, staging, env, tempDir }: JobServices): TaskList {
  const mailer = openMailer(env.mail)
  const words = (locale: string) => fixedT(isLocale(locale) ? locale : 'en', 'letters')
  const assetUrl = (assetId: string) => new URL(urls.library.asset(assetId), env.baseUrl).href
  const passwordUrl = (tokenId: string) =>
    new URL(urls.auth.password(tokenOf(env.sessionSecret, tokenId)), env.baseUrl).href
  return {
    [INSPECT_UPLOAD]: job(
      InspectUpload,
      (payload) => inspectUpload(db, staging, payload),
      (payload) => inspectionFailed(db, payload),
    ),
    [MAKE_RENDITIONS]: job(
      MakeRenditions,
      (payload) => makeRenditions(db, storage, tempDir, payload),
      (payload) => renditionsFailed(db, payload),
    ),
    [RENEW_CREDIT]: job(RenewCredit, (payload) => renewCredit(db, payload)),
    [REFRESH_RENDITIONS]: job(RefreshRenditions, (payload) => refreshRenditions(db, payload)),
    [DISCARD_RENDITIONS]: job(DiscardRenditions, (payload) => discardRenditions(db, storage, payload)),
    [TELL_VERDICT]: job(TellVerdict, (payload) => tellVerdict(db, mailer, words, assetUrl, payload)),
    [SEND_PASSWORD_LETTER]: job(PasswordLetter, (payload) =>
      sendPasswordLetter(db, mailer, words, passwordUrl, payload),
    ),
    [SWEEP_UPLOADS]: async () => void (await sweepUploads(db, staging)),
    [EMPTY_BIN]: () => emptyBin(db, storage),
  }
}

/** A job whose last failure is written where people see it. */
function job<S extends z.ZodType>(
  schema: S,
  run: (payload: z.output<S>) => Promise<void>,
  failed: (payload: z.output<S>) => Promise<void> = async () => {},
) {
  return async (raw: unknown, { job: { attempts, max_attempts } }: JobHelpers): Promise<void> => {
    const payload = schema.parse(raw)
    try {
      await run(payload)
    } catch (error) {
      if (attempts >= max_attempts) await failed(payload)
      throw error
    }
  }
}
