import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { noticeLettersOf } from '~/domain/notices/notice-letters-token.server'
import { endNoticeLetters } from '~/domain/notices/preferences.commands.server'
import { sendsNoticeLetters } from '~/domain/notices/preferences.queries.server'
import { subscriptionOf } from '~/domain/saved/subscription-token.server'
import { endSubscription } from '~/domain/saved/subscriptions.commands.server'
import { findSubscribed } from '~/domain/saved/subscriptions.queries.server'
import { actionFor, loaderFor } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'

export const handle = { i18n: ['saved', 'inbox', 'ui', 'errors'] }

/** Ends nothing: mail programs open addresses before their readers do. */
export const loader = loaderFor(async ({ db, services, params, locale }) => {
  const { sessionSecret } = services.env
  const id = subscriptionOf(sessionSecret, params.token)
  const letters = noticeLettersOf(sessionSecret, params.token)
  const isSent = letters !== undefined && (await sendsNoticeLetters(db, letters))
  return {
    name: id ? (await findSubscribed(db, id))?.name : undefined,
    of: isSent ? letters.of : undefined,
    isNotices: letters !== undefined,
    title: fixedT(locale, letters ? 'inbox' : 'saved')('end.title'),
  }
})

/** What mail programs send that have a button of their own for it (RFC 8058). */
const OneClick = z.strictObject({ 'List-Unsubscribe': z.string().max(100).optional() })

export const action = actionFor(OneClick, async ({ db, services, params }) => {
  const { sessionSecret } = services.env
  const id = subscriptionOf(sessionSecret, params.token)
  const letters = noticeLettersOf(sessionSecret, params.token)
  if (id) await endSubscription(db, id)
  if (letters) await endNoticeLetters(db, letters)
  return { done: true }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? 'Vitrine' },
  { name: 'robots', content: 'noindex' },
]

export default function UnsubscribePage() {
  const { name, of, isNotices } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: boolean }>()
  const { t } = useTranslation(isNotices ? 'inbox' : 'saved')
  const busy = useNavigation().state !== 'idle'
  const what = of && t(of === 'daily' ? 'inbox:end.daily' : `inbox:type.${of}.name`)
  const text = what ? t('inbox:end.text', { what }) : name && t('saved:end.text', { name: `\u2068${name}\u2069` })
  return (
    <main id="content" className="door">
      <Form method="post" className="door-form panel">
        <Icon name="vitrine" className="mark door-mark" />
        <h1>{t('end.title')}</h1>
        {text ? (
          <>
            <p>{text}</p>
            <Button type="submit" variant="primary" size="l" wide busy={busy}>
              {t('end.submit')}
            </Button>
          </>
        ) : (
          <p role="status">{t(answer?.done ? 'end.done' : 'end.over')}</p>
        )}
      </Form>
    </main>
  )
}
