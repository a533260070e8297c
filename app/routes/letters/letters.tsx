import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { UnsentLetter } from '~/domain/letters/letter'
import { tryAgain } from '~/domain/letters/letters.commands.server'
import { unsentLetters } from '~/domain/letters/letters.queries.server'
import { LETTER_NAMES } from '~/domain/notifications/letter-name'
import { sampleLetter } from '~/domain/notifications/letter-samples.server'
import { renderedLetter } from '~/domain/notifications/rendered-letter.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { newId } from '~/platform/ids.server'
import { LOCALES } from '~/platform/language'
import { mailIsSetUp, openMailer } from '~/platform/mail.server'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { Badge } from '~/ui/badge'
import { Button } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { Result } from '~/ui/result'
import { urls } from '~/urls'
import { LetterPreview } from './letter-preview'

export const handle = { i18n: ['mails', 'ui', 'errors'] }

const Shown = z.object({
  letter: z.enum(LETTER_NAMES).catch('approved'),
  locale: z.enum(LOCALES).optional().catch(undefined),
})

export const loader = staffLoader('admin', async ({ db, person, url, locale, services }) => {
  const shown = Shown.parse(Object.fromEntries(url.searchParams))
  const language = shown.locale ?? locale
  const baseUrl = services.env.baseUrl
  const { subject, ...contents } = sampleLetter(shown.letter, fixedT(language, 'letters'), {
    ...{ locale: language, reader: person.name, urlOf: (path) => new URL(path, baseUrl).href },
  })
  return {
    ...(await unsentLetters(db)),
    shown: { letter: shown.letter, locale: language },
    preview: { subject, ...(await renderedLetter({ ...contents, heading: subject })) },
    sendsMail: mailIsSetUp(services.env.mail),
    email: person.email,
    locale,
    title: fixedT(locale, 'mails')('title'),
  }
})

const Act = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('again'), key: z.string().max(200) }),
  z.strictObject({ intent: z.literal('again_all') }),
  z.strictObject({ intent: z.literal('test'), letter: z.enum(LETTER_NAMES), locale: z.enum(LOCALES) }),
])

export const action = staffAction('admin', Act, async ({ db, person, input, services }) => {
  if (input.intent === 'again') return { done: 'again', count: await tryAgain(db, [input.key]) }
  if (input.intent === 'again_all') return { done: 'again', count: await tryAgain(db) }
  const mailer = openMailer(services.env.mail)
  if (!mailer) return { done: 'no_mail' }
  const { subject, ...contents } = sampleLetter(input.letter, fixedT(input.locale, 'letters'), {
    ...{ locale: input.locale, reader: person.name, urlOf: (path) => new URL(path, services.env.baseUrl).href },
  })
  const body = await renderedLetter({ ...contents, heading: subject })
  try {
    await mailer({ to: person.email, subject, key: `test-${newId()}`, ...body })
    return { done: 'test', email: person.email }
  } catch (error) {
    return { done: 'test_failed', error: error instanceof Error ? error.message.slice(0, 300) : '' }
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
  count?: number
  email?: string
  error?: string
}

export default function LettersPage() {
  const { letters, total, sendsMail, title } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { t } = useTranslation('mails')
  return (
    <>
      <PageHead title={title} intro={t('intro')} />
      {!sendsMail && <Notice tone="warn">{t('no_mail')}</Notice>}
      {answer?.done && (
        <Result of={answer}>
          <Notice tone={answer.done === 'again' || answer.done === 'test' ? 'ok' : 'bad'} live="polite">
            {t(`done.${answer.done}`, { count: answer.count ?? 0, email: answer.email, error: answer.error })}
          </Notice>
        </Result>
      )}
      <section className="stack" aria-labelledby="unsent">
        <h2 id="unsent">{t('unsent.title')}</h2>
        {total === 0 ? (
          <EmptyState icon="check-circle" title={t('unsent.none')}>
            {t('unsent.none_text')}
          </EmptyState>
        ) : (
          <UnsentList letters={letters} />
        )}
      </section>
      <LetterPreview />
    </>
  )
}

function UnsentList({ letters }: { letters: UnsentLetter[] }) {
  const { locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('mails')
  const zone = useDefaultTimeZone()
  const busy = useNavigation().state !== 'idle'
  return (
    <>
      <Form method="post" action={urls.admin.letters()}>
        <Button type="submit" name="intent" value="again_all" icon="refresh" busy={busy}>
          {t('unsent.again_all')}
        </Button>
      </Form>
      <DataTable<UnsentLetter>
        caption={t('unsent.title')}
        rows={letters}
        rowKey={({ key }) => key}
        stacks
        columns={[
          { key: 'to', header: t('unsent.to'), names: true, cell: ({ address }) => <bdi dir="ltr">{address}</bdi> },
          { key: 'subject', header: t('unsent.subject'), cell: ({ subject }) => <span dir="auto">{subject}</span> },
          {
            key: 'state',
            header: t('unsent.state'),
            cell: ({ state, error }) => (
              <>
                <Badge tone={state === 'waiting' ? 'warn' : 'bad'}>{t(`state.${state}`)}</Badge>{' '}
                <span dir="auto">{error}</span>
              </>
            ),
          },
          {
            key: 'tried',
            header: t('unsent.tried'),
            cell: ({ triedAt, attempts }) =>
              triedAt && t('unsent.tried_at', { count: attempts, at: formatDateTime(triedAt, zone, locale) }),
          },
          {
            key: 'again',
            header: t('unsent.again'),
            headerHidden: true,
            cell: ({ key, address }) => (
              <Form method="post" action={urls.admin.letters()}>
                <input type="hidden" name="key" value={key} />
                <Button
                  type="submit"
                  name="intent"
                  value="again"
                  size="s"
                  busy={busy}
                  aria-label={t('unsent.again_named', { address })}
                >
                  {t('unsent.again')}
                </Button>
              </Form>
            ),
          },
        ]}
      />
    </>
  )
}
