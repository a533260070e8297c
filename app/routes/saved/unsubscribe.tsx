import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { subscriptionOf } from '~/domain/saved/subscription-token.server'
import { endSubscription } from '~/domain/saved/subscriptions.commands.server'
import { findSubscribed } from '~/domain/saved/subscriptions.queries.server'
import { actionFor, loaderFor } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'

export const handle = { i18n: ['saved', 'ui', 'errors'] }

/** Ends nothing: mail programs open addresses before their readers do. */
export const loader = loaderFor(async ({ db, services, params, locale }) => {
  const id = subscriptionOf(services.env.sessionSecret, params.token)
  const found = id ? await findSubscribed(db, id) : undefined
  return { name: found?.name, title: fixedT(locale, 'saved')('end.title') }
})

/** What mail programs send that have a button of their own for it (RFC 8058). */
const OneClick = z.strictObject({ 'List-Unsubscribe': z.string().max(100).optional() })

export const action = actionFor(OneClick, async ({ db, services, params }) => {
  const id = subscriptionOf(services.env.sessionSecret, params.token)
  if (id) await endSubscription(db, id)
  return { done: true }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? 'Vitrine' },
  { name: 'robots', content: 'noindex' },
]

export default function UnsubscribePage() {
  const { name } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: boolean }>()
  const { t } = useTranslation('saved')
  const busy = useNavigation().state !== 'idle'
  return (
    <main id="content" className="door">
      <Form method="post" className="door-form panel">
        <Icon name="vitrine" className="mark door-mark" />
        <h1>{t('end.title')}</h1>
        {name === undefined ? (
          <p role="status">{t(answer?.done ? 'end.done' : 'end.over')}</p>
        ) : (
          <>
            <p>{t('end.text', { name: `\u2068${name}\u2069` })}</p>
            <Button type="submit" variant="primary" size="l" wide busy={busy}>
              {t('end.submit')}
            </Button>
          </>
        )}
      </Form>
    </main>
  )
}
