import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { changePassword, chooseLetterLocale } from '~/domain/identity/own-account.commands.server'
import { letterLocale } from '~/domain/identity/own-account.queries.server'
import { ChangedPassword } from '~/domain/identity/person'
import { endOtherSessions, endSession } from '~/domain/identity/sessions.commands.server'
import { sessionsOf } from '~/domain/identity/sessions.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { LOCALES } from '~/platform/language'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { Result } from '~/ui/result'
import { LetterLanguage } from './letter-language'
import { chooseNotices, loadNoticePreferences, NoticeChoices } from './notice-choices.server'
import { NoticePreferences } from './notice-preferences'
import { OwnPassword } from './own-password'
import { SessionList } from './session-list'

export const handle = { i18n: ['account', 'inbox', 'ui', 'errors'] }

export const loader = staffLoader('viewer', async ({ db, person, sessionId, locale, services }) => ({
  ...(await loadNoticePreferences(db, person, services.env)),
  email: person.email,
  sessions: await sessionsOf(db, person.id, sessionId),
  letters: (await letterLocale(db, person)) ?? 'en',
  locale,
  title: fixedT(locale, 'account')('title'),
}))

const Change = z.discriminatedUnion('intent', [
  ChangedPassword.extend({ intent: z.literal('password') }),
  z.strictObject({ intent: z.literal('language'), locale: z.enum(LOCALES) }),
  z.strictObject({ intent: z.literal('end_session'), session: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ intent: z.literal('end_others') }),
  NoticeChoices,
])

export const action = staffAction('viewer', Change, async ({ db, person, sessionId, input }) => {
  if (input.intent === 'password') await changePassword(db, person, input, sessionId)
  else if (input.intent === 'language') await chooseLetterLocale(db, person, input.locale)
  else if (input.intent === 'notices') await chooseNotices(db, person, input)
  else if (input.intent === 'end_session') await endSession(db, person, input.session)
  else await endOtherSessions(db, person, sessionId)
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? '' }]

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
}

export default function AccountPage() {
  const { email, sessions, letters, locale, notices } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { t } = useTranslation('account')
  const done = (...intents: string[]) =>
    answer?.done &&
    intents.includes(answer.done) && (
      <Result of={answer}>
        <Notice tone="ok" live="polite">
          {t(`done.${answer.done}`)}
        </Notice>
      </Result>
    )
  return (
    <>
      <PageHead title={t('title')} intro={<bdi dir="ltr">{email}</bdi>} />
      <div className="stack narrow">
        <OwnPassword email={email} result={answer?.result} done={answer?.done === 'password'}>
          {done('password')}
        </OwnPassword>
        <SessionList sessions={sessions} locale={locale}>
          {done('end_session', 'end_others')}
        </SessionList>
        <NoticePreferences {...notices} result={answer?.result}>
          {done('notices')}
        </NoticePreferences>
        <LetterLanguage current={letters}>{done('language')}</LetterLanguage>
      </div>
    </>
  )
}
